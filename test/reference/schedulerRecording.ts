import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedCheck, Recording } from "./recording";

/** What `record_torch_schedules.py` writes of schedulers at work. */
export interface SchedulerRecording extends Omit<Recording, "schedules" | "checks"> {
  /** Losses after every update, by name. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
  readonly schedules: readonly RecordedScheduler[];
  /** Whether the framework refuses a scheduler, be it when it is stepped for the last time. */
  readonly checks: readonly (RecordedCheck & { readonly steps: number })[];
}

/** What is in force at every update, parameter group by parameter group. */
export interface RecordedScheduler {
  readonly code: string;
  readonly learningRates: readonly (readonly number[])[];
  /** Momentum, or the first β, where it moves. */
  readonly momentum?: readonly (readonly number[])[];
  /** What the scheduler is given after every update. */
  readonly losses?: string;
}

/** @param framework `torch`, for example */
export function readSchedulerRecording(framework: string): SchedulerRecording {
  return JSON.parse(readFileSync(join("test", "reference", `${framework}-schedules.json`), "utf8"));
}
