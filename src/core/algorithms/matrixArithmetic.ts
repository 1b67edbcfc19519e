import type { FloatArray, Precision } from "../floatArray";
import { rounding } from "../rule/evaluator";
import { toBfloat16 } from "./bfloat16";

/** How the entries of matrices are kept, rounded and summed. */
export interface MatrixArithmetic {
  /** Memory for so many entries. */
  create(length: number): FloatArray;
  /** Rounds a number that is kept. */
  keep(value: number): number;
  /** Rounds a number on the way to one that is kept. */
  round(value: number): number;
  /** Sum of the products of two stretches. */
  dot(a: FloatArray, startA: number, b: FloatArray, startB: number, length: number): number;
}

/** Numbers of bfloat16, whose products are summed in float32. */
export const bfloat16Arithmetic: MatrixArithmetic = {
  create: (length) => new Float32Array(length),
  keep: toBfloat16,
  round: Math.fround,
  dot: dotInFloat32,
};

/** Numbers of one precision throughout. Products are summed in double precision: libraries sum them in orders of their own. */
export function matrixArithmetic(precision: Precision): MatrixArithmetic {
  const round = rounding(precision);
  return {
    create: (length) => (precision === "float32" ? new Float32Array(length) : new Float64Array(length)),
    keep: round,
    round,
    dot: (a, startA, b, startB, length) => round(dotInFloat64(a, startA, b, startB, length)),
  };
}

/**
 * In the order of `sum` in torch's aten/src/ATen/native/cpu/BlasKernel.cpp: four sums in turn, what is left to the first, and these
 * added up. Products of numbers of bfloat16 are exact in float32.
 */
function dotInFloat32(a: FloatArray, startA: number, b: FloatArray, startB: number, length: number): number {
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

function dotInFloat64(a: FloatArray, startA: number, b: FloatArray, startB: number, length: number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += a[startA + i] * b[startB + i];
  return total;
}
