import { RuleError } from "../../core/rule/ruleError";
import { LearningRates } from "../../core/simulation/learningRates";
import { scheduleSteps } from "../../core/simulation/schedulers";
import { Simulation } from "../../core/simulation/simulation";
import {
  type OptimizerSpecification,
  type RunSpecification,
  SpecificationError,
} from "../../core/simulation/specification";

/** What rounding in double precision may make of two runs that are the same. */
export const SAME = 1e-12;

/** What rounding to float32 makes of a learning rate is below. */
export const SINGLE = 1e-6;

/** Updates of a trial: enough for means of 1,000 gradients to start, few enough to be tried many times. */
export const TRIAL_UPDATES = 200;

const common = { steps: TRIAL_UPDATES, seed: 1, precision: "float64", continuePastNonFinite: false } as const;

/**
 * Small problems with noisy gradients of very different size: one tensor alone shows no difference between a norm of each and a norm of
 * all, no vector one between rows, and some optimizers take matrices alone, others vectors alone.
 */
const trials: readonly Omit<RunSpecification, "optimizer">[] = [
  { ...common, problem: { name: "noisy-quadratic", parameters: { dimension: 6, power: 2, batchSize: 1 } } },
  networkTrial(true),
  networkTrial(false),
];

function networkTrial(biases: boolean): Omit<RunSpecification, "optimizer"> {
  const parameters = { depth: 1, width: 4, biases, samples: 12, batchSize: 4 };
  return { ...common, steps: 40, problem: { name: "perceptron", parameters } };
}

/**
 * The largest distance between two runs of the same noise, as a share of the way that the farther one has come by then;
 * of several trials the largest. Counts up to where the first is no longer finite.
 *
 * @returns null where no trial can be simulated with both
 */
export function distanceBetween(one: OptimizerSpecification, other: OptimizerSpecification): number | null {
  const [vector, network, matrices] = trials;
  const distances = [
    distanceIn(vector, one, other),
    // Muon refuses biases.
    distanceIn(network, one, other) ?? distanceIn(matrices, one, other),
  ].filter((distance) => distance !== null);
  return distances.length === 0 ? null : Math.max(...distances);
}

function distanceIn(
  trial: Omit<RunSpecification, "optimizer">,
  one: OptimizerSpecification,
  other: OptimizerSpecification,
): number | null {
  const steps = Math.min(trial.steps, longestRun(one), longestRun(other));
  const [first, second] = [one, other].map((optimizer) => simulationOf({ ...trial, steps, optimizer }));
  if (first === null || second === null) return null;
  const start = Array.from(first.parameters);
  const origin = new Float64Array(start.length);
  let largest = 0;
  for (let step = 0; step < steps; step++) {
    for (const simulation of [first, second]) if (simulation.nonFinite === null) simulation.advance(1);
    if (first.nonFinite !== null) break;
    if (second.nonFinite !== null) return Number.POSITIVE_INFINITY;
    const apart = distance(first.parameters, second.parameters);
    // An optimizer may stand still at first.
    const way = Math.max(distance(first.parameters, start), distance(second.parameters, start));
    // Where the way is short, rounding alone is a large share of it.
    const rounding = Number.EPSILON * (step + 1) * distance(first.parameters, origin);
    if (apart > rounding) largest = Math.max(largest, apart / way);
  }
  return largest;
}

/** The number of updates after which the schedule cannot be stepped on. */
export function longestRun({ schedule }: OptimizerSpecification): number {
  return schedule === null ? Number.POSITIVE_INFINITY : scheduleSteps(schedule) * schedule.interval;
}

/** Null where the optimizer is for other problems. */
function simulationOf(specification: RunSpecification): Simulation | null {
  try {
    return new Simulation(specification, { record: false });
  } catch (error) {
    if (error instanceof SpecificationError || error instanceof RuleError) return null;
    throw error;
  }
}

function distance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < one.length; i++) squares += (one[i] - other[i]) ** 2;
  return Math.sqrt(squares);
}

const unobserved = {
  loss: Number.NaN,
  gradientNorm: Number.NaN,
  gradientSum: Number.NaN,
  parameterChange: Number.NaN,
};

/**
 * The largest distance between two learning rates, as a share of the highest of the first, in updates `from` up to `until`.
 *
 * @returns null where a schedule follows the run, whose loss or gradients it reads
 */
export function distanceBetweenRates(
  one: OptimizerSpecification,
  other: OptimizerSpecification,
  from: number,
  until: number,
): number | null {
  const rates = [one, other].map((optimizer) => new LearningRates(optimizer));
  if (rates.some((it) => it.readsLoss || it.readsGradient || it.readsParameterChange)) return null;
  let [highest, apart] = [0, 0];
  for (let step = 0; step < until; step++) {
    for (const it of rates) it.advance(step, unobserved);
    const [a, b] = rates.map(({ values }) => values[0]);
    if (!Number.isFinite(a)) break;
    highest = Math.max(highest, Math.abs(a));
    if (step >= from) apart = Math.max(apart, Number.isNaN(a - b) ? Number.POSITIVE_INFINITY : Math.abs(a - b));
  }
  return apart === 0 ? 0 : apart / highest;
}
