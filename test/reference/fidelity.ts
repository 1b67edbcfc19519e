import type { OptimizerConfiguration } from "../../src/sources/configuration";
import { configurationTitle } from "../../src/sources/configurationGist";
import { OWN_RULE } from "../../src/sources/ownRule";
import { readAlgorithmRecording } from "./algorithmRecording";
import {
  algorithmLimits,
  type Deviations,
  frameworkLimits,
  type Limits,
  SCHEDULE_LIMIT,
  SCHEDULER_LIMIT,
} from "./limits";
import { measureOnProblem, measureOptimizer, measureSchedule, measureShapes } from "./measure";
import { measureScheduler } from "./measureScheduler";
import { type RecordedOptimizer, readRecording, recordingNames } from "./recording";
import { type Inputs, readConfiguration } from "./replay";
import { readSchedulerRecording } from "./schedulerRecording";

/** What all recordings of a framework show. */
export interface FrameworkFidelity {
  readonly framework: string;
  readonly version: string;
  readonly optimizers: readonly MeasuredOptimizer[];
  readonly schedules: readonly MeasuredSchedule[];
  /** Number of calls of which it was recorded whether the framework takes them. */
  readonly checks: number;
}

/** One case of an optimizer. */
export interface MeasuredOptimizer {
  /** The framework's full name, or what a program's own amounts to. */
  readonly name: string;
  readonly found: Deviations;
  readonly limits: Limits;
}

/** One case of a schedule. */
export interface MeasuredSchedule {
  readonly name: string;
  /** Number of updates. */
  readonly steps: number;
  /** Of learning rate and momentum, relative to the highest. */
  readonly found: number;
  readonly limit: number;
}

/** Replays all recordings. */
export function measureFidelity(): FrameworkFidelity[] {
  const parts = recordingNames().map(measureRecording);
  return [...new Set(parts.map(({ framework }) => framework))].map((framework) => {
    const own = parts.filter((part) => part.framework === framework);
    return {
      framework,
      version: own[0].version,
      optimizers: own.flatMap((part) => part.optimizers),
      schedules: own.flatMap((part) => part.schedules),
      checks: own.reduce((count, part) => count + part.checks, 0),
    };
  });
}

/** @param name framework and form of the recording: `torch`, `torch-schedules` */
function measureRecording(name: string): FrameworkFidelity {
  const [framework, form] = name.split("-");
  if (form === "algorithms") return measureAlgorithms(framework);
  if (form === "schedules") return measureSchedulers(framework);
  const recording = readRecording(framework);
  return {
    framework,
    version: recording.versions[framework],
    optimizers: measureAll(recording, recording.optimizers, limitsOf(frameworkLimits, framework)),
    schedules: (recording.schedules ?? []).map((recorded) => ({
      name: scheduleName(recorded.code),
      steps: recorded.learningRates.length,
      found: measureSchedule(recorded),
      limit: recorded.tolerance ?? SCHEDULE_LIMIT,
    })),
    checks: recording.checks?.length ?? 0,
  };
}

function measureAlgorithms(framework: string): FrameworkFidelity {
  const recording = readAlgorithmRecording(framework);
  return {
    framework,
    version: recording.versions[framework],
    optimizers: recording.optimizers.map((recorded) => {
      const name = readConfiguration(recorded.code).optimizer;
      const found = "problem" in recorded ? measureOnProblem(recorded) : measureShapes(recording, recorded);
      return { name, found, limits: limitsOf(algorithmLimits, name) };
    }),
    schedules: [],
    checks: recording.checks.length,
  };
}

function measureSchedulers(framework: string): FrameworkFidelity {
  const recording = readSchedulerRecording(framework);
  return {
    framework,
    version: recording.versions[framework],
    // Frameworks whose optimizers are torch's record schedules alone.
    optimizers: recording.optimizers.flatMap((recorded) =>
      measureAll(recording, [recorded], limitsOf(frameworkLimits, framework)),
    ),
    schedules: (recording.schedules ?? []).map((recorded) => {
      const { learningRate, momentum, hasRounding } = measureScheduler(recording, recorded);
      return {
        name: scheduleName(recorded.code),
        steps: recorded.learningRates[0].length,
        found: Math.max(learningRate, momentum),
        limit: hasRounding ? SCHEDULER_LIMIT : 0,
      };
    }),
    checks: recording.checks.length,
  };
}

function measureAll(inputs: Inputs, cases: readonly RecordedOptimizer[], limits: Limits): MeasuredOptimizer[] {
  return cases.map((recorded) => ({
    name: nameOf(readConfiguration(recorded.code)),
    found: measureOptimizer(inputs, recorded),
    limits,
  }));
}

/** The framework's full name; of what a program spells out itself what it amounts to. */
function nameOf(configuration: OptimizerConfiguration): string {
  return configuration.handWritten === undefined ? configuration.optimizer : configurationTitle(configuration);
}

function limitsOf(limits: Readonly<Record<string, Limits>>, name: string): Limits {
  if (name in limits) return limits[name];
  throw new Error(`There are no limits for ${name}; test/reference/limits.ts has ${Object.keys(limits).join(", ")}.`);
}

/** The framework's full name; a schedule that is part of an optimizer bears that one's. */
function scheduleName(code: string): string {
  const { schedule, optimizer } = readConfiguration(code);
  return schedule?.name === OWN_RULE ? "set by the training loop" : (schedule?.name ?? optimizer);
}
