import type { Precision } from "../floatArray";
import { toBfloat16 } from "./bfloat16";

/**
 * How the entries of matrices are rounded and summed: as numbers of one precision throughout, or as numbers of bfloat16 whose products are summed in
 * float32. Entries of every kind lie in arrays of double precision, and these functions choose by a number: engines then put them in the place of their
 * calls, where functions that are handed over, or arrays of several kinds, cost a call for every entry.
 */
export type MatrixArithmetic = (typeof ARITHMETIC)[keyof typeof ARITHMETIC];

export const ARITHMETIC = { float64: 0, float32: 1, bfloat16: 2 } as const;

export function matrixArithmetic(precision: Precision): MatrixArithmetic {
  return ARITHMETIC[precision];
}

/** Rounds a number that is kept. */
export function roundKept(arithmetic: MatrixArithmetic, value: number): number {
  if (arithmetic === ARITHMETIC.float64) return value;
  return arithmetic === ARITHMETIC.float32 ? Math.fround(value) : toBfloat16(value);
}

/** Rounds a number on the way to one that is kept. */
export function roundPassing(arithmetic: MatrixArithmetic, value: number): number {
  return arithmetic === ARITHMETIC.float64 ? value : Math.fround(value);
}

/**
 * The products of the rows of one matrix with those of another, each a sum over `length` entries, written row by row. Of one precision throughout they are
 * summed in double precision: libraries sum them in orders of their own.
 *
 * @param rowsB 0 where the product is symmetric, with as many rows: one half is then computed
 */
export function multiplyRows(
  arithmetic: MatrixArithmetic,
  a: Float64Array,
  rowsA: number,
  b: Float64Array,
  rowsB: number,
  length: number,
  product: Float64Array,
): void {
  const isSymmetric = rowsB === 0;
  const columns = isSymmetric ? rowsA : rowsB;
  const isBfloat16 = arithmetic === ARITHMETIC.bfloat16;
  for (let i = 0; i < rowsA; i++) {
    const end = isSymmetric ? i + 1 : columns;
    for (let j = 0; j < end; j++) {
      let sum = 0;
      // Of short rows the sums in turn are one, and it is added up here: a call for each would cost more than the sum.
      if (isBfloat16 && length >= 4) sum = sumInFloat32(a, i * length, b, j * length, length);
      else if (isBfloat16) {
        for (let k = 0; k < length; k++) sum = Math.fround(sum + a[i * length + k] * b[j * length + k]);
      } else {
        for (let k = 0; k < length; k++) sum += a[i * length + k] * b[j * length + k];
        sum = roundPassing(arithmetic, sum);
      }
      product[i * columns + j] = sum;
      if (isSymmetric) product[j * columns + i] = sum;
    }
  }
}

/**
 * In the order of `sum` in torch's aten/src/ATen/native/cpu/BlasKernel.cpp: four sums in turn, what is left to the first, and these
 * added up. Products of numbers of bfloat16 are exact in float32.
 */
function sumInFloat32(a: Float64Array, startA: number, b: Float64Array, startB: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    sum0 = Math.fround(sum0 + a[startA + i] * b[startB + i]);
    sum1 = Math.fround(sum1 + a[startA + i + 1] * b[startB + i + 1]);
    sum2 = Math.fround(sum2 + a[startA + i + 2] * b[startB + i + 2]);
    sum3 = Math.fround(sum3 + a[startA + i + 3] * b[startB + i + 3]);
  }
  for (; i < length; i++) sum0 = Math.fround(sum0 + a[startA + i] * b[startB + i]);
  return Math.fround(Math.fround(Math.fround(sum0 + sum1) + sum2) + sum3);
}
