import { problemSize } from "../problems/createProblem";
import { problemCatalogue } from "../problems/problemCatalogue";
import { type CurvatureSpecification, type RunSpecification, SpecificationError } from "../simulation/specification";

/** What measuring may add to a run, in milliseconds. */
const BUDGET = 1000;

/** What one measurement takes, fitted to measurements on a laptop to within a factor of 3: in itself, for each parameter, and for each of its samples. */
const COST = { measurement: 1, parameter: 0.03, sample: 0.001 };

/** Intervals are 1, 2 or 5 times a power of ten. */
const DIGITS = [1, 2, 5, 10];

/**
 * How often curvature can be measured for about a second on top of the run: every step on small problems, more seldom on
 * those with many parameters or samples.
 */
export function affordableCurvature({
  problem,
  steps,
}: Pick<RunSpecification, "problem" | "steps">): CurvatureSpecification {
  const { name, parameters } = problem;
  const samples =
    parameters.samples ?? problemCatalogue.find((each) => each.name === name)?.parameters.samples?.default;
  const perParameter = COST.parameter + COST.sample * (typeof samples === "number" ? samples : 0);
  const duration = COST.measurement + sizeOf(problem) * perParameter;
  return { every: rounded(Math.min(steps, (steps * duration) / BUDGET)) };
}

/** A problem that there is not is for the simulation to refuse. */
function sizeOf(problem: RunSpecification["problem"]): number {
  try {
    return problemSize(problem);
  } catch (error) {
    if (error instanceof SpecificationError) return 0;
    throw error;
  }
}

/** Up to the next round number. */
function rounded(value: number): number {
  if (!(value > 1)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * (DIGITS.find((digit) => digit * unit >= value) ?? 10);
}
