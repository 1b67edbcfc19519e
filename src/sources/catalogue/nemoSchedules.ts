import { NOT_NEGATIVE, POSITIVE, UNIT_INTERVAL } from "../../core/numberRange";
import {
  nemoCosineHoldRule,
  nemoCosineRule,
  nemoHoldLinearRule,
  nemoHoldRootRule,
  nemoHoldRule,
  nemoInverseRootRule,
  nemoLinearRule,
  nemoNoamHoldRule,
  nemoNoamRule,
  nemoPolynomialRule,
  nemoRootRule,
  nemoSquareRule,
  nemoWarmupRule,
} from "../../core/schedules/nemoScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { lastEpoch as anyEpoch } from "./torchScheduleArguments";

/** The schedules of NeMo 3.0.0, nemo/core/optim/lr_scheduler.py: arguments and defaults as their constructors have them, all by name. */

const steps = (name: string, documentation: string, symbol: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: null,
  nullable: true,
  range: NOT_NEGATIVE,
  keywordOnly: true,
  documentation,
  symbol,
});

const ratio = (name: string, documentation: string): ArgumentDefinition => ({
  ...steps(name, documentation, name.replace("_", " ")),
  range: UNIT_INTERVAL,
});

const warmup = [
  steps("warmup_steps", "Updates on the way up to the learning rate.", "warmup"),
  ratio("warmup_ratio", "The same as a share of max_steps, rounded down."),
];

const hold = [
  steps("hold_steps", "Updates behind the warm-up with the learning rate itself.", "hold"),
  ratio("hold_ratio", "The same as a share of max_steps, rounded down."),
];

const constant = [
  steps("constant_steps", "Updates at the end with the lowest learning rate.", "constant"),
  ratio("constant_ratio", "The same as a share of max_steps, rounded down."),
];

const maxSteps: ArgumentDefinition = {
  name: "max_steps",
  kind: "number",
  range: POSITIVE,
  keywordOnly: true,
  example: 1000,
  documentation: "Updates of the whole training.",
  ruleNames: ["maxSteps"],
  symbol: "steps",
};

const optionalMaxSteps: ArgumentDefinition = { ...maxSteps, default: null, nullable: true };

const lowest = (preset = 0): ArgumentDefinition => ({
  name: "min_lr",
  kind: "number",
  default: preset,
  keywordOnly: true,
  advisedRange: NOT_NEGATIVE,
  documentation: "The lowest learning rate.",
  ruleNames: ["minLr"],
  symbol: "min lr",
});

const lastEpoch: ArgumentDefinition = { ...anyEpoch, keywordOnly: true };

const power: ArgumentDefinition = {
  name: "power",
  kind: "number",
  default: 1,
  keywordOnly: true,
  documentation: "Power of the share of the steps that is left: 1 for a straight line.",
  ruleNames: ["power"],
  symbol: "power",
};

const cycle: ArgumentDefinition = {
  name: "cycle",
  kind: "boolean",
  default: false,
  keywordOnly: true,
  documentation: "Whether it starts again at its end, more slowly each time.",
  symbol: "cycle",
};

function nemoSchedule(
  title: string,
  shortTitle: string,
  summary: string,
  own: readonly ArgumentDefinition[],
  rule: ScheduleEntry["rule"],
  more: Partial<ScheduleEntry> = {},
): ScheduleEntry {
  return {
    framework: "nemo",
    name: `nemo.core.optim.lr_scheduler.${title}`,
    aliases: [],
    title,
    source: "NeMo 3.0.0, nemo/core/optim/lr_scheduler.py",
    subject: "optimizer",
    shortTitle,
    summary,
    arguments: [...own, lastEpoch],
    check: ratioIssues,
    numbers: stepNumbers,
    rule,
    ...more,
  };
}

const annealing = [...warmup, maxSteps, lowest()];
const holding = [...warmup, ...hold, maxSteps, lowest()];

/** The schedules of NeMo. */
export const nemoSchedules: readonly ScheduleEntry[] = [
  nemoSchedule(
    "WarmupPolicy",
    "warmup",
    "Rises to the learning rate and stays there.",
    [...warmup, optionalMaxSteps, lowest()],
    ({ max_steps }) => nemoWarmupRule(max_steps !== null),
  ),
  nemoSchedule(
    "WarmupHoldPolicy",
    "warmup",
    "Rises to the learning rate and stays there.",
    holding,
    () => nemoHoldRule,
  ),
  nemoSchedule(
    "WarmupHoldAnnealOneMinusSquareRoot",
    "hold, then 1 − √",
    "Rises to the learning rate, holds it, and falls with the root of the steps.",
    holding,
    () => nemoHoldRootRule,
  ),
  nemoSchedule(
    "WarmupHoldAnnealLinear",
    "hold, then linear",
    "Rises to the learning rate, holds it, and falls in a straight line.",
    holding,
    () => nemoHoldLinearRule,
  ),
  nemoSchedule(
    "SquareAnnealing",
    "square",
    "Rises to the learning rate, and falls with the square of the steps left.",
    [...warmup, maxSteps, lowest(1e-5)],
    () => nemoSquareRule,
  ),
  nemoSchedule(
    "SquareRootAnnealing",
    "square root",
    "Rises to the learning rate, and falls with the root of the steps left.",
    annealing,
    () => nemoRootRule,
  ),
  nemoSchedule(
    "CosineAnnealing",
    "cosine",
    "Rises to the learning rate, and falls by half a cosine.",
    [...warmup, ...constant, maxSteps, lowest()],
    (values) => (countOf(values, "constant") > 0 ? nemoCosineHoldRule : nemoCosineRule),
    { checkRate: lowestIssues },
  ),
  nemoSchedule(
    "NoamAnnealing",
    "Noam",
    "Rises, and falls with the root of the steps; the learning rate of the optimizer is a factor of what the width of the model makes.",
    [
      {
        name: "d_model",
        kind: "number",
        example: 512,
        range: POSITIVE,
        keywordOnly: true,
        documentation: "Width of the model.",
        ruleNames: ["width"],
        symbol: "width",
      },
      ...warmup,
      optionalMaxSteps,
      lowest(),
    ],
    () => nemoNoamRule,
    { checkRate: lowestIssues },
  ),
  nemoSchedule(
    "NoamHoldAnnealing",
    "hold, then Noam",
    "Rises to the learning rate, holds it, and falls with a power of the steps.",
    [
      ...holding,
      {
        name: "decay_rate",
        kind: "number",
        default: 0.5,
        keywordOnly: true,
        documentation: "Power of the steps by which it falls.",
        ruleNames: ["decayRate"],
        symbol: "decay rate",
      },
    ],
    () => nemoNoamHoldRule,
    { check: (values) => [...ratioIssues(values), ...noWarmupIssues(values)] },
  ),
  nemoSchedule(
    "WarmupAnnealing",
    "linear",
    "Rises to the learning rate, and falls in a straight line.",
    annealing,
    () => nemoLinearRule,
  ),
  nemoSchedule(
    "InverseSquareRootAnnealing",
    "inverse sqrt",
    "Rises to the learning rate, and falls with the root of the steps.",
    annealing,
    () => nemoInverseRootRule,
  ),
  nemoSchedule(
    "PolynomialDecayAnnealing",
    "polynomial",
    "Rises to the learning rate, and falls along a power of the steps left.",
    [...annealing, power, cycle],
    ({ cycle: cycles }) => nemoPolynomialRule(false, cycles === true),
  ),
  nemoSchedule(
    "PolynomialHoldDecayAnnealing",
    "hold, then polynomial",
    "Rises to the learning rate, holds it, and falls along a power of the steps left.",
    [...holding, power, cycle],
    ({ cycle: cycles }) => nemoPolynomialRule(true, cycles === true),
  ),
];

/** Steps that are given as such, or as a share of all. */
function countOf(values: ArgumentValues, name: "warmup" | "hold" | "constant"): number {
  const count = values[`${name}_steps`];
  if (typeof count === "number") return count;
  return Math.trunc(Number(values[`${name}_ratio`] ?? 0) * Number(values.max_steps ?? 0));
}

function stepNumbers(values: ArgumentValues): Readonly<Record<string, number>> {
  const [warmupSteps, held, constantSteps] = [
    countOf(values, "warmup"),
    countOf(values, "hold"),
    countOf(values, "constant"),
  ];
  const holds = typeof values.hold_steps === "number" || typeof values.hold_ratio === "number";
  return {
    warmupSteps,
    ...("hold_steps" in values ? { holdSteps: holds ? held + warmupSteps : 0 } : {}),
    ...(constantSteps > 0 ? { decaySteps: Number(values.max_steps) - constantSteps - warmupSteps } : {}),
  };
}

function ratioIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  return ["warmup", "hold", "constant"].flatMap((name): readonly ArgumentIssue[] => {
    const [count, share] = [`${name}_steps`, `${name}_ratio`];
    if (typeof values[count] !== "number" || typeof values[share] !== "number") return [];
    return [
      { severity: "error", argument: share, message: `${count} and ${share} are both given; expected one of them.` },
    ];
  });
}

function noWarmupIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  if (countOf(values, "warmup") > 0 || values.warmup_ratio) return [];
  const message =
    "NoamHoldAnnealing has no warm-up, without which NeMo refuses it; expected warmup_steps or warmup_ratio.";
  return [{ severity: "error", argument: "warmup_steps", message }];
}

function lowestIssues({ min_lr }: ArgumentValues, learningRate: number): readonly ArgumentIssue[] {
  if (typeof min_lr !== "number" || learningRate >= min_lr) return [];
  const message = `min_lr is ${min_lr}; expected at most the optimizer's learning rate, ${learningRate}.`;
  return [{ severity: "error", argument: "min_lr", message }];
}
