import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { type LevanterDecay, levanterRule } from "../../core/schedules/levanterScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

const decays: readonly LevanterDecay[] = ["constant", "cosine", "linear"];

/** Up to 1 a share of the training, else a whole number of updates. */
function shareOrSteps(name: string, preset: number | null, documentation: string): ArgumentDefinition {
  const nullable = preset === null ? { nullable: true } : {};
  return { name, kind: "number", default: preset, range: NOT_NEGATIVE, documentation, symbol: name, ...nullable };
}

/** The schedule of Levanter, with the fields of its optimizer that make it and the steps of the training for arguments. */
export const levanterSchedules: readonly ScheduleEntry[] = [
  {
    framework: "levanter",
    name: "levanter.optim.OptimizerConfig.lr_scheduler",
    aliases: [],
    title: "lr_scheduler",
    shortTitle: "decay",
    source: "Levanter 1.2, levanter/optim/config.py",
    summary: "In a straight line up to the learning rate, level, and down to a share of it at the end of the training.",
    arguments: [
      shareOrSteps("warmup", 0.01, "Updates on the way up; up to 1 a share of the training."),
      shareOrSteps(
        "decay",
        null,
        "Updates on the way down; up to 1 a share of the training; none: all behind the warm-up.",
      ),
      {
        name: "lr_schedule",
        kind: "string",
        default: "cosine",
        documentation: 'The way down: "constant", "cosine" or "linear".',
        symbol: "decay",
      },
      {
        name: "min_lr_ratio",
        kind: "number",
        default: 0.1,
        range: NOT_NEGATIVE,
        documentation: "Share of the learning rate to which it falls.",
        ruleNames: ["lowestShare"],
        symbol: "to",
      },
      {
        name: "num_train_steps",
        kind: "number",
        range: COUNT,
        example: 1000,
        documentation: "Updates of the whole training.",
        symbol: "steps",
      },
    ],
    describe: ({ lr_schedule: style }) => String(style),
    check: (values) => [
      ...choiceIssues(values, "lr_schedule", decays),
      ...countIssues(values),
      ...lengthIssues(values),
    ],
    numbers: stagesOf,
    rule: ({ lr_schedule: style }) => levanterRule(decays.find((known) => known === style) ?? "constant"),
  },
];

function stagesOf(values: ArgumentValues): Readonly<Record<"warmupSteps" | "stableSteps" | "decaySteps", number>> {
  const all = Number(values.num_train_steps);
  const steps = (value: number) => Math.trunc(value <= 1 ? value * all : value);
  const warmupSteps = steps(Number(values.warmup));
  const decaySteps = typeof values.decay === "number" ? steps(values.decay) : all - warmupSteps;
  return { warmupSteps, stableSteps: all - warmupSteps - decaySteps, decaySteps };
}

function countIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  return ["warmup", "decay"].flatMap((argument): readonly ArgumentIssue[] => {
    const value = values[argument];
    if (typeof value !== "number" || value <= 1 || Number.isInteger(value)) return [];
    const message = `${argument} is ${value}; expected a share up to 1, or a whole number of updates.`;
    return [{ severity: "error", argument, message }];
  });
}

function lengthIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { stableSteps, decaySteps } = stagesOf(values);
  if (!(stableSteps < 0 || decaySteps <= 0)) return [];
  const message = `The warm-up and the decay do not fit into ${values.num_train_steps} updates; expected both to be shorter.`;
  return [{ severity: "error", argument: "warmup", message }];
}
