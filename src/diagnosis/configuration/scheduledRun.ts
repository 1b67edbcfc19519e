import type { ConfigurationFacts } from "./configurationFacts";

/** The learning rate over a run by the steps of its schedule. */
export interface ScheduledRun {
  /** Steps of the schedule in the run. */
  readonly steps: number;
  /** The learning rate at every `stride`-th step from 0. */
  readonly rates: Float64Array;
  readonly stride: number;
  /** False where the schedule could not be followed to its end: its steps build on each other, and there are too many of them. */
  readonly isWhole: boolean;
  /** The highest rate, and the first step that has it. */
  readonly peak: number;
  readonly peakStep: number;
  /** That of the last update. */
  readonly last: number;
}

const runs = new WeakMap<ConfigurationFacts, Map<number, ScheduledRun | null>>();

/**
 * Works out the learning rate over so many steps of the schedule, those of the run where none are given.
 *
 * @returns null where the source does not say how many these are, and where the rate follows the run or cannot be read
 */
export function scheduledRun(facts: ConfigurationFacts, steps = facts.stepsOfSchedule): ScheduledRun | null {
  if (steps === null || steps < 1) return null;
  const known = runs.get(facts) ?? new Map<number, ScheduledRun | null>();
  runs.set(facts, known);
  const found = known.get(steps);
  if (found !== undefined) return found;
  const run = followed(facts, steps);
  known.set(steps, run);
  return run;
}

function followed(facts: ConfigurationFacts, steps: number): ScheduledRun | null {
  const interval = facts.configuration.schedule?.interval ?? 1;
  const curve = facts.configuration.schedule === null ? null : facts.rates(steps * interval);
  if (curve === null || curve.rates.some(Number.isNaN)) return null;
  const { rates } = curve;
  const stride = curve.stride / interval;
  const peak = rates.reduce((highest, rate) => Math.max(highest, rate));
  return {
    steps,
    rates,
    stride,
    isWhole: rates.length * stride >= steps,
    peak,
    peakStep: rates.indexOf(peak) * stride,
    last: rates[rates.length - 1],
  };
}

/** The step from which on every rate is below a level; null where the last one is not. */
export function stepFromBelow({ rates, stride }: ScheduledRun, level: number): number | null {
  const lastAbove = rates.findLastIndex((rate) => rate >= level);
  return lastAbove === rates.length - 1 ? null : (lastAbove + 1) * stride;
}
