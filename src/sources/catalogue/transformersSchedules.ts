import { POSITIVE } from "../../core/numberRange";
import {
  type TransformersCurve,
  transformersConstantRule,
  transformersCosineRule,
  transformersCosineToLowestRule,
  transformersEarlyCosineRule,
  transformersHardRestartsRule,
  transformersInverseRootRule,
  transformersLinearRule,
  transformersPolynomialRule,
  transformersStableRule,
  transformersWarmupRule,
} from "../../core/schedules/transformersScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { torchPlateauSchedule } from "./torchPlateauSchedule";
import { choiceIssues, lastEpoch } from "./torchScheduleArguments";
import { transformersGreedySchedules } from "./transformersGreedySchedule";
import {
  endRate,
  power,
  restarts,
  trainingSteps,
  transformersEntry,
  warmupSteps,
  waves,
} from "./transformersScheduleArguments";

const optional = (name: string, ruleName: string, symbol: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: null,
  nullable: true,
  documentation,
  ruleNames: [ruleName],
  symbol,
});

const lowestRate = optional("min_lr", "minLr", "min lr", "The lowest learning rate; this or min_lr_rate is needed.");
const lowestShare = optional("min_lr_rate", "minShare", "min lr rate", "The same as a share of the learning rate.");

const curves: readonly TransformersCurve[] = ["linear", "cosine", "1-sqrt"];

const curve = (name: string, preset: TransformersCurve, way: string): ArgumentDefinition => ({
  name,
  kind: "string",
  default: preset,
  documentation: `The way ${way}: "linear", "cosine" or "1-sqrt".`,
  symbol: name.replace("_type", ""),
});

/** The schedules of transformers, which are factors of the learning rate for torch's LambdaLR. */
export const transformersSchedules: readonly ScheduleEntry[] = [
  {
    ...transformersEntry("get_constant_schedule"),
    shortTitle: "constant",
    summary: "The learning rate as it is, without a warm-up.",
    arguments: [lastEpoch],
    rule: () => transformersConstantRule,
  },
  {
    ...transformersEntry("get_constant_schedule_with_warmup"),
    shortTitle: "constant with warmup",
    summary: "In a straight line from 0 to the learning rate, and constant from then on.",
    arguments: [warmupSteps, lastEpoch],
    rule: () => transformersWarmupRule,
  },
  {
    ...transformersEntry("get_linear_schedule_with_warmup"),
    shortTitle: "linear",
    summary: "In straight lines from 0 to the learning rate, and back to 0 at the end of the training.",
    arguments: [warmupSteps, trainingSteps, lastEpoch],
    rule: () => transformersLinearRule,
  },
  {
    ...transformersEntry("get_cosine_schedule_with_warmup"),
    shortTitle: "cosine",
    summary:
      "In a straight line from 0 to the learning rate, and on half a cosine back to 0 at the end of the training.",
    arguments: [warmupSteps, trainingSteps, waves, lastEpoch],
    rule: () => transformersCosineRule,
  },
  {
    ...transformersEntry("get_cosine_with_hard_restarts_schedule_with_warmup"),
    shortTitle: "cosine with restarts",
    summary: "In a straight line from 0 to the learning rate, and on half a cosine down to 0, again and again.",
    arguments: [warmupSteps, trainingSteps, restarts, lastEpoch],
    rule: () => transformersHardRestartsRule,
  },
  {
    ...transformersEntry("get_polynomial_decay_schedule_with_warmup"),
    shortTitle: "polynomial",
    summary: "In a straight line from 0 to the learning rate, then along a power of the steps left, down to lr_end.",
    arguments: [warmupSteps, trainingSteps, endRate, power, lastEpoch],
    check: polynomialIssues,
    checkRate: endRateIssues,
    rule: () => transformersPolynomialRule,
  },
  {
    ...transformersEntry("get_inverse_sqrt_schedule"),
    shortTitle: "inverse sqrt",
    summary: "In a straight line from 0 to the learning rate, then falling with the root of the steps.",
    arguments: [
      warmupSteps,
      {
        name: "timescale",
        kind: "number",
        default: null,
        nullable: true,
        range: POSITIVE,
        documentation: "Steps in which the fall begins to show; None: num_warmup_steps, or 10,000 if that is 0.",
        symbol: "timescale",
      },
      lastEpoch,
    ],
    numbers: ({ timescale, num_warmup_steps: warmup }) => ({ timescale: Number(timescale ?? (warmup || 10_000)) }),
    rule: () => transformersInverseRootRule,
  },
  ...transformersGreedySchedules,
  { ...torchPlateauSchedule, ...transformersEntry("get_reduce_on_plateau_schedule"), arguments: plateauArguments() },
  {
    ...transformersEntry("get_cosine_with_min_lr_schedule_with_warmup"),
    shortTitle: "cosine to min lr",
    summary: "In a straight line from 0 to the learning rate, and on half a cosine down to the lowest learning rate.",
    arguments: [warmupSteps, trainingSteps, waves, lastEpoch, lowestRate, lowestShare],
    check: lowestIssues,
    numbers: withoutLowest,
    rule: (values) => transformersCosineToLowestRule(lowestAs(values)),
  },
  {
    ...transformersEntry("get_cosine_with_min_lr_schedule_with_warmup_lr_rate"),
    shortTitle: "cosine to min lr",
    summary: "As get_cosine_with_min_lr_schedule_with_warmup, one step ahead: no update has a learning rate of 0.",
    arguments: [
      warmupSteps,
      trainingSteps,
      waves,
      lastEpoch,
      lowestRate,
      lowestShare,
      optional(
        "warmup_lr_rate",
        "startShare",
        "warmup from",
        "Share of the learning rate that the warm-up starts at; None: 1 / num_warmup_steps.",
      ),
    ],
    check: lowestIssues,
    numbers: withoutLowest,
    rule: (values) => transformersEarlyCosineRule(lowestAs(values), typeof values.warmup_lr_rate === "number"),
  },
  {
    ...transformersEntry("get_wsd_schedule"),
    shortTitle: "warmup, stable, decay",
    summary: "Up to the learning rate, constant for most of the training, and down at its end.",
    arguments: [
      warmupSteps,
      {
        name: "num_decay_steps",
        kind: "number",
        example: 200,
        documentation: "Steps on the way down.",
        ruleNames: ["decaySteps"],
        symbol: "decay",
      },
      {
        ...trainingSteps,
        default: null,
        nullable: true,
        ruleNames: undefined,
        documentation: "Steps of the whole training; this or num_stable_steps is needed.",
      },
      {
        name: "num_stable_steps",
        kind: "number",
        default: null,
        nullable: true,
        documentation: "Steps between the two; None: those of the training that are left.",
        symbol: "stable",
      },
      curve("warmup_type", "linear", "up"),
      curve("decay_type", "cosine", "down"),
      {
        name: "min_lr_ratio",
        kind: "number",
        default: 0,
        documentation: "Share of the learning rate that it starts from and ends at.",
        ruleNames: ["lowestShare"],
        symbol: "min lr ratio",
      },
      waves,
      lastEpoch,
    ],
    check: stableIssues,
    numbers: (values) => ({ stableSteps: stableSteps(values) }),
    rule: ({ warmup_type, decay_type }) => transformersStableRule(curveNamed(warmup_type), curveNamed(decay_type)),
  },
];

/** transformers hands all of them on by name. */
function plateauArguments(): readonly ArgumentDefinition[] {
  return torchPlateauSchedule.arguments.map((argument) => ({ ...argument, keywordOnly: true }));
}

export function polynomialIssues({
  num_warmup_steps: warmup,
  num_training_steps: steps,
}: ArgumentValues): ArgumentIssue[] {
  if (typeof steps !== "number" || steps !== warmup) return [];
  const message = `num_training_steps is ${steps}, as num_warmup_steps is: the decay has no step, and divides by 0.`;
  return [{ severity: "error", argument: "num_training_steps", message }];
}

export function endRateIssues({ lr_end }: ArgumentValues, learningRate: number): ArgumentIssue[] {
  if (typeof lr_end !== "number" || learningRate > lr_end) return [];
  const message = `lr_end is ${lr_end}; expected less than the optimizer's learning rate, ${learningRate}.`;
  return [{ severity: "error", argument: "lr_end", message }];
}

function lowestIssues({ min_lr, min_lr_rate }: ArgumentValues): ArgumentIssue[] {
  const error = (argument: string, message: string): ArgumentIssue => ({ severity: "error", argument, message });
  if (min_lr === null && min_lr_rate === null) {
    return [error("min_lr", "The lowest learning rate is not given; expected one of min_lr and min_lr_rate.")];
  }
  if (typeof min_lr !== "number" || typeof min_lr_rate !== "number") return [];
  return [error("min_lr_rate", "min_lr and min_lr_rate are both given; expected one of them.")];
}

function lowestAs({ min_lr }: ArgumentValues): "rate" | "share" {
  return typeof min_lr === "number" ? "rate" : "share";
}

/** What the formulas show where neither is given yet. */
function withoutLowest({ min_lr_rate }: ArgumentValues): Readonly<Record<string, number>> {
  return min_lr_rate === null ? { minShare: 0 } : {};
}

function stableIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { num_training_steps: steps, num_stable_steps: stable } = values;
  const issues = ["warmup_type", "decay_type"].flatMap((name) => choiceIssues(values, name, curves));
  if (steps === null && stable === null) {
    const message =
      "The steps between warm-up and decay are not known; expected num_training_steps or num_stable_steps.";
    return [...issues, { severity: "error", argument: "num_training_steps", message }];
  }
  if (typeof steps !== "number" || typeof stable !== "number") return issues;
  const message = "num_training_steps has no effect beside num_stable_steps.";
  return [...issues, { severity: "warning", argument: "num_training_steps", message }];
}

function stableSteps(values: ArgumentValues): number {
  const {
    num_training_steps: steps,
    num_stable_steps: stable,
    num_warmup_steps: warmup,
    num_decay_steps: decay,
  } = values;
  return Number(stable ?? Number(steps) - Number(warmup) - Number(decay));
}

function curveNamed(name: ArgumentValues[string]): TransformersCurve {
  return curves.find((known) => known === name) ?? "linear";
}
