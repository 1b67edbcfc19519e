import { learningRateCurve } from "../simulation/learningRateCurve";
import type { OptimizerSpecification } from "../simulation/specification";
import { joinsOf, scheduleSpan } from "./plannedUpdates";
import { peakOf, type RatePhase, ratePhases } from "./ratePhases";

/** The learning rate of the first parameter group as it is planned, without anything else of a run. */
export interface PlannedSchedule {
  /** Updates over which it is planned. */
  readonly updates: number;
  /** Updates that the curve spans: fewer where each step of a very long schedule builds on the one before. */
  readonly covered: number;
  /** At even distances, from update 0 on. */
  readonly rates: Float64Array;
  /** Updates from one of them to the next. */
  readonly stride: number;
  readonly phases: readonly RatePhase[];
  readonly peak: { readonly update: number; readonly rate: number };
}

/** The most steps of a schedule that are made: some 0.3 s. */
const MOST_STEPS = 300_000;
/** Beyond the last turn of a schedule by this share, so that what it does then can be seen. */
const BEYOND = 1.25;
/** Frameworks count the last step of a warm-up differently. */
const NEARLY = 0.99;

/**
 * Works out what a schedule is to do: over the steps of the run, or where its own numbers go further, as far as it changes by them.
 *
 * @param steps of the run
 * @returns null where the schedule follows the run: its loss, its gradients or its updates
 * @throws RuleError where the schedule's rule has a mistake
 */
export function plannedSchedule(optimizer: OptimizerSpecification, steps: number): PlannedSchedule | null {
  const { schedule } = optimizer;
  const { longest, farthest, most } = scheduleSpan(schedule);
  const horizon = Math.max(1, Math.min(most, Math.max(steps, 2 * longest, farthest)));
  const curve = learningRateCurve(optimizer, horizon, MOST_STEPS);
  if (curve === null) return null;
  const { stride } = curve;
  const joins = joinsOf(schedule).map((update) => Math.round(update / stride));
  const updates = Math.min(horizon, plannedUpdates(ratePhases(curve.rates, stride, joins), steps, longest));
  const covered = Math.min(curve.updates, updates);
  const rates = curve.rates.slice(0, Math.ceil(covered / stride));
  const phases = ratePhases(rates, stride, joins).map((phase) => ({ ...phase, to: Math.min(phase.to, covered) }));
  return { updates, covered, rates, stride, phases, peak: peakOf(rates, stride) };
}

/** How far a schedule is planned, by what it does when it is let go on: up to where it rests for good, else as far as it counts. */
function plannedUpdates(phases: readonly RatePhase[], steps: number, longest: number): number {
  const [last, before] = phases.toReversed();
  if (before === undefined) return Math.max(steps, longest);
  if (last.kind === "plateau") {
    // A rest at the end of a slope is seen where the slope ends; a level has to be shown.
    return Math.max(steps, last.first === before.last ? last.from : Math.ceil(last.from * BEYOND));
  }
  // Where a warm-up is all that is counted, what comes of it has to be shown.
  const isWarmupAlone = before.kind === "warmup" && before.to >= NEARLY * longest;
  return Math.max(steps, longest, isWarmupAlone ? 2 * before.to : 0);
}
