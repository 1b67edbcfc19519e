import { type FloatArray, floatArray, type Precision } from "../floatArray";
import type { ElementInputs } from "../rule/evaluator";
import type { ExplainedLine } from "../rule/explanation";
import { packVectors, unpackVectors } from "../simulation/packedVectors";
import type { RepeatedEvaluation } from "../simulation/repeatedEvaluation";
import { OPTIMIZER_INPUTS } from "../simulation/ruleInputs";
import { STATISTIC } from "../simulation/statistics";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { UpdateSession } from "../simulation/updateSession";
import type { Algorithm, BoundAlgorithm } from "./algorithm";
import { gatherStatistics } from "./gatherStatistics";

const NO_REDUCTIONS = new Float64Array(0);

/** An algorithm bound to the tensors of one run. */
export class AlgorithmSession implements UpdateSession {
  readonly parameters: FloatArray;
  readonly gradient: FloatArray;
  readonly states: ReadonlyMap<string, FloatArray>;
  readonly stateScalars: readonly string[];
  readonly inputScalars: readonly string[];
  readonly statisticSeries: readonly string[];
  readonly evaluatesLoss: boolean;

  private readonly scalarIndices: ReadonlyMap<string, number>;
  private readonly scalarBlocks: readonly Float64Array[];
  private readonly statisticBlocks: readonly Float64Array[];
  /** Parameters before the update, and later the update itself. */
  private readonly updates: FloatArray;
  /** All that a snapshot holds. */
  private readonly kept: FloatArray[];
  /** What the algorithm keeps for itself. */
  private readonly memory: FloatArray[] = [];
  private readonly bound: BoundAlgorithm;

  /**
   * @param repeated evaluates loss and gradient, for algorithms that ask for them
   * @throws SpecificationError when the algorithm cannot update such tensors, or needs too much memory for it
   */
  constructor(
    private readonly algorithm: Algorithm,
    precision: Precision,
    private readonly tensors: readonly LaidOutTensor[],
    hyperparameters: Readonly<Record<string, number>>,
    repeated: RepeatedEvaluation | null,
  ) {
    algorithm.requireTensors?.(tensors);
    const length = tensors.reduce((total, tensor) => total + tensor.length, 0);
    this.parameters = floatArray(length, precision);
    this.gradient = floatArray(length, precision);
    this.updates = floatArray(length, precision);
    this.states = new Map(algorithm.stateVectors.map((name) => [name, floatArray(length, precision)]));
    this.evaluatesLoss = algorithm.evaluatesLoss ?? false;
    this.stateScalars = algorithm.stateScalars;
    this.inputScalars = [...OPTIMIZER_INPUTS, ...Object.keys(hyperparameters)];
    this.statisticSeries = ["g", "p", "update", ...algorithm.stateVectors];
    const scalars = [...this.inputScalars, ...this.stateScalars];
    this.scalarIndices = new Map(scalars.map((name, index) => [name, index]));
    this.scalarBlocks = tensors.map(() => new Float64Array(scalars.length));
    this.statisticBlocks = tensors.map(() => new Float64Array(this.statisticSeries.length * STATISTIC.count));
    this.bound = algorithm.bind({
      precision,
      tensors,
      hyperparameters,
      parameters: this.parameters,
      gradient: this.gradient,
      // An algorithm asks for its own `stateVectors` alone.
      state: (name) => this.states.get(name) as FloatArray,
      scalar: (tensor, name) => this.scalarBlocks[tensor][this.scalarIndex(name)],
      setScalar: (tensor, name, value) => {
        this.scalarBlocks[tensor][this.scalarIndex(name)] = value;
      },
      keep: (size, own) => {
        const memory = floatArray(size, own ?? precision);
        this.memory.push(memory);
        return memory;
      },
      loss: () => repeated?.loss ?? Number.NaN,
      evaluate: (gradient) => repeated?.evaluate(this.parameters, gradient) ?? Number.NaN,
    });
    this.kept = [this.parameters, this.gradient, ...this.states.values(), ...this.scalarBlocks, ...this.memory];
  }

  scalarIndex(name: string): number {
    const index = this.scalarIndices.get(name);
    if (index !== undefined) return index;
    const known = [...this.scalarIndices.keys()].join(", ");
    throw new Error(`The algorithm ${this.algorithm.name} has no scalar ${name}; it has ${known}.`);
  }

  scalars(tensor: number): Float64Array {
    return this.scalarBlocks[tensor];
  }

  statistics(tensor: number): Float64Array {
    return this.statisticBlocks[tensor];
  }

  reductions(): Float64Array {
    return NO_REDUCTIONS;
  }

  step(tensor: number): void {
    const { parameters, updates } = this;
    const { offset, length } = this.tensors[tensor];
    const block = this.statisticBlocks[tensor];
    // The first call may change the parameters of all tensors.
    if (tensor === 0) updates.set(parameters);
    gatherStatistics(updates, offset, length, block, STATISTIC.count);
    gatherStatistics(this.gradient, offset, length, block, 0);
    this.bound.update(tensor);
    subtractFrom(parameters, updates, offset, length);
    gatherStatistics(updates, offset, length, block, 2 * STATISTIC.count);
    let at = 3 * STATISTIC.count;
    for (const state of this.states.values()) {
      gatherStatistics(state, offset, length, block, at);
      at += STATISTIC.count;
    }
  }

  reset(): void {
    for (const vector of [...this.states.values(), ...this.memory]) vector.fill(0);
    for (const scalars of this.scalarBlocks) scalars.fill(0, this.inputScalars.length);
  }

  snapshot(): Uint8Array {
    return packVectors(this.kept);
  }

  restore(snapshot: Uint8Array): void {
    unpackVectors(snapshot, this.kept);
  }

  explain(inputs: ElementInputs, index: number, format: (value: number) => string): ExplainedLine[] {
    const tensor = this.tensors.findIndex(({ offset, length }) => index >= offset && index < offset + length);
    const text = this.algorithm.text.split("\n");
    return this.bound.explain(inputs, index, tensor, format).map((line) => ({
      ...line,
      line: line.line ?? text.findIndex((assignment) => assignment.startsWith(`${line.name} = `)) + 1,
    }));
  }
}

/** before ← after − before, in a stretch of both. */
function subtractFrom(after: FloatArray, before: FloatArray, offset: number, length: number): void {
  const end = offset + length;
  for (let i = offset; i < end; i++) before[i] = after[i] - before[i];
}
