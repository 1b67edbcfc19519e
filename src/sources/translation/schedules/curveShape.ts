import { LearningRates } from "../../../core/simulation/learningRates";
import type { OptimizerSpecification } from "../../../core/simulation/specification";
import { SINGLE } from "../compareRuns";
import type { Phase, ScheduleShape } from "./scheduleShape";
import { tidy } from "./tidy";

/** The most stairs or phases for which a curve is what it looks like. */
const MOST_STAIRS = 20;
const MOST_PHASES = 4;

/** Up to where rounding may have made what a curve's formula does not. */
const CLOSE = 1e-9;

const unobserved = {
  loss: Number.NaN,
  gradientNorm: Number.NaN,
  gradientSum: Number.NaN,
  parameterChange: Number.NaN,
};

/**
 * What a schedule does by the look of its learning rates: for those of other frameworks, and for rules that build on their last value.
 *
 * @param updates of the curve that is looked at
 * @returns null for one that follows the run, or that looks like nothing simple
 */
export function curveShape(optimizer: OptimizerSpecification, updates: number): ScheduleShape | null {
  const { schedule } = optimizer;
  if (schedule === null) return null;
  const learningRates = new LearningRates({ ...optimizer, schedule: { ...schedule, interval: 1 } });
  if (learningRates.readsLoss || learningRates.readsGradient || learningRates.readsParameterChange) return null;
  const rates = Array.from({ length: Math.ceil(updates / schedule.interval) }, (_, step) => {
    learningRates.advance(step, unobserved);
    return learningRates.values[0];
  });
  if (!rates.every(Number.isFinite) || rates.length < 3) return null;
  // What optax rounds to float32 goes by the number that it was given.
  const { learningRate } = optimizer;
  const initial = Math.abs(rates[0] / learningRate - 1) < SINGLE ? learningRate : rates[0];
  return stairsOf(rates, initial) ?? exponentialOf(rates, initial) ?? phasesOf(rates);
}

function stairsOf(rates: readonly number[], initial: number): ScheduleShape | null {
  const stairs: (readonly [number, number])[] = [];
  for (let step = 1; step < rates.length; step++) {
    if (rates[step] === rates[step - 1]) continue;
    if (rates[step - 1] === 0) return null;
    stairs.push([step, rates[step] / rates[step - 1]]);
  }
  const [first] = stairs;
  if (first === undefined) return { kind: "constant" };
  const [steps, factor] = first;
  const isRegular = stairs.every(
    ([step, own], index) => step === (index + 1) * steps && Math.abs(own / factor - 1) < CLOSE,
  );
  if (isRegular && stairs.length > 2 && steps > 1) {
    return { kind: "exponential", rate: tidy(factor), steps, staircase: true, initial };
  }
  // What changes with one step after the other is a curve.
  if (stairs.length > 2 && stairs.some(([step], index) => index > 0 && step === stairs[index - 1][0] + 1)) return null;
  return stairs.length > MOST_STAIRS ? null : { kind: "stairs", stairs, initial };
}

function exponentialOf(rates: readonly number[], initial: number): ScheduleShape | null {
  if (rates.some((rate) => rate === 0)) return null;
  const rate = tidy(rates[1] / rates[0]);
  const follows = rates.every((value, step) => step === 0 || Math.abs(value / rates[step - 1] / rate - 1) < CLOSE);
  return follows ? { kind: "exponential", rate, steps: 1, staircase: false, initial } : null;
}

/** Lines, and a cosine after them. */
function phasesOf(rates: readonly number[]): ScheduleShape | null {
  const last = rates[rates.length - 1];
  const end = rates.findLastIndex((rate) => rate !== last) + 1;
  const phases: Phase[] = [];
  for (let step = 0; step < end; ) {
    const cosine = cosineFrom(rates, step, end);
    const phase = cosine ?? lineFrom(rates, step, end);
    phases.push(phase);
    if (phases.length > MOST_PHASES) return null;
    step += phase.steps;
  }
  return { kind: "phases", phases };
}

function lineFrom(rates: readonly number[], start: number, end: number): Phase {
  const slope = rates[start + 1] - rates[start];
  const close = CLOSE * rates.reduce((highest, rate) => Math.max(highest, Math.abs(rate)), 0);
  let step = start + 1;
  while (step < end && Math.abs(rates[step + 1] - rates[start] - slope * (step + 1 - start)) < close) step++;
  return { kind: "line", from: rates[start], to: rates[step], steps: step - start };
}

function cosineFrom(rates: readonly number[], start: number, end: number): Phase | null {
  const steps = end - start;
  const [from, to] = [rates[start], rates[end]];
  if (steps < 3 || from === to) return null;
  const close = CLOSE * Math.abs(from - to);
  for (let step = start; step <= end; step++) {
    const expected = to + ((from - to) * (1 + Math.cos((Math.PI * (step - start)) / steps))) / 2;
    if (Math.abs(rates[step] - expected) > close) return null;
  }
  return { kind: "cosine", from, to, steps };
}
