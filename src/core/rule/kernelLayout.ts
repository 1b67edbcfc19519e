/** Numbers that are kept of every series, in this order. */
export const statisticNames = ["sum", "sumOfSquares", "minimum", "maximum", "nonFiniteCount"] as const;
export const STATISTIC_COUNT = statisticNames.length;

export const FLOAT64_BYTES = 8;
const POINTER_BYTES = 4;

/**
 * A tensor's descriptor: what a kernel is told of the tensor whose update it is to make. Numbers of 32 bits: length in
 * parameters, then addresses of scalar block, statistics, reductions, the vectors of the program, and the values that
 * are kept from pass to pass.
 */
export const descriptor = {
  length: 0,
  scalars: POINTER_BYTES,
  statistics: 2 * POINTER_BYTES,
  reductions: 3 * POINTER_BYTES,
  vector: (index: number): number => (4 + index) * POINTER_BYTES,
  byteLength: (vectorCount: number): number => (4 + vectorCount) * POINTER_BYTES,
} as const;

/** What a kernel imports. */
export const importNames = {
  module: "core",
  memory: "memory",
  power: "pow",
  exponential: "exp",
  logarithm: "log",
  cosine: "cos",
} as const;

/** What it exports: every phase of the update of one tensor, given the address of its descriptor. */
export const phaseExport = (phase: number): string => `phase${phase}`;
