import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import { type OptaxSchedule, optaxScheduleRule } from "../../core/schedules/optaxScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { decayIssues, restartIssues, scaleIssues, shapeIssues } from "./optaxScheduleIssues";
import { optaxSchedule } from "./optaxScheduleValues";

/** optax 0.2.8, optax/schedules/_schedule.py and _join.py. */

const value = (name: string, documentation: string, more: Partial<ArgumentDefinition> = {}): ArgumentDefinition => ({
  name,
  kind: "number",
  documentation,
  symbol: name.replaceAll("_", " "),
  ...more,
});

const initialValue = value("init_value", "The learning rate at the first step.", { symbol: "from" });
const peakValue = value("peak_value", "The highest learning rate.", { symbol: "lr" });
const endValue = value("end_value", "The learning rate at the end.", { symbol: "to" });
const steps = (name: string, documentation: string) => value(name, documentation, { symbol: "steps" });
const transitionSteps = steps("transition_steps", "Steps from the first learning rate to the last.");
const transitionBegin = value("transition_begin", "Steps before the change begins.", { default: 0 });
const warmupSteps = value("warmup_steps", "Steps of the straight warm-up.", { symbol: "warm-up steps" });
const exponent = value("exponent", "Power of the cosine.", { default: 1 });
const decayRate = value("decay_rate", "Factor of the learning rate over transition_steps steps.", { symbol: "rate" });
const staircase: ArgumentDefinition = {
  name: "staircase",
  kind: "boolean",
  default: false,
  documentation: "Whether the learning rate changes only every transition_steps steps.",
};
const optionalEnd: ArgumentDefinition = { ...endValue, default: null, nullable: true };
const scales: ArgumentDefinition = {
  name: "boundaries_and_scales",
  kind: "mapping",
  default: null,
  example: [
    [100, 0.1],
    [200, 0.1],
  ],
  nullable: true,
  documentation: "Steps, each with the factor of the learning rate from there on.",
  symbol: "scales",
};
const share = (name: string, defaultValue: number, documentation: string): ArgumentDefinition =>
  value(name, documentation, { default: defaultValue, advisedRange: { minimum: 0, maximum: 1 } });
const divisor = (name: string, defaultValue: number, documentation: string): ArgumentDefinition =>
  value(name, documentation, { default: defaultValue, advisedRange: POSITIVE });
const cycleSteps: ArgumentDefinition = { ...transitionSteps, range: POSITIVE, documentation: "Steps of the cycle." };

/** A schedule of optax by its function's name. */
function entry(
  name: string,
  own: Pick<ScheduleEntry, "title" | "shortTitle" | "summary" | "arguments"> & {
    readonly learningRate?: string;
    check?(values: ArgumentValues): readonly ArgumentIssue[];
  },
): ScheduleEntry {
  const scheduleOf = (values: ArgumentValues): OptaxSchedule => optaxSchedule(name, values);
  return {
    ...own,
    framework: "optax",
    name: `optax.${name}`,
    aliases: [`optax.schedules.${name}`],
    source: "optax 0.2.8, optax/schedules/_schedule.py",
    rule: (values) => optaxScheduleRule(scheduleOf(values)).rule,
    numbers: (values) => optaxScheduleRule(scheduleOf(values)).parameters,
    ...(own.learningRate === undefined ? { startingRate: (values) => firstValue(scheduleOf(values)) } : {}),
  };
}

/** The value that a schedule starts from; undefined for one that joins none. */
function firstValue(schedule: OptaxSchedule): number | undefined {
  if (schedule.kind === "constant") return schedule.value;
  if (schedule.kind !== "joined") return schedule.initial;
  return schedule.schedules.length > 0 ? firstValue(schedule.schedules[0]) : undefined;
}

/** The schedules of optax that can be simulated. */
export const optaxSchedules: readonly ScheduleEntry[] = [
  entry("constant_schedule", {
    title: "constant_schedule",
    shortTitle: "constant",
    summary: "One learning rate throughout.",
    learningRate: "value",
    arguments: [value("value", "The learning rate.", { symbol: "lr" })],
  }),
  entry("linear_schedule", {
    title: "linear_schedule",
    shortTitle: "linear",
    summary: "A straight line from one learning rate to another.",
    learningRate: "init_value",
    arguments: [initialValue, endValue, transitionSteps, transitionBegin],
  }),
  entry("polynomial_schedule", {
    title: "polynomial_schedule",
    shortTitle: "polynomial",
    summary: "From one learning rate to another along a power of the steps left.",
    learningRate: "init_value",
    arguments: [
      initialValue,
      endValue,
      value("power", "1 for a straight line, more for a change that is steeper at first."),
      transitionSteps,
      transitionBegin,
    ],
  }),
  entry("exponential_decay", {
    title: "exponential_decay",
    shortTitle: "exponential",
    summary: "init_value · decay_rate^(step / transition_steps).",
    learningRate: "init_value",
    arguments: [
      initialValue,
      { ...transitionSteps, documentation: "Steps after which decay_rate has been applied once." },
      decayRate,
      transitionBegin,
      staircase,
      optionalEnd,
    ],
  }),
  entry("cosine_decay_schedule", {
    title: "cosine_decay_schedule",
    shortTitle: "cosine",
    summary: "Half a cosine down to alpha times the learning rate.",
    learningRate: "init_value",
    arguments: [
      initialValue,
      { ...steps("decay_steps", "Steps from the highest to the lowest learning rate."), range: POSITIVE },
      value("alpha", "The lowest learning rate, as a share of the highest.", { default: 0, symbol: "α" }),
      exponent,
    ],
  }),
  entry("piecewise_constant_schedule", {
    title: "piecewise_constant_schedule",
    shortTitle: "piecewise constant",
    summary: "Multiplies the learning rate by a factor at every boundary.",
    learningRate: "init_value",
    arguments: [initialValue, scales],
    check: scaleIssues,
  }),
  entry("piecewise_interpolate_schedule", {
    title: "piecewise_interpolate_schedule",
    shortTitle: "piecewise",
    summary: "Moves to a multiple of the learning rate up to every boundary, along a line or a cosine.",
    learningRate: "init_value",
    arguments: [
      {
        name: "interpolate_type",
        kind: "string",
        example: "cosine",
        documentation: "linear or cosine.",
        symbol: "along",
      },
      initialValue,
      scales,
    ],
    check: (values) => [...shapeIssues(values), ...scaleIssues(values)],
  }),
  entry("linear_onecycle_schedule", {
    title: "linear_onecycle_schedule",
    shortTitle: "one cycle",
    summary: "Up to the highest learning rate, down again, and further down to almost 0, along straight lines.",
    learningRate: "peak_value",
    arguments: [
      cycleSteps,
      peakValue,
      share("pct_start", 0.3, "Share of the steps in which the learning rate rises."),
      share("pct_final", 0.85, "Share of the steps after which it falls below its start."),
      divisor("div_factor", 25, "The highest learning rate over the first."),
      divisor("final_div_factor", 1e4, "The first learning rate over the last."),
    ],
  }),
  entry("cosine_onecycle_schedule", {
    title: "cosine_onecycle_schedule",
    shortTitle: "one cycle",
    summary: "Up to the highest learning rate and down to almost 0, along cosines.",
    learningRate: "peak_value",
    arguments: [
      cycleSteps,
      peakValue,
      share("pct_start", 0.3, "Share of the steps in which the learning rate rises."),
      divisor("div_factor", 25, "The highest learning rate over the first."),
      divisor("final_div_factor", 1e4, "The first learning rate over the last."),
    ],
  }),
  entry("warmup_constant_schedule", {
    title: "warmup_constant_schedule",
    shortTitle: "warm-up",
    summary: "A straight warm-up, then the highest learning rate.",
    learningRate: "peak_value",
    arguments: [initialValue, peakValue, warmupSteps],
  }),
  entry("warmup_cosine_decay_schedule", {
    title: "warmup_cosine_decay_schedule",
    shortTitle: "warm-up, cosine",
    summary: "A straight warm-up, then half a cosine down to end_value.",
    learningRate: "peak_value",
    arguments: [
      initialValue,
      peakValue,
      warmupSteps,
      steps("decay_steps", "Steps of warm-up and decay together."),
      { ...endValue, default: 0 },
      exponent,
    ],
    check: decayIssues,
  }),
  entry("warmup_exponential_decay_schedule", {
    title: "warmup_exponential_decay_schedule",
    shortTitle: "warm-up, exponential",
    summary: "A straight warm-up, then exponential decay.",
    learningRate: "peak_value",
    arguments: [
      initialValue,
      peakValue,
      warmupSteps,
      { ...transitionSteps, documentation: "Steps after which decay_rate has been applied once." },
      decayRate,
      transitionBegin,
      staircase,
      optionalEnd,
    ],
  }),
  entry("sgdr_schedule", {
    title: "sgdr_schedule",
    shortTitle: "warm restarts",
    summary: "One warm-up and cosine decay after the other.",
    arguments: [
      {
        name: "cosine_kwargs",
        kind: "mappings",
        example: [
          [
            ["init_value", 0],
            ["peak_value", 0.1],
            ["warmup_steps", 10],
            ["decay_steps", 100],
          ],
        ],
        documentation: "Arguments of warmup_cosine_decay_schedule, once for every restart.",
      },
    ],
    check: restartIssues,
  }),
  entry("join_schedules", {
    title: "join_schedules",
    shortTitle: "joined",
    summary: "One schedule after the other, each of which counts from 0.",
    arguments: [
      {
        name: "schedules",
        kind: "schedules",
        example: [
          ["optax.constant_schedule", ["value", 0.1]],
          ["optax.piecewise_constant_schedule", ["init_value", 0.1], ["boundaries_and_scales", [[100, 0.5]]]],
        ],
        takesSchedule: true,
        documentation: "The schedules in order.",
      },
      {
        name: "boundaries",
        kind: "numbers",
        example: [50],
        range: NOT_NEGATIVE,
        documentation: "Steps at which the second schedule takes over, the third, and so on.",
        symbol: "from step",
      },
    ],
  }),
];
