import { STATISTIC } from "./statistics";
import type { LaidOutTensor } from "./tensorLayout";

/** What a row says besides the statistics of the kernels. */
export interface StepScalars {
  loss: number;
  /** L2 norm of the gradient as the problem gave it, before clipping. */
  gradientNorm: number;
  /** Factor by which clipping shortened the gradient. */
  clipFactor: number;
  /** Factor of the loss whose gradient was taken. */
  lossScale: number;
  /** 1 where the gradient was not finite and the update was skipped. */
  skipped: number;
  /** One learning rate a parameter group. */
  readonly learningRates: Float64Array;
  /** The hyperparameters that a schedule moves, group by group. */
  readonly moved: Float64Array;
}

/** What decides which columns a trace has. */
export interface TraceContent {
  readonly tensors: readonly LaidOutTensor[];
  readonly stateVectors: readonly string[];
  readonly stateScalars: readonly string[];
  /** Entry of every state scalar in the scalar block of a tensor. */
  readonly stateScalarIndices: readonly number[];
  /** False when gradients come from a recording. */
  readonly hasLoss: boolean;
  readonly clips: boolean;
  readonly scalesLoss: boolean;
  /** Whether updates may be skipped. */
  readonly skips: boolean;
  /** Number of parameter groups. */
  readonly groups: number;
  /** Hyperparameters that a schedule moves. */
  readonly moved: readonly string[];
  /** Columns and values of what is measured besides: curvature, instruments. */
  readonly measured: readonly { readonly columns: readonly string[]; readonly values: Float64Array }[];
}

/** Where the series of a tensor's statistics begin: g, p, Δp, then the state vectors. */
export const SERIES = { g: 0, p: STATISTIC.count, update: 2 * STATISTIC.count, states: 3 * STATISTIC.count } as const;

/**
 * The columns of a trace and the row of one step. Rows hold the state in which an update was made (loss, gradient,
 * learning rate, parameters) and the update that it made (state vectors after it, Δp).
 */
export class TraceRow {
  readonly columns: readonly string[];
  /** Values of the columns; overwritten by every `fill`. */
  readonly values: Float64Array;
  private readonly parameters: number;

  constructor(private readonly content: TraceContent) {
    const { tensors, stateVectors, stateScalars } = content;
    this.parameters = tensors.reduce((total, tensor) => total + tensor.length, 0);
    this.columns = [
      ...(content.hasLoss ? ["loss"] : []),
      "learningRate",
      "gradientNorm",
      "updateNorm",
      "parameterNorm",
      "updateRatio",
      ...stateVectors.flatMap((name) => [`${name}.mean`, `${name}.rms`, `${name}.min`, `${name}.max`]),
      ...(content.clips ? ["clipFactor"] : []),
      ...(content.scalesLoss ? ["lossScale"] : []),
      ...(content.skips ? ["skipped"] : []),
      ...Array.from({ length: content.groups - 1 }, (_, group) => `learningRate[group ${group + 2}]`),
      ...content.moved,
      ...Array.from({ length: content.groups - 1 }, (_, group) =>
        content.moved.map((name) => `${name}[group ${group + 2}]`),
      ).flat(),
      ...stateScalars,
      ...(tensors.length > 1 ? tensors.map((tensor) => `gradientNorm[${tensor.name}]`) : []),
      ...content.measured.flatMap(({ columns }) => columns),
    ];
    this.values = new Float64Array(this.columns.length);
  }

  /**
   * Fills `values` for one step. Runs once a step of every simulation, so it allocates nothing.
   *
   * @param totals statistics over all tensors
   * @param blocks statistics of every tensor
   * @param stateScalars scalar block that the state scalars are read from
   * @returns ‖Δp‖
   */
  fill(step: StepScalars, totals: Float64Array, blocks: readonly Float64Array[], stateScalars: Float64Array): number {
    const { values, content, parameters } = this;
    const updateNorm = Math.sqrt(totals[SERIES.update + STATISTIC.sumOfSquares]);
    const parameterNorm = Math.sqrt(totals[SERIES.p + STATISTIC.sumOfSquares]);
    let at = 0;
    if (content.hasLoss) values[at++] = step.loss;
    values[at++] = step.learningRates[0];
    values[at++] = step.gradientNorm;
    values[at++] = updateNorm;
    values[at++] = parameterNorm;
    values[at++] = updateNorm / parameterNorm;
    for (let series: number = SERIES.states; series < totals.length; series += STATISTIC.count) {
      const minimum = totals[series + STATISTIC.minimum];
      const maximum = totals[series + STATISTIC.maximum];
      // Extremes are of the finite and infinite entries; where every entry is NaN there are none.
      const isAllNaN = minimum > maximum;
      values[at++] = totals[series + STATISTIC.sum] / parameters;
      values[at++] = Math.sqrt(totals[series + STATISTIC.sumOfSquares] / parameters);
      values[at++] = isAllNaN ? Number.NaN : minimum;
      values[at++] = isAllNaN ? Number.NaN : maximum;
    }
    if (content.clips) values[at++] = step.clipFactor;
    if (content.scalesLoss) values[at++] = step.lossScale;
    if (content.skips) values[at++] = step.skipped;
    for (let group = 1; group < step.learningRates.length; group++) values[at++] = step.learningRates[group];
    for (let i = 0; i < step.moved.length; i++) values[at++] = step.moved[i];
    for (let i = 0; i < content.stateScalarIndices.length; i++) {
      values[at++] = stateScalars[content.stateScalarIndices[i]];
    }
    if (blocks.length > 1) {
      for (let tensor = 0; tensor < blocks.length; tensor++) {
        values[at++] = Math.sqrt(blocks[tensor][SERIES.g + STATISTIC.sumOfSquares]);
      }
    }
    for (let i = 0; i < content.measured.length; i++) {
      values.set(content.measured[i].values, at);
      at += content.measured[i].values.length;
    }
    return updateNorm;
  }
}
