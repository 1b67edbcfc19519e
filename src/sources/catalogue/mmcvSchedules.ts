import { COUNT, POSITIVE } from "../../core/numberRange";
import {
  type MmcvRuleOptions,
  mmcvCosineRule,
  mmcvExponentialRule,
  mmcvFixedRule,
  mmcvInverseRule,
  mmcvPolyRule,
  mmcvStepRule,
} from "../../core/schedules/mmcvScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues, gamma } from "./torchScheduleArguments";

const warmups = ["constant", "linear", "exp"] as const;

/** What all policies take; the last two are what the runner knows of the training. */
const common: readonly ArgumentDefinition[] = [
  {
    name: "by_epoch",
    kind: "boolean",
    default: true,
    documentation: "Whether the policy counts epochs, and not updates.",
    symbol: "by epoch",
  },
  {
    name: "warmup",
    kind: "string",
    default: null,
    nullable: true,
    documentation: 'How the warm-up rises: "constant", "linear" or "exp".',
    symbol: "warm-up",
  },
  {
    name: "warmup_iters",
    kind: "integer",
    default: 0,
    documentation: "Updates of the warm-up.",
    symbol: "warm-up steps",
  },
  {
    name: "warmup_ratio",
    kind: "number",
    default: 0.1,
    range: { exclusiveMinimum: 0, maximum: 1 },
    documentation: "Share of the learning rate that the warm-up starts from.",
    ruleNames: ["warmupRatio"],
    symbol: "warm-up from",
  },
  {
    name: "warmup_by_epoch",
    kind: "boolean",
    default: false,
    documentation: "Whether warmup_iters counts epochs.",
  },
  {
    name: "max_progress",
    kind: "integer",
    default: 1,
    range: COUNT,
    documentation: "Epochs or updates of the training.",
    ruleNames: ["maxProgress"],
  },
  {
    name: "epoch_length",
    kind: "integer",
    default: 1,
    range: COUNT,
    documentation: "Updates in an epoch.",
    ruleNames: ["epochLength"],
  },
];

const lowest = (preset: number | null): ArgumentDefinition => ({
  name: "min_lr",
  kind: "number",
  default: preset,
  nullable: preset === null,
  documentation: "The lowest learning rate.",
  ruleNames: ["minLr"],
  symbol: "min",
});

const power: ArgumentDefinition = {
  name: "power",
  kind: "number",
  default: 1,
  documentation: "Power of the share that is left.",
  ruleNames: ["power"],
  symbol: "power",
};

function optionsOf({ by_epoch, epoch_length, warmup }: ArgumentValues): MmcvRuleOptions {
  return {
    perEpoch: by_epoch !== false && epoch_length !== 1,
    warmup: warmups.find((name) => name === warmup) ?? null,
  };
}

function warmupIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { warmup, warmup_iters } = values;
  const hasNone = typeof warmup === "string" && typeof warmup_iters === "number" && warmup_iters <= 0;
  const message = `warmup_iters is ${warmup_iters}; expected an integer of at least 1 with a warmup.`;
  return [
    ...choiceIssues(values, "warmup", warmups),
    ...(hasNone ? [{ severity: "error" as const, argument: "warmup_iters", message }] : []),
  ];
}

const hasNumber = (value: ArgumentValues[string] | undefined): boolean => typeof value === "number";

type Described = Pick<ScheduleEntry, "title" | "shortTitle" | "summary" | "arguments" | "check" | "rule">;

/** @param policy as `lr_config` names it */
function entryOf(policy: string, { arguments: own, check, ...description }: Omit<Described, "title">): ScheduleEntry {
  const title = `${policy}LrUpdaterHook`;
  return {
    framework: "mmcv",
    name: `mmcv.runner.${title}`,
    aliases: [`mmcv.runner.hooks.${title}`, `mmcv.runner.hooks.lr_updater.${title}`],
    title,
    source: "mmcv 1.7, mmcv/runner/hooks/lr_updater.py",
    ...description,
    arguments: [...own, ...common],
    check: (values) => [...warmupIssues(values), ...(check?.(values) ?? [])],
    numbers: ({ warmup_iters, warmup_by_epoch, epoch_length, min_lr }) => ({
      ...(hasNumber(min_lr) ? {} : { minLr: 0 }),
      warmupIters: Number(warmup_iters) * (warmup_by_epoch === true ? Number(epoch_length) : 1),
    }),
  };
}

/** The policies of `lr_config`. */
export const mmcvSchedules: readonly ScheduleEntry[] = [
  entryOf("Fixed", {
    shortTitle: "fixed",
    summary: "The learning rate as it is, after the warm-up.",
    arguments: [],
    rule: (values) => mmcvFixedRule(optionsOf(values)),
  }),
  entryOf("Step", {
    shortTitle: "step",
    summary: "Multiplies the learning rate by gamma at every step, or after every so many.",
    arguments: [
      {
        name: "step",
        kind: "numbers",
        example: [8, 11],
        range: POSITIVE,
        documentation:
          "Epochs or updates at which the learning rate changes; a number alone is the distance between two changes.",
        symbol: "steps",
      },
      gamma(0.1),
      lowest(null),
    ],
    rule: (values) => {
      const { step, min_lr } = values;
      const steps = Array.isArray(step) ? step.map(Number) : Number(step);
      return mmcvStepRule(steps, hasNumber(min_lr), optionsOf(values));
    },
  }),
  entryOf("Exp", {
    shortTitle: "exponential",
    summary: "Multiplies the learning rate by gamma at every step.",
    arguments: [gamma()],
    rule: (values) => mmcvExponentialRule(optionsOf(values)),
  }),
  entryOf("Poly", {
    shortTitle: "polynomial",
    summary: "A power of the share of the training that is left, down to min_lr.",
    arguments: [power, lowest(0)],
    rule: (values) => mmcvPolyRule(optionsOf(values)),
  }),
  entryOf("Inv", {
    shortTitle: "inverse",
    summary: "The learning rate over a power of 1 + gamma · step.",
    arguments: [gamma(), power],
    rule: (values) => mmcvInverseRule(optionsOf(values)),
  }),
  entryOf("CosineAnnealing", {
    shortTitle: "cosine",
    summary: "Half a cosine from the learning rate down to the lowest, over the training.",
    arguments: [
      lowest(null),
      {
        name: "min_lr_ratio",
        kind: "number",
        default: null,
        nullable: true,
        documentation: "The lowest learning rate as a share of the optimizer's.",
        ruleNames: ["minLrRatio"],
        symbol: "min ratio",
      },
    ],
    check: ({ min_lr, min_lr_ratio }) => {
      if (hasNumber(min_lr) !== hasNumber(min_lr_ratio)) return [];
      const what = hasNumber(min_lr) ? "Both min_lr and min_lr_ratio are" : "Neither min_lr nor min_lr_ratio is";
      return [{ severity: "error", argument: "min_lr", message: `${what} given; expected one of them.` }];
    },
    rule: (values) => mmcvCosineRule(hasNumber(values.min_lr_ratio) ? "minLrRatio" : "minLr", optionsOf(values)),
  }),
];
