import assert from "node:assert/strict";
import { LearningRates } from "../../src/core/simulation/learningRates";
import { ruleSchedules } from "../../src/core/simulation/schedulers";
import { deviation } from "./deviations";
import { readOptimizer } from "./replay";
import type { RecordedScheduler, SchedulerRecording } from "./schedulerRecording";

/** How far a scheduler is from the framework's, relative to the highest value of every parameter group. */
export interface SchedulerDeviations {
  readonly learningRate: number;
  readonly momentum: number;
  /** Whether there is more to its rules than the four basic operations and powers, which are rounded alike everywhere. */
  readonly hasRounding: boolean;
}

export function measureScheduler({ losses }: SchedulerRecording, recorded: RecordedScheduler): SchedulerDeviations {
  const { learningRates, momentum = [] } = recorded;
  const optimizer = readOptimizer(recorded.code);
  const rates = new LearningRates(optimizer);
  const found = {
    learningRates: learningRates.map((): number[] => []),
    momentum: learningRates.map((): number[] => []),
  };
  for (let step = 0; step < learningRates[0].length; step++) {
    const loss = recorded.losses === undefined ? 0 : losses[recorded.losses][step];
    rates.advance(step, { loss, gradientNorm: 0, gradientSum: 0, parameterChange: 0 });
    for (const [group, rate] of rates.values.entries()) found.learningRates[group].push(rate);
    for (const [group, value] of rates.moved.entries()) found.momentum[group].push(value);
  }
  const rules = optimizer.schedule === null ? [] : ruleSchedules(optimizer.schedule).map(({ rule }) => rule);
  return {
    learningRate: worstOfSeries(found.learningRates, learningRates),
    momentum: worstOfSeries(
      found.momentum.filter((series) => series.length > 0),
      momentum,
    ),
    hasRounding: rules.some((rule) => /\bcos\(/.test(rule)),
  };
}

/** Largest difference of two lists of series, relative to the largest value of the series. */
function worstOfSeries(ours: readonly (readonly number[])[], theirs: readonly (readonly number[])[]): number {
  assert.deepEqual(
    ours.map((series) => series.length),
    theirs.map((series) => series.length),
  );
  const deviations = theirs.flatMap((series, index) => {
    const largest = Math.max(...series.map(Math.abs));
    return series.map((value, step) => deviation(ours[index][step], value, largest));
  });
  return Math.max(0, ...deviations);
}
