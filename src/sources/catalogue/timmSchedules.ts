import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  type TimmCycle,
  timmCosineRule,
  timmMultiStepRule,
  timmPolynomialRule,
  timmStepRule,
} from "../../core/schedules/timmScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";

/** The schedules of timm 1.0.31, timm/scheduler: arguments and defaults as their constructors have them. */

function number(
  name: string,
  preset: number | undefined,
  ruleName: string,
  documentation: string,
  more: Partial<ArgumentDefinition> = {},
): ArgumentDefinition {
  const symbol = name.replaceAll("_", " ");
  return { name, kind: "number", default: preset, documentation, symbol, ruleNames: [ruleName], ...more };
}

const length = number("t_initial", undefined, "cycleLength", "Epochs or updates of the first cycle.", {
  range: POSITIVE,
  example: 100,
  symbol: "steps",
});

const lowest = number("lr_min", 0, "minLr", "The lowest learning rate.", { range: NOT_NEGATIVE });

const cycles = [
  number("cycle_mul", 1, "growth", "Factor of the length of every cycle to the one before.", { range: POSITIVE }),
  number("cycle_decay", 1, "shrink", "Factor of the learning rate of every cycle to the one before."),
  number("cycle_limit", 1, "cycles", "Number of cycles; behind them the learning rate is the lowest."),
];

/** Arguments that say when and for whom, and those of noise, which is not simulated. */
const others: readonly ArgumentDefinition[] = [
  {
    name: "t_in_epochs",
    kind: "boolean",
    default: true,
    documentation: "Whether step(epoch) moves it; else step_update(updates) does.",
  },
  {
    name: "noise_range_t",
    kind: "execution",
    default: null,
    documentation: "Where noise is added to the learning rate, which is not simulated.",
  },
  { name: "noise_pct", kind: "execution", default: 0.67, documentation: "The most noise, as a share." },
  { name: "noise_std", kind: "execution", default: 1, documentation: "Standard deviation of the noise." },
  { name: "noise_seed", kind: "execution", default: 42, documentation: "Seed of the noise." },
];

const initialize: ArgumentDefinition = {
  name: "initialize",
  kind: "execution",
  default: true,
  documentation: "Whether the optimizer's learning rate is taken for the highest.",
};

const bend = number("k_decay", 1, "bend", "Power of the share of a cycle that is over.", { range: POSITIVE });

const decayRate = number("decay_rate", 1, "decayRate", "Factor of the learning rate at every step down.");

const warmup = (isPrefix: boolean): readonly ArgumentDefinition[] => [
  number("warmup_t", 0, "warmupSteps", "Epochs or updates on the way up.", { range: NOT_NEGATIVE, symbol: "warmup" }),
  number("warmup_lr_init", 0, "warmupRate", "The learning rate from which it rises.", {
    range: NOT_NEGATIVE,
    symbol: "from",
  }),
  {
    name: "warmup_prefix",
    kind: "boolean",
    default: isPrefix,
    documentation: "Whether what follows counts from the end of the warm-up.",
    symbol: "prefix",
  },
];

function timmSchedule(
  file: string,
  title: string,
  shortTitle: string,
  summary: string,
  own: readonly ArgumentDefinition[],
  rule: ScheduleEntry["rule"],
  more: Partial<ScheduleEntry> = {},
): ScheduleEntry {
  return {
    framework: "timm",
    name: `timm.scheduler.${file}.${title}`,
    aliases: [`timm.scheduler.${title}`],
    title,
    source: `timm 1.0.31, timm/scheduler/${file}.py`,
    subject: "optimizer",
    shortTitle,
    summary,
    arguments: own,
    check: noiseIssues,
    rule,
    ...more,
  };
}

/** The schedules of timm. */
export const timmSchedules: readonly ScheduleEntry[] = [
  timmSchedule(
    "cosine_lr",
    "CosineLRScheduler",
    "cosine",
    "Rises to the learning rate, and falls by half a cosine, once or again and again.",
    [length, lowest, ...cycles, ...warmup(false), ...others, bend, initialize],
    (values) => timmCosineRule(cycleOf(values)),
  ),
  timmSchedule(
    "poly_lr",
    "PolyLRScheduler",
    "polynomial",
    "Rises to the learning rate, and falls along a power of what is left, once or again and again.",
    [
      length,
      number("power", 0.5, "power", "Power of the share that is left."),
      lowest,
      ...cycles,
      ...warmup(false),
      ...others,
      bend,
      initialize,
    ],
    (values) => timmPolynomialRule(cycleOf(values)),
  ),
  timmSchedule(
    "step_lr",
    "StepLRScheduler",
    "steps",
    "Rises to the learning rate, and falls by a factor at equal distances.",
    [
      number("decay_t", undefined, "decaySteps", "Epochs or updates from one step down to the next.", {
        range: POSITIVE,
        example: 30,
        symbol: "every",
      }),
      decayRate,
      ...warmup(true),
      ...others,
      initialize,
    ],
    ({ warmup_prefix: isPrefix }) => timmStepRule(isPrefix === true),
  ),
  timmSchedule(
    "multistep_lr",
    "MultiStepLRScheduler",
    "milestones",
    "Rises to the learning rate, and falls by a factor at given places: one before each milestone.",
    [
      {
        name: "decay_t",
        kind: "numbers",
        example: [30, 60],
        range: NOT_NEGATIVE,
        documentation: "Epochs or updates of the steps down, in rising order.",
        symbol: "at",
      },
      decayRate,
      ...warmup(true),
      ...others,
      initialize,
    ],
    ({ warmup_prefix: isPrefix, decay_t: milestones }) =>
      timmMultiStepRule(isPrefix === true, Array.isArray(milestones) ? milestones.length : 0),
    {
      numbers: ({ decay_t: milestones }) =>
        Object.fromEntries(
          (Array.isArray(milestones) ? milestones : []).map((at, i) => [`milestone${i + 1}`, Number(at)]),
        ),
    },
  ),
];

function noiseIssues({ noise_range_t: range }: ArgumentValues): readonly ArgumentIssue[] {
  if (range === null || range === undefined) return [];
  const message = "timm adds noise to the learning rate; a simulation does not.";
  return [{ severity: "warning", argument: "noise_range_t", message }];
}

function cycleOf({ warmup_prefix: isPrefix, cycle_mul: growth }: ArgumentValues): TimmCycle {
  return { isPrefix: isPrefix === true, grows: growth !== 1 };
}
