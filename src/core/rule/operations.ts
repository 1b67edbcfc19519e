import { cosine } from "./cosine";
import { exponential } from "./exponential";
import { logarithm } from "./logarithm";
import { power } from "./power";
import type { Operation } from "./program";

/** What the operations do in double precision; comparisons give 1 or 0, and a condition is true when it is not 0. */
export const operations: Readonly<Record<Operation, (a: number, b: number, c: number) => number>> = {
  negate: (a) => -a,
  squareRoot: (a) => Math.sqrt(a),
  absolute: (a) => Math.abs(a),
  exponential,
  logarithm,
  cosine,
  floor: (a) => Math.floor(a),
  roundToFloat32: (a) => Math.fround(a),
  roundToPrecision: (a) => a,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  minimum: (a, b) => Math.min(a, b),
  maximum: (a, b) => Math.max(a, b),
  power,
  less: (a, b) => Number(a < b),
  lessOrEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greaterOrEqual: (a, b) => Number(a >= b),
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
  select: (condition, a, b) => (condition !== 0 ? a : b),
};
