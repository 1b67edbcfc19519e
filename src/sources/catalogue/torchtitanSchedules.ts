import { COUNT, NOT_NEGATIVE, UNIT_INTERVAL } from "../../core/numberRange";
import { type TorchtitanDecay, torchtitanRule } from "../../core/schedules/torchtitanScheduleRules";
import type { ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

const decays: readonly TorchtitanDecay[] = ["linear", "sqrt", "cosine"];

/** The schedule of torchtitan, with the keys of its table `lr_scheduler` and the steps of the training for arguments. */
export const torchtitanSchedules: readonly ScheduleEntry[] = [
  {
    framework: "torchtitan",
    name: "torchtitan.components.lr_scheduler.build_lr_schedulers",
    aliases: [],
    title: "build_lr_schedulers",
    shortTitle: "decay",
    source: "torchtitan 0.2.0, torchtitan/components/lr_scheduler.py",
    subject: "optimizers",
    summary: "In a straight line up to the learning rate, level, and down to a share of it at the end of the training.",
    arguments: [
      {
        name: "warmup_steps",
        kind: "number",
        default: 200,
        range: { ...NOT_NEGATIVE, integer: true },
        documentation: "Updates on the way up.",
        symbol: "warmup",
      },
      {
        name: "decay_ratio",
        kind: "number",
        default: null,
        nullable: true,
        range: UNIT_INTERVAL,
        documentation: "Share of the training in which the learning rate falls; none: all of it behind the warm-up.",
        symbol: "decay ratio",
      },
      {
        name: "decay_type",
        kind: "string",
        default: "linear",
        documentation: 'The way down: "linear", "sqrt" or "cosine".',
        symbol: "decay",
      },
      {
        name: "min_lr_factor",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        documentation: "Share of the learning rate to which it falls.",
        ruleNames: ["lowestShare"],
        symbol: "to",
      },
      {
        name: "training_steps",
        kind: "number",
        range: COUNT,
        example: 1000,
        documentation: "Updates of the whole training.",
        symbol: "steps",
      },
    ],
    synonyms: { lr_min: "min_lr_factor" },
    describe: ({ decay_type: type }) => String(type),
    check: (values) => choiceIssues(values, "decay_type", decays),
    numbers: stagesOf,
    rule: ({ decay_type: type }) => torchtitanRule(decays.find((known) => known === type) ?? "linear"),
  },
];

/** A warm-up and a decay that are longer than the training are cut to it. */
function stagesOf({
  warmup_steps: warmup,
  decay_ratio: ratio,
  training_steps: all,
}: ArgumentValues): Readonly<Record<string, number>> {
  const warmupSteps = Math.min(Number(warmup), Number(all));
  const left = Number(all) - warmupSteps;
  const decaySteps = typeof ratio === "number" ? Math.min(roundedToEven(Number(all) * ratio), left) : left;
  return { warmupSteps, decaySteps, stableSteps: Number(all) + 1 - warmupSteps - decaySteps };
}

/** As Python's `round`. */
function roundedToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
