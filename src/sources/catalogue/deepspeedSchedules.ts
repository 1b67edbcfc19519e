import { BELOW_ONE, COUNT, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  deepspeedCycleRule,
  rangeTestRule,
  type WarmupShape,
  warmupCosineRule,
  warmupDecayRule,
  warmupRule,
} from "../../core/schedules/deepspeedScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry, ScheduleEntry } from "./catalogue";
import { cyclesMomentum, lastEpoch, perGroup, shownValue } from "./torchScheduleArguments";

/** The schedules of deepspeed.runtime.lr_schedules, DeepSpeed 0.19.8: arguments, defaults and ranges as their constructors have and enforce them. */

function deepspeedScheduleEntry(
  title: string,
): Pick<CatalogueEntry, "framework" | "name" | "aliases" | "title" | "source" | "subject"> {
  return {
    framework: "deepspeed",
    name: `deepspeed.runtime.lr_schedules.${title}`,
    aliases: [],
    title,
    source: "DeepSpeed 0.19.8, deepspeed/runtime/lr_schedules.py",
    subject: "optimizer",
  };
}

const lastBatch: ArgumentDefinition = {
  ...lastEpoch,
  name: "last_batch_iteration",
  documentation: "Number of the last batch made before; −1 at the start.",
};

const lowestRate: ArgumentDefinition = perGroup("warmup_min_lr", "The learning rate to start from.", ["lowest"], {
  default: 0,
  symbol: "from",
});

const highestRate = (preset: number | null): ArgumentDefinition => ({
  ...perGroup("warmup_max_lr", "The learning rate to rise to, in the place of the optimizer's.", ["highest"]),
  default: preset,
  nullable: true,
  symbol: "to",
});

const warmupSteps: ArgumentDefinition = {
  name: "warmup_num_steps",
  kind: "integer",
  default: 1000,
  range: COUNT,
  documentation: "Steps of the warmup; 1 counts as 2.",
  symbol: "warmup",
};

const warmupType: ArgumentDefinition = {
  name: "warmup_type",
  kind: "string",
  default: "log",
  documentation: 'The way up: "log", fast first, or "linear".',
  symbol: "by",
};

const totalSteps: ArgumentDefinition = {
  name: "total_num_steps",
  kind: "number",
  advisedRange: POSITIVE,
  documentation: "Steps of the whole training.",
  ruleNames: ["totalSteps"],
  symbol: "steps",
};

const number = (
  name: string,
  preset: number,
  ruleName: string,
  symbol: string,
  documentation: string,
): ArgumentDefinition => ({ name, kind: "number", default: preset, documentation, ruleNames: [ruleName], symbol });

const warmups: readonly ScheduleEntry[] = [
  {
    ...deepspeedScheduleEntry("WarmupLR"),
    shortTitle: "warmup",
    summary: "Rises to a learning rate and stays there.",
    arguments: [lowestRate, highestRate(null), warmupSteps, warmupType, lastBatch],
    describe: warmupTitle,
    check: warmupIssues,
    numbers: warmupNumbers,
    rule: (values) => warmupRule(shapeOf(values), highestOf(values)),
  },
  {
    ...deepspeedScheduleEntry("WarmupDecayLR"),
    shortTitle: "warmup and linear",
    summary: "Rises to a learning rate, and falls back in a straight line.",
    arguments: [totalSteps, lowestRate, highestRate(1e-3), warmupSteps, warmupType, lastBatch],
    describe: (values) => `${warmupTitle(values)}, then linear`,
    check: (values) => [...warmupIssues(values), ...lengthIssues(values)],
    numbers: warmupNumbers,
    rule: (values) => warmupDecayRule(shapeOf(values), highestOf(values)),
  },
  {
    ...deepspeedScheduleEntry("WarmupCosineLR"),
    shortTitle: "warmup and cosine",
    summary: "Rises to the optimizer's learning rate, and falls by half a cosine.",
    arguments: [
      totalSteps,
      number("warmup_min_ratio", 0, "lowestRatio", "from", "Share of the learning rate to start from."),
      warmupSteps,
      number("cos_min_ratio", 1e-4, "lastRatio", "to", "Share of the learning rate at the end."),
      warmupType,
      lastBatch,
    ],
    check: (values) => [...warmupIssues(values), ...lengthIssues(values)],
    numbers: warmupNumbers,
    rule: (values) => warmupCosineRule(shapeOf(values)),
  },
];

const rangeTest: ScheduleEntry = {
  ...deepspeedScheduleEntry("LRRangeTest"),
  shortTitle: "range test",
  summary: "Rises without end from a small learning rate, to see which is too large.",
  arguments: [
    perGroup("lr_range_test_min_lr", "The first learning rate, in the place of the optimizer's.", ["lowest"], {
      default: 1e-3,
      symbol: "from",
    }),
    {
      name: "lr_range_test_step_size",
      kind: "integer",
      default: 2000,
      range: COUNT,
      documentation: "Steps in which the learning rate grows by lr_range_test_step_rate times the first.",
      ruleNames: ["stepSize"],
      symbol: "step size",
    },
    number("lr_range_test_step_rate", 1, "rate", "rate", "How fast the learning rate grows."),
    {
      name: "lr_range_test_staircase",
      kind: "boolean",
      default: false,
      documentation: "Whether it grows once every lr_range_test_step_size steps and not with each.",
      symbol: "staircase",
    },
    lastBatch,
  ],
  describe: ({ lr_range_test_min_lr: lowest }) => `range test from ${shownValue(lowest)}`,
  rule: (values) => rangeTestRule(values.lr_range_test_staircase === true),
};

const oneCycle: ScheduleEntry = {
  ...deepspeedScheduleEntry("OneCycle"),
  shortTitle: "one cycle",
  summary:
    "Once up to the highest learning rate and back, the first β against it and the second at 0.99, then further down.",
  arguments: [
    perGroup("cycle_min_lr", "The lowest learning rate, in the place of the optimizer's.", ["lowest"], {
      symbol: "from",
    }),
    perGroup("cycle_max_lr", "The highest learning rate.", ["highest"], { symbol: "to" }),
    number("decay_lr_rate", 0, "rateDecay", "lr decay", "How fast the learning rate falls after the cycle."),
    {
      name: "cycle_first_step_size",
      kind: "number",
      default: 2000,
      range: POSITIVE,
      documentation: "Steps on the way up.",
      ruleNames: ["stepsUp"],
      symbol: "up",
    },
    {
      name: "cycle_second_step_size",
      kind: "number",
      default: null,
      nullable: true,
      range: NOT_NEGATIVE,
      documentation: "Steps on the way down; None: as many as on the way up.",
      symbol: "down",
    },
    {
      name: "cycle_first_stair_count",
      kind: "number",
      default: 0,
      documentation: "Stairs on the way up; 0 for none.",
      ruleNames: ["stairsUp"],
      symbol: "stairs up",
    },
    {
      name: "cycle_second_stair_count",
      kind: "number",
      default: null,
      nullable: true,
      documentation: "Stairs on the way down; None: as many as on the way up.",
      symbol: "stairs down",
    },
    number("decay_step_size", 0, "decaySteps", "decay steps", "Steps of one decay after the cycle; 0 for none."),
    { ...cyclesMomentum, documentation: "Moves the first β against the learning rate, and sets the second to 0.99." },
    perGroup(
      "cycle_min_mom",
      "The first β where the learning rate is highest, and at the first step.",
      ["lowestMomentum"],
      {
        default: 0.8,
        advisedRange: BELOW_ONE,
        symbol: "min mom",
      },
    ),
    perGroup("cycle_max_mom", "The first β where the learning rate is lowest.", ["highestMomentum"], {
      default: 0.9,
      advisedRange: BELOW_ONE,
      symbol: "max mom",
    }),
    number("decay_mom_rate", 0, "momentumDecay", "mom decay", "How fast the first β rises after the cycle."),
    lastBatch,
  ],
  describe: ({ cycle_max_lr: highest }) => `one cycle to ${shownValue(highest)}`,
  check: decayIssues,
  numbers: ({ cycle_first_step_size, cycle_second_step_size, cycle_first_stair_count, cycle_second_stair_count }) => ({
    stepsDown: Number(cycle_second_step_size ?? cycle_first_step_size),
    stairsDown: Number(cycle_second_stair_count ?? cycle_first_stair_count),
  }),
  movesBetas: true,
  movesMomentum: ({ cycle_momentum, cycle_min_mom, cycle_max_mom }) => {
    if (cycle_momentum === false) return null;
    const all = [cycle_min_mom, cycle_max_mom].flat().filter((value) => typeof value === "number");
    return [Math.min(...all), Math.max(...all)];
  },
  rule: (values, momentum = null, squares = null) => {
    const hasStairs = ["cycle_first_stair_count", "cycle_second_stair_count"].some((name) => Number(values[name]) > 0);
    const decays = (name: string) => values.decay_step_size !== 0 && values[name] !== 0;
    const betas = momentum === null || squares === null ? null : { momentum, squares };
    const momentumDecays = betas !== null && decays("decay_mom_rate");
    return deepspeedCycleRule({ hasStairs, rateDecays: decays("decay_lr_rate"), momentumDecays }, betas);
  },
};

/** The schedules of DeepSpeed. */
export const deepspeedSchedules: readonly ScheduleEntry[] = [...warmups, rangeTest, oneCycle];

function warmupNumbers({ warmup_num_steps }: ArgumentValues): Readonly<Record<string, number>> {
  return { warmupSteps: Math.max(2, Number(warmup_num_steps)) };
}

function warmupTitle({ warmup_max_lr: highest }: ArgumentValues): string {
  return highest === null ? "warmup" : `warmup to ${shownValue(highest)}`;
}

/** Where the schedule has no learning rate of its own, it rises to that of the optimizer. */
function highestOf({ warmup_max_lr: highest }: ArgumentValues): string {
  return highest === null ? "lr0" : "highest";
}

function shapeOf({ warmup_type }: ArgumentValues): WarmupShape {
  return warmup_type === "linear" ? "linear" : "log";
}

function warmupIssues({ warmup_type: type }: ArgumentValues): readonly ArgumentIssue[] {
  if (typeof type !== "string" || type === "log" || type === "linear") return [];
  const message = `warmup_type is "${type}", which DeepSpeed takes for "log"; expected "log" or "linear".`;
  return [{ severity: "warning", argument: "warmup_type", message }];
}

function lengthIssues({ total_num_steps: total, warmup_num_steps: warmup }: ArgumentValues): readonly ArgumentIssue[] {
  if (typeof total !== "number" || typeof warmup !== "number" || total >= warmup) return [];
  const message = `total_num_steps is ${total}, less than the ${warmup} of warmup_num_steps; expected at least as many.`;
  return [{ severity: "warning", argument: "total_num_steps", message }];
}

function decayIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  if (values.decay_step_size !== 0) return [];
  return ["decay_lr_rate", "decay_mom_rate"]
    .filter((name) => typeof values[name] === "number" && values[name] !== 0)
    .map((argument) => ({
      severity: "warning",
      argument,
      message: `${argument} has no effect while decay_step_size is 0; expected the steps of one decay there.`,
    }));
}
