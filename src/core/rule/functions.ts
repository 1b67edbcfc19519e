/** Reductions that make one number per tensor of a vector. */
const tensorReductions = ["norm", "mean", "rms", "sum", "max"] as const;
/** Reductions that make one number of a vector over all tensors together. */
const totalReductions = ["totalNorm", "totalMean", "totalRms", "totalSum"] as const;
const reductionKinds = [...tensorReductions, ...totalReductions] as const;
export type ReductionKind = (typeof reductionKinds)[number];

/** Whether a reduction goes over all tensors. */
export function isTotal(kind: ReductionKind): boolean {
  return (totalReductions as readonly ReductionKind[]).includes(kind);
}

/** The functions of the rule language. */
interface FunctionDescription {
  /** Arguments by what they are, for messages and completion. */
  readonly parameters: readonly string[];
  /** Whether its arguments have to be scalars. */
  readonly scalarOnly: boolean;
}

/** Elementwise functions by name; `max` with one argument is a reduction. */
export const elementwiseFunctions: Readonly<Record<string, FunctionDescription>> = {
  sqrt: { parameters: ["x"], scalarOnly: false },
  abs: { parameters: ["x"], scalarOnly: false },
  sign: { parameters: ["x"], scalarOnly: false },
  min: { parameters: ["a", "b"], scalarOnly: false },
  max: { parameters: ["a", "b"], scalarOnly: false },
  clamp: { parameters: ["x", "low", "high"], scalarOnly: false },
  if: { parameters: ["condition", "a", "b"], scalarOnly: false },
  exp: { parameters: ["x"], scalarOnly: true },
  log: { parameters: ["x"], scalarOnly: true },
  cos: { parameters: ["x"], scalarOnly: true },
  floor: { parameters: ["x"], scalarOnly: true },
  // Frameworks keep some numbers of a run in float32, whatever the precision of the parameters.
  float32: { parameters: ["x"], scalarOnly: false },
  // To the precision of the run, as where a framework keeps a scalar in a tensor.
  rounded: { parameters: ["x"], scalarOnly: true },
};

/** Names with a fixed value. */
export const constants: Readonly<Record<string, number>> = { pi: Math.PI, infinity: Infinity };

/** Every name that can be called. */
export const functionNames: readonly string[] = [...new Set([...Object.keys(elementwiseFunctions), ...reductionKinds])];

export function isReduction(name: string, argumentCount: number): name is ReductionKind {
  if (!(reductionKinds as readonly string[]).includes(name)) return false;
  return argumentCount === 1 || !Object.hasOwn(elementwiseFunctions, name);
}
