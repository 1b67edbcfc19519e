import { NOT_NEGATIVE } from "../../core/numberRange";
import { torchPlateauRule } from "../../core/schedules/torchScheduleRules";
import type { ArgumentDefinition, ScheduleEntry } from "./catalogue";
import { choiceIssues, perGroup, torchScheduleEntry } from "./torchScheduleArguments";

/** A word among the arguments of a schedule that watches the loss. */
export const plateauWord = (name: string, preset: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "string",
  default: preset,
  documentation,
  symbol: name.replaceAll("_", " "),
});

/** A number among them. */
export const plateauNumber = (
  name: string,
  preset: number,
  ruleName: string,
  documentation: string,
): ArgumentDefinition => ({
  name,
  kind: "number",
  default: preset,
  advisedRange: NOT_NEGATIVE,
  documentation,
  ruleNames: [ruleName],
  symbol: name.replaceAll("_", " "),
});

/** torch's ReduceLROnPlateau, which is fed with the loss of every update. */
export const torchPlateauSchedule: ScheduleEntry = {
  ...torchScheduleEntry("ReduceLROnPlateau"),
  shortTitle: "on plateau",
  takesLoss: true,
  summary: "Multiplies the learning rate by a factor when the loss has not got better for some steps.",
  arguments: [
    plateauWord("mode", "min", 'Which loss is the better one: "min" for the lower.'),
    {
      ...plateauNumber("factor", 0.1, "factor", "The learning rate is multiplied by it."),
      range: { exclusiveMaximum: 1 },
    },
    plateauNumber("patience", 10, "patience", "Steps without a better loss that are let pass."),
    plateauNumber("threshold", 1e-4, "threshold", "By how much a loss has to be better than the best."),
    plateauWord(
      "threshold_mode",
      "rel",
      'What the threshold is: "rel" for a share of the best loss, "abs" for a difference.',
    ),
    plateauNumber("cooldown", 0, "cooldown", "Steps after a reduction in which none is counted."),
    perGroup("min_lr", "The learning rate never falls below it.", ["minLr"], {
      default: 0,
      advisedRange: NOT_NEGATIVE,
      symbol: "min lr",
    }),
    { ...plateauNumber("eps", 1e-8, "minChange", "Smaller changes are not made."), symbol: undefined },
  ],
  check: (values) => [
    ...choiceIssues(values, "mode", ["min", "max"]),
    ...choiceIssues(values, "threshold_mode", ["rel", "abs"]),
  ],
  rule: ({ mode, threshold_mode }) =>
    torchPlateauRule(mode === "max" ? "max" : "min", threshold_mode === "abs" ? "abs" : "rel"),
};
