import type { AlgorithmLine } from "../algorithms/algorithm";
import { algorithmLine } from "../algorithms/algorithmLine";
import { roundIf } from "../algorithms/roundIf";
import type { FloatArray } from "../floatArray";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { BoundPreparation, Preparation, PreparationRun } from "./preparation";

const formulas = { least: "min(largest v in the row, in the column)", v: "g² + least" };

/**
 * scale_by_sm3 of optax 0.2.8, optax/_src/transform.py (Anil et al. 2019, SM3): of every row, every column, and every such slice of a
 * tensor with more dimensions the largest `v` is kept; an entry's `v` grows from the least of those that it belongs to.
 */
export const dimensionMaxima: Preparation = {
  name: "optax-sm3",
  text: `least = ${formulas.least}\nv = ${formulas.v}`,
  fills: ["v"],
  hyperparameters: [],
  bind: (run, tensor) => (tensor.shape.length < 2 ? null : new BoundMaxima(run, tensor)),
};

class BoundMaxima implements BoundPreparation {
  /** Of every dimension the largest v of each of its slices; before the last update, and now. */
  private readonly before: readonly FloatArray[];
  private readonly maxima: readonly FloatArray[];
  private readonly v: FloatArray;

  constructor(
    private readonly run: PreparationRun,
    private readonly tensor: LaidOutTensor,
  ) {
    this.maxima = tensor.shape.map((extent) => run.keep(extent));
    this.before = this.maxima.map((maxima) => maxima.slice());
    this.v = run.state("v");
  }

  update(): void {
    const { before, maxima, run, tensor, v } = this;
    maxima.forEach((own, dimension) => {
      before[dimension].set(own);
      own.fill(Number.NEGATIVE_INFINITY);
    });
    const last = maxima.length - 1;
    const runLength = maxima[last].length;
    for (let start = 0; start < tensor.length; start += runLength) {
      // What the entries along the last dimension have in common.
      const place = this.placeOf(start).slice(0, last);
      const least = leastAt(before, place);
      const at = tensor.offset + start;
      const largest = growRun(v, run.gradient, at, least, before[last], maxima[last], run.precision === "float32");
      place.forEach((slice, dimension) => {
        maxima[dimension][slice] = Math.max(maxima[dimension][slice], largest);
      });
    }
  }

  explain(index: number, format: (value: number) => string): AlgorithmLine[] {
    const place = this.placeOf(index - this.tensor.offset);
    const least = leastAt(this.before, place);
    const largest = place.map((slice, dimension) => format(this.before[dimension][slice]));
    return [
      algorithmLine("least", formulas.least, `min(${largest.join(", ")})`, least),
      algorithmLine("v", formulas.v, `${format(this.run.gradient[index])}² + ${format(least)}`, this.v[index]),
    ];
  }

  /** Position along every dimension of an entry of the tensor. */
  private placeOf(index: number): number[] {
    let rest = index;
    return this.tensor.shape
      .toReversed()
      .map((extent) => {
        const position = rest % extent;
        rest = Math.floor(rest / extent);
        return position;
      })
      .toReversed();
  }
}

/** The least of the slices' numbers that stand at these positions. */
function leastAt(ofSlices: readonly FloatArray[], place: readonly number[]): number {
  return Math.min(...place.map((slice, dimension) => ofSlices[dimension][slice]));
}

/**
 * Grows the entries along the last dimension. Runs over every parameter in every step: a function of its own keeps all that it
 * reads in local variables.
 *
 * @param least of the slices that all of these entries belong to
 * @param before the maxima of the last dimension
 * @param maxima the same as they become
 * @returns the largest of the entries
 */
function growRun(
  v: FloatArray,
  gradient: FloatArray,
  start: number,
  least: number,
  before: FloatArray,
  maxima: FloatArray,
  isSingle: boolean,
): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let slice = 0; slice < before.length; slice++) {
    const g = gradient[start + slice];
    const grown = roundIf(isSingle, roundIf(isSingle, g * g) + Math.min(least, before[slice]));
    v[start + slice] = grown;
    maxima[slice] = Math.max(maxima[slice], grown);
    largest = Math.max(largest, grown);
  }
  return largest;
}
