import type { FloatArray } from "../floatArray";

/** One of the two dimensions of a matrix that loops run along: the outer one, or the inner one with the smaller stride. */
interface Walk {
  readonly extent: number;
  readonly stride: number;
  /** One number for each place along the dimension. */
  readonly sums: Float64Array;
  readonly factors: Float64Array;
}

// These run over every parameter in every step: functions of their own keep all that they read in local variables, and a loop for each
// precision looks at none of it twice.

/**
 * Sums the squares of a matrix' entries along both dimensions, in double precision.
 *
 * @param start first entry of the matrix
 * @param added to every square
 * @param roundsSquares whether squares are rounded to float32 before they are added up
 */
export function sumSquares(
  values: FloatArray,
  start: number,
  { extent: outerExtent, stride: outerStride, sums: outerSums }: Walk,
  { extent: innerExtent, stride: innerStride, sums: innerSums }: Walk,
  added: number,
  roundsSquares: boolean,
): void {
  innerSums.fill(0);
  for (let outer = 0; outer < outerExtent; outer++) {
    let [even, odd] = [0, 0];
    let at = start + outer * outerStride;
    let inner = 0;
    if (roundsSquares) {
      for (; inner < innerExtent; inner++) {
        const square = Math.fround(Math.fround(values[at] * values[at]) + added);
        even += square;
        innerSums[inner] += square;
        at += innerStride;
      }
    } else {
      // Two sums: each addition would have to wait for the one before it.
      for (; inner + 1 < innerExtent; inner += 2) {
        const next = at + innerStride;
        const square = values[at] * values[at] + added;
        const nextSquare = values[next] * values[next] + added;
        even += square;
        odd += nextSquare;
        innerSums[inner] += square;
        innerSums[inner + 1] += nextSquare;
        at = next + innerStride;
      }
      if (inner < innerExtent) {
        const square = values[at] * values[at] + added;
        even += square;
        innerSums[inner] += square;
      }
    }
    outerSums[outer] = even + odd;
  }
}

/** Writes the product of an entry's two factors, over a divisor, into a matrix. */
export function fillWithProducts(
  target: FloatArray,
  start: number,
  { extent: outerExtent, stride: outerStride, factors: outerFactors }: Walk,
  { extent: innerExtent, stride: innerStride, factors: innerFactors }: Walk,
  divisor: number,
  isSingle: boolean,
): void {
  for (let outer = 0; outer < outerExtent; outer++) {
    const factor = outerFactors[outer];
    let at = start + outer * outerStride;
    if (isSingle) {
      for (let inner = 0; inner < innerExtent; inner++) {
        target[at] = Math.fround(factor * innerFactors[inner]) / divisor;
        at += innerStride;
      }
    } else {
      for (let inner = 0; inner < innerExtent; inner++) {
        target[at] = (factor * innerFactors[inner]) / divisor;
        at += innerStride;
      }
    }
  }
}
