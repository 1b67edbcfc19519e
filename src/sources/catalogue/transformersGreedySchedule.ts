import { NOT_NEGATIVE } from "../../core/numberRange";
import { transformersGreedyRule } from "../../core/schedules/transformersGreedyRule";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { plateauNumber, plateauWord } from "./torchPlateauSchedule";
import { choiceIssues, perGroup } from "./torchScheduleArguments";
import { transformersEntry } from "./transformersScheduleArguments";

const execution = (name: string, preset: number | boolean, documentation: string): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: preset,
  documentation,
});

const entry = (title: string): ScheduleEntry => ({
  ...transformersEntry(title),
  shortTitle: "greedy",
  takesLoss: true,
  summary: "Raises the learning rate while the loss gets better, and lowers it when that has stopped for some steps.",
  arguments: [
    plateauWord("mode", "min", 'Which loss is the better one: "min" for the lower.'),
    {
      ...plateauNumber("factor", 0.95, "factor", "The learning rate is multiplied by it, or divided by it to rise."),
      range: { exclusiveMaximum: 1 },
    },
    plateauNumber("patience", 10, "patience", "Better or worse losses in a row that are let pass."),
    plateauNumber("threshold", 1e-6, "threshold", "By how much a loss has to be better than the best."),
    plateauWord(
      "threshold_mode",
      "abs",
      'What the threshold is: "rel" for a share of the best loss, "abs" for a difference.',
    ),
    plateauNumber("cooldown", 0, "cooldown", "Steps after a reduction in which none is counted."),
    plateauNumber("warmup", 0, "warmup", "Steps after a rise in which none is counted."),
    perGroup("min_lr", "The learning rate never falls below it.", ["minLr"], {
      default: 1e-3,
      advisedRange: NOT_NEGATIVE,
      symbol: "min lr",
    }),
    perGroup("max_lr", "The learning rate never rises above it.", ["maxLr"], {
      default: 1,
      advisedRange: NOT_NEGATIVE,
      symbol: "max lr",
    }),
    { ...plateauNumber("eps", 1e-8, "minChange", "Smaller changes are not made."), symbol: undefined },
    execution("verbose", false, "Whether changes are printed."),
    { name: "smooth", kind: "boolean", default: false, documentation: "Whether losses are averaged over a window." },
    execution("window_size", 50, "Losses that are averaged."),
    plateauNumber(
      "reset_start",
      500,
      "resetStart",
      "Reductions at the lowest learning rate after which all starts anew.",
    ),
  ],
  check: (values) => [
    ...choiceIssues(values, "mode", ["min", "max"]),
    ...choiceIssues(values, "threshold_mode", ["rel", "abs"]),
    ...smoothIssues(values),
  ],
  rule: ({ mode, threshold_mode }) =>
    transformersGreedyRule(mode === "max" ? "max" : "min", threshold_mode === "rel" ? "rel" : "abs"),
});

/** GreedyLR of transformers, which is fed with the loss of every update, and the function that makes one from keywords. */
export const transformersGreedySchedules: readonly ScheduleEntry[] = [
  entry("GreedyLR"),
  { ...entry("get_greedy_schedule"), arguments: entry("").arguments.map((it) => ({ ...it, keywordOnly: true })) },
];

/** A mean over a window is no number that a rule could keep. */
function smoothIssues({ smooth }: ArgumentValues): readonly ArgumentIssue[] {
  if (!smooth) return [];
  const message = "Losses that are averaged over a window cannot be simulated yet; expected smooth=False.";
  return [{ severity: "error", argument: "smooth", message }];
}
