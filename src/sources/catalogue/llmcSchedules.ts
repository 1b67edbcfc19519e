import { COUNT, NOT_NEGATIVE, UNIT_INTERVAL } from "../../core/numberRange";
import { type LlmcSchedule, llmcRule } from "../../core/schedules/llmcScheduleRules";
import type { ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

const types: readonly LlmcSchedule[] = ["cosine", "linear", "constant", "wsd"];

/** The schedules of llm.c, named as the function that sets them up has its parameters. */
export const llmcSchedules: readonly ScheduleEntry[] = [
  {
    framework: "llm.c",
    name: "llmc.lr_scheduler_init",
    aliases: [],
    title: "LearningRateScheduler",
    shortTitle: "decay",
    source: "llm.c 2024, llmc/schedulers.h",
    subject: "scheduler",
    summary: "In a straight line up to the learning rate, and down to a share of it at the end of the training.",
    arguments: [
      {
        name: "scheduler_type",
        kind: "string",
        default: "cosine",
        documentation: 'The way down: "cosine", "linear", "constant", or "wsd", which falls in the last fifth.',
        symbol: "decay",
      },
      {
        name: "warmup_iterations",
        kind: "number",
        default: 0,
        range: { ...NOT_NEGATIVE, integer: true },
        example: 10,
        documentation: "Updates on the way up; there is none for constant.",
        ruleNames: ["warmupSteps"],
        symbol: "warmup",
      },
      {
        name: "train_num_batches",
        kind: "number",
        range: COUNT,
        example: 1000,
        documentation: "Updates of the whole training.",
        ruleNames: ["trainingSteps"],
        symbol: "steps",
      },
      {
        name: "final_learning_rate_frac",
        kind: "number",
        default: 1,
        advisedRange: UNIT_INTERVAL,
        example: 0,
        documentation: "Share of the learning rate that is left at the end; with 1 it does not fall.",
        ruleNames: ["lowestShare"],
        symbol: "to",
      },
    ],
    describe: ({ scheduler_type: type }) => String(type),
    check: (values) => choiceIssues(values, "scheduler_type", types),
    numbers: ({ scheduler_type: type, train_num_batches: steps }): Readonly<Record<string, number>> =>
      type === "wsd" ? { decayStart: Math.trunc(Math.fround(Math.fround(0.8) * Number(steps))) } : {},
    rule: (values) => llmcRule(typeOf(values)),
  },
];

function typeOf({ scheduler_type: type }: ArgumentValues): LlmcSchedule {
  return types.find((known) => known === type) ?? "constant";
}
