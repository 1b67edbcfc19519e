import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Precision } from "../../src/core/floatArray";
import type { GradientKind } from "./gradients";

/** What the scripts that record frameworks write. */
export interface Recording {
  readonly versions: Readonly<Record<string, string>>;
  /** Parameters of every tensor. */
  readonly lengths: readonly number[];
  readonly initial: readonly number[];
  /** Number of updates. */
  readonly steps: number;
  /** Numbers of the updates after which parameters were recorded. */
  readonly recordedSteps: readonly number[];
  readonly optimizers: readonly RecordedOptimizer[];
  readonly schedules?: readonly RecordedSchedule[];
  readonly checks?: readonly RecordedCheck[];
}

export interface RecordedOptimizer {
  /** As a user would write it. */
  readonly code: string;
  readonly gradients: GradientKind;
  readonly precision: Precision;
  /** Largest relative deviation that the framework's own arithmetic allows, where it is not that of the others. */
  readonly tolerance?: number;
  /** Parameters after each of the recorded updates; null for NaN. */
  readonly trajectory: readonly (readonly (number | null)[])[];
  /**
   * The optimizer's states after the last update under the framework's names: the entries of every tensor, one for a
   * scalar; null for a tensor that has no such state. Absent where they were not recorded.
   */
  readonly states?: Readonly<Record<string, readonly (readonly (number | null)[] | null)[]>>;
}

export interface RecordedSchedule {
  readonly code: string;
  /** Largest relative deviation that the framework's own arithmetic allows, where it is more than rounding in double precision. */
  readonly tolerance?: number;
  /** The learning rate of every update. */
  readonly learningRates: readonly number[];
}

/** Whether the framework takes a call. */
export interface RecordedCheck {
  readonly code: string;
  readonly refused: boolean;
}

/** @param name `torch`, `keras` or `numpy` */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(join("test", "reference", `${name}.json`), "utf8"));
}

/** The names of all recordings that there are. */
export function recordingNames(): string[] {
  return readdirSync(join("test", "reference"))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .toSorted();
}
