import { NOT_NEGATIVE, type NumberRange, POSITIVE } from "../../core/numberRange";
import { shortNumber } from "../../core/shortNumber";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry } from "./catalogue";

/** What the schedules of torch 2.13.0 have in common: arguments, defaults and ranges as their constructors have and enforce them. */

/** What a schedule of torch.optim.lr_scheduler is called, and where it stands. */
export function torchScheduleEntry(
  title: string,
): Pick<CatalogueEntry, "framework" | "name" | "aliases" | "title" | "source" | "subject"> {
  return {
    framework: "torch",
    name: `torch.optim.lr_scheduler.${title}`,
    aliases: [],
    title,
    source: "torch 2.13.0, torch/optim/lr_scheduler.py",
    subject: "optimizer",
  };
}

/** Another value than −1 resumes a run, which has no start to simulate from. */
export const lastEpoch: ArgumentDefinition = {
  name: "last_epoch",
  kind: "number",
  default: -1,
  range: { minimum: -1, maximum: -1 },
  documentation: "Number of the last step made before; −1 at the start.",
};

export const gamma = (defaultValue?: number): ArgumentDefinition => ({
  name: "gamma",
  kind: "number",
  default: defaultValue,
  advisedRange: POSITIVE,
  documentation: "The learning rate is multiplied by it at every change.",
  ruleNames: ["gamma"],
  symbol: "γ",
});

/** A count of steps for which torch takes any number. */
export const totalIterations = (documentation: string): ArgumentDefinition => ({
  name: "total_iters",
  kind: "number",
  default: 5,
  advisedRange: NOT_NEGATIVE,
  documentation,
  ruleNames: ["totalIters"],
  symbol: "steps",
});

export const lowestRate: ArgumentDefinition = {
  name: "eta_min",
  kind: "number",
  default: 0,
  advisedRange: NOT_NEGATIVE,
  documentation: "The lowest learning rate.",
  ruleNames: ["etaMin"],
  symbol: "η min",
};

/** A function of the step that makes a factor of the learning rate. */
export const stepFunction = (documentation: string): ArgumentDefinition => ({
  name: "lr_lambda",
  kind: "function",
  example: "0.9^step",
  perGroup: true,
  documentation,
  symbol: "λ",
});

/** A number that torch takes as it is, alone or as a list with one for each parameter group. */
export const perGroup = (
  name: string,
  documentation: string,
  ruleNames: readonly string[] | undefined,
  options: { readonly default?: number; readonly advisedRange?: NumberRange; readonly symbol?: string } = {},
): ArgumentDefinition => ({ name, kind: "number", perGroup: true, documentation, ruleNames, ...options });

export const cyclesMomentum: ArgumentDefinition = {
  name: "cycle_momentum",
  kind: "boolean",
  default: true,
  documentation: "Moves the optimizer's momentum, or its first β, against the learning rate.",
  symbol: "cycle momentum",
};

/** The bounds of the momentum, over all groups; null where it is left alone. */
export function momentumBounds(values: ArgumentValues): readonly [number, number] | null {
  if (values.cycle_momentum === false) return null;
  const of = (name: string) => [values[name]].flat().filter((value) => typeof value === "number");
  return [Math.min(...of("base_momentum")), Math.max(...of("max_momentum"))];
}

/** Why torch refuses a word that is none of its own. */
export function choiceIssues(values: ArgumentValues, argument: string, choices: readonly string[]): ArgumentIssue[] {
  const value = values[argument];
  if (typeof value !== "string" || choices.includes(value)) return [];
  const expected = choices.map((choice) => `"${choice}"`).join(" or ");
  return [{ severity: "error", argument, message: `${argument} is "${value}"; expected ${expected}.` }];
}

/** A value or the values of all groups, as the gist shows them. */
export function shownValue(value: ArgumentValues[string] | undefined): string {
  if (Array.isArray(value)) return value.map(shownValue).join(", ");
  if (typeof value === "number") return shortNumber(value);
  return value === undefined ? "?" : String(value);
}
