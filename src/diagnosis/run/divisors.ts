import { findPreconditioner } from "../../core/inspection/preconditioner";
import { elementInputs, replayNextStep, tensorOf } from "../../core/inspection/replayedStep";
import { evaluateElement } from "../../core/rule/evaluator";
import type { RunFacts } from "./runFacts";

/** What a step divides by, parameter by parameter. */
export interface Divisors {
  readonly step: number;
  /** Learning rate over divisor of the parameters that were looked at. */
  readonly rates: Float64Array;
  /** ε over the divisor; null where the rule adds none to it. */
  readonly epsilonShares: Float64Array | null;
}

const MOST_PARAMETERS = 1024;

/**
 * Makes the run again up to a step and looks at what the rule then divides by.
 *
 * @returns null where it divides by nothing, or the run is too long to make again
 */
export function divisorsAt(facts: RunFacts, step: number): Divisors | null {
  const { rule, specification } = facts;
  if (rule === null) return null;
  const preconditioner = findPreconditioner(rule);
  if (preconditioner === null) return null;
  const simulation = facts.simulateTo(step);
  if (simulation === null || simulation.isDone) return null;
  const replayed = replayNextStep(simulation);
  const size = simulation.parameters.length;
  const stride = Math.ceil(size / MOST_PARAMETERS);
  const indices = Array.from({ length: Math.ceil(size / stride) }, (_, i) => i * stride);
  const slot = simulation.session.scalarIndex("lr");
  const { epsilon, divisor } = preconditioner;
  const rates = new Float64Array(indices.length);
  const shares = new Float64Array(indices.length);
  indices.forEach((index, i) => {
    const { values } = evaluateElement(rule, specification.precision, elementInputs(replayed, index));
    rates[i] = replayed.scalars[tensorOf(simulation, index)][slot] / values[divisor];
    if (epsilon !== null) shares[i] = values[epsilon.value] / values[epsilon.sum];
  });
  return { step: simulation.step - 1, rates, epsilonShares: epsilon === null ? null : shares };
}
