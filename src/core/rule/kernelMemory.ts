import type { Kernel } from "./kernel";
import { descriptor, FLOAT64_BYTES, STATISTIC_COUNT } from "./kernelLayout";
import type { PassPlan } from "./passes";

/** Unit of a memory's size. */
export const PAGE_BYTES = 65_536;
/** What 32-bit addresses reach. */
const LARGEST_MEMORY = 65_536 * PAGE_BYTES;
/** Regions start on cache lines of their own. */
const ALIGNMENT = 64;

/** Where the numbers of a session lie in its memory: addresses in bytes, by vector or by tensor. */
export interface MemoryPlan {
  /** Of every vector of the program, over all tensors. */
  readonly vectors: readonly number[];
  readonly scalars: readonly number[];
  /** Of the values kept between passes: over all tensors where they outlast a phase, else shared by the tensors. */
  readonly scratch: readonly number[];
  readonly statistics: readonly number[];
  readonly reductions: readonly number[];
  readonly descriptors: readonly number[];
  /** Parameters before each tensor. */
  readonly offsets: readonly number[];
  /** Parameters in all. */
  readonly parameterCount: number;
  /** Vectors and scalar blocks, from address 0: what a snapshot holds. */
  readonly snapshotBytes: number;
  readonly pages: number;
}

/** @throws RangeError for lengths that are no whole numbers from 0, or more than 4 GiB in all */
export function planMemory(
  { rule: { program }, plan, precision }: Kernel,
  tensorLengths: readonly number[],
): MemoryPlan {
  const offsets: number[] = [];
  let parameterCount = 0;
  for (const length of tensorLengths) {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new RangeError(`A tensor has ${length} parameters; expected a whole number from 0.`);
    }
    offsets.push(parameterCount);
    parameterCount += length;
  }

  let used = 0;
  const reserve = (bytes: number): number => {
    const address = used;
    used = Math.ceil((used + bytes) / ALIGNMENT) * ALIGNMENT;
    return address;
  };
  const reservePerTensor = (bytes: number): number[] => tensorLengths.map(() => reserve(bytes));
  const bytesPerParameter = floatBytes(precision);
  const vectors = program.vectors.map(() => reserve(parameterCount * bytesPerParameter));
  const scalars = reservePerTensor(program.slotCount * FLOAT64_BYTES);
  const snapshotBytes = used;
  const scratchLength = sharesScratch(plan) ? tensorLengths.reduce((a, b) => Math.max(a, b), 0) : parameterCount;
  const scratch = plan.scratch.map(() => reserve(scratchLength * bytesPerParameter));
  const statistics = reservePerTensor(plan.series.length * STATISTIC_COUNT * FLOAT64_BYTES);
  const reductions = reservePerTensor(program.reductions.length * FLOAT64_BYTES);
  const descriptors = reservePerTensor(descriptor.byteLength(vectors.length + scratch.length));
  if (used > LARGEST_MEMORY) {
    throw new RangeError(
      `${parameterCount} parameters need ${used} bytes of memory in this optimizer; at most ${LARGEST_MEMORY} can be had.`,
    );
  }
  const pages = Math.max(1, Math.ceil(used / PAGE_BYTES));
  return {
    vectors,
    scalars,
    scratch,
    statistics,
    reductions,
    descriptors,
    offsets,
    parameterCount,
    snapshotBytes,
    pages,
  };
}

/** Tells the kernel where every tensor lies. */
export function writeDescriptors(
  memory: ArrayBuffer,
  plan: MemoryPlan,
  kernel: Kernel,
  tensorLengths: readonly number[],
): void {
  const view = new DataView(memory);
  tensorLengths.forEach((length, tensor) => {
    const write = (field: number, value: number): void => view.setUint32(plan.descriptors[tensor] + field, value, true);
    write(descriptor.length, length);
    write(descriptor.scalars, plan.scalars[tensor]);
    write(descriptor.statistics, plan.statistics[tensor]);
    write(descriptor.reductions, plan.reductions[tensor]);
    const start = plan.offsets[tensor] * floatBytes(kernel.precision);
    const scratchStart = sharesScratch(kernel.plan) ? 0 : start;
    const vectors = plan.vectors.map((address) => address + start);
    const scratch = plan.scratch.map((address) => address + scratchStart);
    [...vectors, ...scratch].forEach((address, index) => {
      write(descriptor.vector(index), address);
    });
  });
}

function sharesScratch({ phases }: PassPlan): boolean {
  return phases.length === 1;
}

function floatBytes(precision: Kernel["precision"]): number {
  return precision === "float64" ? Float64Array.BYTES_PER_ELEMENT : Float32Array.BYTES_PER_ELEMENT;
}
