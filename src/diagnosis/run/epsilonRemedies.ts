import type { SourceChange } from "./sourceChange";

/** Share of the parameters for which an ε may be larger than √v. */
const DOMINATED = 0.05;

/**
 * What mends an ε that is larger than √v: one that is not, for all but a few parameters.
 *
 * @param shares ε / (√v + ε) of every parameter
 */
export function epsilonRemedies(
  shares: Float64Array,
  epsilon: number | undefined,
): readonly { readonly title: "reset"; readonly change: SourceChange }[] {
  if (epsilon === undefined) return [];
  const roots = shares.map((share) => epsilon * (1 / share - 1)).sort();
  const largest = roots[Math.floor(DOMINATED * roots.length)];
  return [{ title: "reset", change: { kind: "resetEpsilon", largest } }];
}
