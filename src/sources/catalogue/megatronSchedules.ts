import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import { type MegatronAnneal, type MegatronDecay, megatronRule } from "../../core/schedules/megatronScheduleRules";
import type { ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

const decays: readonly MegatronDecay[] = ["constant", "linear", "cosine", "inverse-square-root", "WSD"];
const anneals: readonly MegatronAnneal[] = ["linear", "cosine", "exponential", "minus_sqrt"];

/** The schedule of Megatron-LM, which its training makes of options: those are named here as its constructor has them. */
export const megatronSchedules: readonly ScheduleEntry[] = [
  {
    framework: "megatron",
    name: "megatron.core.optimizer_param_scheduler.OptimizerParamScheduler",
    aliases: ["megatron.optimizer_param_scheduler.OptimizerParamScheduler"],
    title: "OptimizerParamScheduler",
    shortTitle: "decay",
    source: "megatron-core 0.16.1, megatron/core/optimizer_param_scheduler.py",
    subject: "optimizer",
    summary: "In a straight line from init_lr to the learning rate, and down to min_lr as lr_decay_style says.",
    arguments: [
      {
        name: "init_lr",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        documentation: "The learning rate from which the warm-up starts.",
        ruleNames: ["initialLr"],
        symbol: "from",
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
      {
        name: "lr_warmup_steps",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        example: 10,
        documentation: "Steps on the way up, which need be no whole number.",
        ruleNames: ["warmupSteps"],
        symbol: "warmup",
      },
      {
        name: "lr_decay_steps",
        kind: "number",
        example: 1000,
        range: POSITIVE,
        documentation: "Steps until the end of the decay, the warm-up among them.",
        ruleNames: ["decaySteps"],
        symbol: "steps",
      },
      {
        name: "lr_decay_style",
        kind: "string",
        default: "linear",
        documentation: 'The way down: "constant", "linear", "cosine", "inverse-square-root" or "WSD".',
        symbol: "decay",
      },
      {
        name: "wsd_decay_steps",
        kind: "number",
        default: null,
        nullable: true,
        range: POSITIVE,
        documentation: 'Steps at the end in which "WSD" falls.',
        ruleNames: ["annealSteps"],
        symbol: "WSD steps",
      },
      {
        name: "lr_wsd_decay_style",
        kind: "string",
        default: "exponential",
        documentation: 'How "WSD" falls: "linear", "cosine", "exponential" or "minus_sqrt".',
        symbol: "WSD decay",
      },
      {
        name: "increment",
        kind: "number",
        default: 1,
        range: POSITIVE,
        documentation: "What step() adds at every update: the samples of a batch, where steps are samples.",
        ruleNames: ["increment"],
        symbol: "a step",
      },
    ],
    describe: ({ lr_decay_style: style }) => String(style),
    check: (values) => [
      ...choiceIssues(values, "lr_decay_style", decays),
      ...choiceIssues(values, "lr_wsd_decay_style", anneals),
      ...stepIssues(values),
    ],
    checkRate: ({ min_lr, init_lr }, learningRate) => [
      ...rateIssues("min_lr", min_lr, learningRate),
      ...rateIssues("init_lr", init_lr, learningRate),
    ],
    rule: ({ lr_decay_style: style, lr_wsd_decay_style: wsd }) =>
      megatronRule(
        decays.find((known) => known === style) ?? "constant",
        anneals.find((known) => known === wsd) ?? "exponential",
      ),
  },
];

/** What the constructor asserts of the numbers of steps. */
function stepIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { lr_warmup_steps: warmup, lr_decay_steps: decay, lr_decay_style: style, wsd_decay_steps: anneal } = values;
  const issues: ArgumentIssue[] = [];
  const refuse = (argument: string, message: string) => issues.push({ severity: "error", argument, message });
  if (typeof warmup === "number" && typeof decay === "number" && warmup >= decay) {
    refuse("lr_warmup_steps", `lr_warmup_steps is ${warmup}; expected less than lr_decay_steps, ${decay}.`);
  }
  if (style === "WSD" && anneal === null) {
    refuse("lr_decay_style", 'lr_decay_style is "WSD", which needs wsd_decay_steps; expected them.');
  }
  return issues;
}

function rateIssues(argument: string, value: ArgumentValues[string], learningRate: number): readonly ArgumentIssue[] {
  if (typeof value !== "number" || value <= learningRate) return [];
  const message = `${argument} is ${value}; expected at most the optimizer's learning rate, ${learningRate}.`;
  return [{ severity: "error", argument, message }];
}
