import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import { type NeoxDecay, neoxAnnealingRule } from "../../core/schedules/neoxScheduleRules";
import type { ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

const decays: readonly NeoxDecay[] = ["constant", "linear", "cosine", "exponential"];

/** The schedule of GPT-NeoX, which its training makes of the keys of a file: those are named here as its constructor has them. */
export const neoxSchedules: readonly ScheduleEntry[] = [
  {
    framework: "gpt-neox",
    name: "megatron.learning_rates.AnnealingLR",
    aliases: [],
    title: "AnnealingLR",
    shortTitle: "annealing",
    source: "GPT-NeoX 2.0, megatron/learning_rates.py",
    subject: "optimizer",
    summary: "In a straight line from 0 to the learning rate, and down as decay_style says, never below min_lr.",
    arguments: [
      {
        name: "warmup_iter",
        kind: "number",
        example: 10,
        range: NOT_NEGATIVE,
        documentation: "Updates on the way up, which need be no whole number: a share of total_iters.",
        ruleNames: ["warmupIter"],
        symbol: "warmup",
      },
      {
        name: "total_iters",
        kind: "number",
        example: 1000,
        range: POSITIVE,
        documentation: "Updates until the end of the decay.",
        ruleNames: ["endIter"],
        symbol: "steps",
      },
      {
        name: "decay_style",
        kind: "string",
        default: "linear",
        documentation: 'The way down: "constant", "linear", "cosine" or "exponential".',
        symbol: "decay",
      },
      {
        name: "min_lr",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        documentation: "The lowest learning rate after the warm-up.",
        ruleNames: ["minLr"],
        symbol: "min lr",
      },
    ],
    describe: ({ decay_style: style }) => String(style),
    check: (values) => choiceIssues(values, "decay_style", decays),
    checkRate: ({ min_lr }, learningRate) =>
      typeof min_lr !== "number" || min_lr <= learningRate
        ? []
        : [
            {
              severity: "error",
              argument: "min_lr",
              message: `min_lr is ${min_lr}; expected at most the optimizer's learning rate, ${learningRate}.`,
            },
          ],
    rule: (values) => neoxAnnealingRule(decayOf(values)),
  },
];

function decayOf({ decay_style: style }: ArgumentValues): NeoxDecay {
  return decays.find((known) => known === style) ?? "constant";
}
