import { namesIn } from "../../core/rule/renameNames";
import { isBlownUp } from "../../core/simulation/blownUp";
import { withRateFactor } from "../../core/simulation/rateFactor";
import { Simulation } from "../../core/simulation/simulation";
import type { OptimizerSpecification, RunSpecification } from "../../core/simulation/specification";

/** The largest learning rate with which a run would not have diverged. */
export interface LargestStableRate {
  /** Of all the learning rates of the run; null where even the smallest factor that was tried diverges. */
  readonly factor: number | null;
  /** Updates of every trial: those of the run, or as many as there is time for. */
  readonly steps: number;
}

/** Products of steps and parameters over all trials. */
const BUDGET = 10_000_000;
const QUARTERINGS = 10;
const BISECTIONS = 7;
const SMALLEST = 4 ** -QUARTERINGS;

/**
 * Finds it by bisection: every trial is the same run with all of its steps a factor shorter, to within 2 % of the factor.
 *
 * @param size number of parameters
 */
export function largestStableRate(specification: RunSpecification, size: number): LargestStableRate {
  const trials = QUARTERINGS + BISECTIONS;
  const steps = Math.max(1, Math.min(specification.steps, Math.floor(BUDGET / (trials * size))));
  const { curvature: _, ...plain } = specification;
  const survives = (factor: number): boolean => {
    const optimizer = withRateTimes(specification.optimizer, factor);
    return !diverges({ ...plain, steps, optimizer, continuePastNonFinite: false });
  };
  let [stable, unstable] = [0.25, 1];
  while (!survives(stable)) {
    [stable, unstable] = [stable / 4, stable];
    if (stable < SMALLEST) return { factor: null, steps };
  }
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = Math.sqrt(stable * unstable);
    if (survives(middle)) stable = middle;
    else unstable = middle;
  }
  return { factor: stable, steps };
}

/** The optimizer with every update a factor as long, whatever its schedule; of algorithms, with that much of their learning rate. */
function withRateTimes(optimizer: OptimizerSpecification, factor: number): OptimizerSpecification {
  if (optimizer.algorithm !== undefined) return withRateFactor(optimizer, factor);
  const names = namesIn(optimizer.rule);
  const free = (name: string): string =>
    names.has(name) || name in optimizer.hyperparameters ? free(`${name}Here`) : name;
  const [found, share] = [free("found"), free("share")];
  // States that a rule declares come before all other lines.
  const lines = optimizer.rule.split("\n");
  const start = lines.findLastIndex((line) => /^\s*state\s/.test(line)) + 1;
  lines.splice(start, 0, `${found} = p`);
  return {
    ...optimizer,
    rule: [...lines, `p = ${found} + ${share} * (p - ${found})`].join("\n"),
    hyperparameters: { ...optimizer.hyperparameters, [share]: factor },
  };
}

function diverges(specification: RunSpecification): boolean {
  const simulation = new Simulation(specification, { record: false });
  const loss = simulation.columns.indexOf("loss");
  simulation.advance(1);
  const first = simulation.lastRow[loss];
  simulation.advance(specification.steps);
  return simulation.nonFinite !== null || isBlownUp(first, simulation.lastRow[loss]);
}
