import type { OptimizerConfiguration } from "../../../sources/configuration";
import { createRuleTrial } from "./ruleTrial";

/** Gradients whose entries keep their signs, so that averages of them do. */
const steady = [0.9, -1.3, 0.4];

/**
 * Whether a hand-written rule moves its parameters along the gradient of its text (1) or against it (−1).
 *
 * @returns null where it depends on more than the sign of the gradient, or cannot be tried
 */
export function directionOfRule(configuration: OptimizerConfiguration): 1 | -1 | null {
  const trial = createRuleTrial(configuration);
  if (trial === null || configuration.handWritten === undefined) return null;
  // Small parameters, of which a weight decay makes little.
  const moves = trial.run(Array(3).fill(steady), { start: [0, 0, 0] }).flatMap(({ change }) => change);
  const signs = new Set(moves.map((move, i) => Math.sign(move) * Math.sign(steady[i % steady.length])));
  const [only, ...others] = signs;
  if (others.length > 0 || (only !== 1 && only !== -1)) return null;
  return configuration.handWritten.gradient.isNegated ? (only === 1 ? -1 : 1) : only;
}
