import type { ConfigurationFacts } from "./configurationFacts";
import { scheduledRun } from "./scheduledRun";
import { type ScheduleSpan, scheduleSpan } from "./scheduleSpan";

/** That a schedule is as long as the run has updates, and is stepped only once for several of them. */
export interface CountedUpdates {
  readonly span: ScheduleSpan;
  readonly steps: number;
  readonly interval: number;
  readonly last: number;
}

/** How a schedule is stepped that counts updates where it should count its own steps; null for any other. */
export function countsUpdates(facts: ConfigurationFacts): CountedUpdates | null {
  const { schedule } = facts.configuration;
  const interval = schedule?.interval ?? 1;
  const span = schedule === null ? null : scheduleSpan(schedule);
  const run = span === null ? null : scheduledRun(facts);
  if (span === null || run === null || interval === 1 || span.steps !== facts.updates) return null;
  return { span, steps: run.steps, interval, last: run.last };
}
