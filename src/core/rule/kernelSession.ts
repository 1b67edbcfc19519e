import { allocate } from "../allocate";
import type { FloatArray } from "../floatArray";
import { formatCount } from "../formatNumber";
import type { UpdateSession } from "../simulation/updateSession";
import { cosine } from "./cosine";
import { rounding, setStarts, startStates } from "./evaluator";
import { exponential } from "./exponential";
import { isTotal } from "./functions";
import type { Kernel } from "./kernel";
import { importNames, phaseExport, STATISTIC_COUNT } from "./kernelLayout";
import { type MemoryPlan, PAGE_BYTES, planMemory, writeDescriptors } from "./kernelMemory";
import { logarithm } from "./logarithm";
import { power } from "./power";
import { powerStart } from "./runningPower";

/** A kernel bound to the tensors of one run, with all their numbers in one WebAssembly memory. */
export class KernelSession implements UpdateSession {
  /** Over all tensors, one behind the other. */
  readonly parameters: FloatArray;
  readonly gradient: FloatArray;
  /** State vectors by name, in the order of the rule, each over all tensors. */
  readonly states: ReadonlyMap<string, FloatArray>;
  readonly stateScalars: readonly string[];
  readonly inputScalars: readonly string[];
  /** The series of which statistics are kept: `g`, `p` (before the update), `update`, and the states (after it). */
  readonly statisticSeries: readonly string[];

  private readonly scalarBlocks: readonly Float64Array[];
  private readonly statisticBlocks: readonly Float64Array[];
  private readonly reductionBlocks: readonly Float64Array[];
  private readonly memoryPlan: MemoryPlan;
  /** All that a snapshot holds: vectors and scalar blocks, as they lie in memory. */
  private readonly snapshotRegion: Uint8Array;
  private readonly phases: readonly ((descriptor: number) => void)[];
  private readonly startsFromInputs: boolean;

  /**
   * @param tensorLengths parameters of every tensor; `[0]` for a schedule
   * @throws RangeError for lengths that are no whole numbers from 0, or more than 4 GiB or what there is in all
   */
  constructor(
    private readonly kernel: Kernel,
    private readonly tensorLengths: readonly number[],
  ) {
    const { rule, precision, plan } = kernel;
    const { program } = rule;
    const memoryPlan = planMemory(kernel, tensorLengths);
    const { pages } = memoryPlan;
    const purpose = `This optimizer, with ${formatCount(memoryPlan.parameterCount)} parameters,`;
    const memory = allocate(
      pages * PAGE_BYTES,
      purpose,
      () => new WebAssembly.Memory({ initial: pages, maximum: pages }),
    );
    const { buffer } = memory;
    writeDescriptors(buffer, memoryPlan, kernel, tensorLengths);

    const FloatConstructor = precision === "float64" ? Float64Array : Float32Array;
    const vectors = memoryPlan.vectors.map(
      (address) => new FloatConstructor(buffer, address, memoryPlan.parameterCount),
    );
    const none = new FloatConstructor(0);
    this.parameters = vectors[program.vectors.indexOf("p")] ?? none;
    this.gradient = vectors[program.vectors.indexOf("g")] ?? none;
    this.states = new Map(rule.stateVectors.map((name) => [name, vectors[program.vectors.indexOf(name)]]));
    this.stateScalars = rule.stateScalars;
    this.inputScalars = rule.inputs.scalars;
    this.statisticSeries = plan.series.map(({ name }) => name);
    const blocks = (addresses: readonly number[], length: number): Float64Array[] =>
      addresses.map((address) => new Float64Array(buffer, address, length));
    this.scalarBlocks = blocks(memoryPlan.scalars, program.slotCount);
    this.statisticBlocks = blocks(memoryPlan.statistics, plan.series.length * STATISTIC_COUNT);
    this.reductionBlocks = blocks(memoryPlan.reductions, program.reductions.length);
    this.snapshotRegion = new Uint8Array(buffer, 0, memoryPlan.snapshotBytes);
    this.memoryPlan = memoryPlan;
    this.startsFromInputs = program.startedSlot >= 0;

    const imports = {
      [importNames.module]: {
        [importNames.memory]: memory,
        [importNames.power]: power,
        [importNames.exponential]: exponential,
        [importNames.logarithm]: logarithm,
        [importNames.cosine]: cosine,
      },
    };
    const { exports } = new WebAssembly.Instance(kernel.module, imports);
    // `encodeKernel` fixes the type of these exports.
    this.phases = plan.phases.map((_, phase) => exports[phaseExport(phase)] as (descriptor: number) => void);
    this.start();
  }

  /** Entry of a scalar of the rule in `scalars`: an input, a state or a scalar that a line assigns. */
  scalarIndex(name: string): number {
    const index = this.kernel.rule.program.slots.get(name);
    if (index !== undefined) return index;
    const known = [...this.kernel.rule.program.slots.keys()].join(", ");
    throw new Error(`The rule has no scalar ${name}; it has ${known}.`);
  }

  /**
   * Scalar block of a tensor: inputs, which the caller writes before an update; states and local scalars, which the
   * kernel writes and the caller may preset; hidden ones.
   */
  scalars(tensor: number): Float64Array {
    return this.scalarBlocks[tensor];
  }

  /** Five numbers for each of `statisticSeries`, of a tensor's last update: see `statisticNames`. */
  statistics(tensor: number): Float64Array {
    return this.statisticBlocks[tensor];
  }

  /** Values of the rule's reductions in a tensor's last update. */
  reductions(tensor: number): Float64Array {
    return this.reductionBlocks[tensor];
  }

  /** Makes one update of a tensor; where it depends on all tensors, those are complete with the last one. */
  step(tensor: number): void {
    if (this.startsFromInputs) {
      const { rule, precision } = this.kernel;
      startStates(rule.program, this.scalarBlocks[tensor], rounding(precision), (vector, value) =>
        this.fill(vector, tensor, value),
      );
    }
    const { descriptors } = this.memoryPlan;
    this.phases[0](descriptors[tensor]);
    if (tensor < descriptors.length - 1) return;
    for (let phase = 1; phase < this.phases.length; phase++) {
      this.combineReductions(phase - 1);
      for (const descriptor of descriptors) this.phases[phase](descriptor);
    }
  }

  /** Puts states and scalars to their start, and leaves parameters, gradient and the scalars that are inputs. */
  reset(): void {
    this.start();
  }

  private start(): void {
    const { rule, precision } = this.kernel;
    const { program } = rule;
    for (const state of this.states.values()) state.fill(0);
    this.scalarBlocks.forEach((scalars, tensor) => {
      scalars.fill(0, rule.inputs.scalars.length);
      setStarts(program, scalars, rounding(precision), false, (vector, value) => this.fill(vector, tensor, value));
      for (const { slot } of program.powers) scalars.set(powerStart, slot);
    });
  }

  /** Parameters, gradient, states and scalars, to go on from there later. */
  snapshot(): Uint8Array {
    const region = this.snapshotRegion;
    return allocate(region.length, "A checkpoint", () => region.slice());
  }

  /** @throws RangeError if the snapshot is not of a session with the same rule, precision and tensors */
  restore(snapshot: Uint8Array): void {
    if (snapshot.length !== this.snapshotRegion.length) {
      throw new RangeError(`The snapshot has ${snapshot.length} bytes; expected ${this.snapshotRegion.length}.`);
    }
    this.snapshotRegion.set(snapshot);
  }

  /** Puts what a phase has made of every tensor together, where that is wanted of all of them. */
  private combineReductions(phase: number): void {
    const { plan, rule } = this.kernel;
    const { end } = plan.phases[phase];
    for (const index of plan.passes[end - 1].reductions) {
      const { reduction } = rule.program.reductions[index];
      if (!isTotal(reduction)) continue;
      let total = 0;
      for (const block of this.reductionBlocks) total += block[index];
      const isMean = reduction === "totalMean" || reduction === "totalRms";
      const mean = isMean ? total / this.parameters.length : total;
      const isRoot = reduction === "totalNorm" || reduction === "totalRms";
      for (const block of this.reductionBlocks) block[index] = isRoot ? Math.sqrt(mean) : mean;
    }
  }

  private fill(vector: number, tensor: number, value: number): void {
    const name = this.kernel.rule.program.vectors[vector];
    const start = this.memoryPlan.offsets[tensor];
    this.states.get(name)?.fill(value, start, start + this.tensorLengths[tensor]);
  }
}
