import { COUNT, UNIT_INTERVAL } from "../../core/numberRange";
import type { MmengineRuleOptions } from "../../core/schedules/mmengineScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry } from "./catalogue";
import { lastEpoch } from "./torchScheduleArguments";

/** What the schedulers of mmengine 0.10.7 have in common: arguments, defaults and ranges as their constructors have and enforce them. */

export function mmengineScheduleEntry(
  title: string,
): Pick<CatalogueEntry, "framework" | "name" | "aliases" | "title" | "source" | "subject"> {
  return {
    framework: "mmengine",
    name: `mmengine.optim.${title}`,
    aliases: [`mmengine.optim.scheduler.${title}`, `mmengine.optim.scheduler.lr_scheduler.${title}`],
    title,
    source: "mmengine 0.10.7, mmengine/optim/scheduler/param_scheduler.py",
    subject: "optimizer",
  };
}

/** mmengine's `INF`, the end of a scheduler that is given none where there is no training loop to take it from. */
const NO_END = 1_000_000_000;

const byEpoch: ArgumentDefinition = {
  name: "by_epoch",
  kind: "boolean",
  default: true,
  documentation: "Whether its steps are epochs, and not updates.",
  symbol: "by epoch",
};

/** What all of them are given; of the last two mmengine's runner makes use, for schedulers of a configuration file. */
export const windowArguments: readonly ArgumentDefinition[] = [
  { name: "begin", kind: "integer", default: 0, documentation: "The first step in which it acts.", symbol: "begin" },
  {
    name: "end",
    kind: "integer",
    default: NO_END,
    documentation: "The first step in which it does not act any more; of the training loop if absent.",
    symbol: "end",
  },
  { ...lastEpoch, name: "last_step" },
  byEpoch,
  { name: "verbose", kind: "execution", default: false, documentation: "Whether it prints what it does." },
  {
    name: "convert_to_iter_based",
    kind: "boolean",
    default: false,
    keywordOnly: true,
    documentation: "Whether its steps, given in epochs, are made with every update instead.",
  },
  {
    name: "epoch_length",
    kind: "integer",
    default: 1,
    keywordOnly: true,
    range: COUNT,
    documentation: "Updates in an epoch.",
    ruleNames: ["epochLength"],
  },
];

/** How a rule counts the steps. */
export function countingOf(values: ArgumentValues): MmengineRuleOptions {
  return { perEpoch: values.by_epoch !== false && !isConverted(values) && values.epoch_length !== 1 };
}

/** Steps of the scheduler in one of the steps that it is given. */
export function stepScale(values: ArgumentValues): number {
  return isConverted(values) ? numberOf(values, "epoch_length") : 1;
}

/** The numbers of the window, as all rules read them. */
export function windowNumbers(values: ArgumentValues): { begin: number; until: number } {
  const scale = stepScale(values);
  const end = numberOf(values, "end");
  return {
    begin: Math.trunc(numberOf(values, "begin") * scale),
    until: end === NO_END ? end : Math.trunc(end * scale),
  };
}

export function windowIssues({ begin, end }: ArgumentValues): readonly ArgumentIssue[] {
  if (typeof begin !== "number" || typeof end !== "number" || end > begin) return [];
  return [{ severity: "error", argument: "end", message: `end is ${end}; expected more than begin, ${begin}.` }];
}

export function numberOf(values: ArgumentValues, name: string): number {
  const value = values[name];
  return typeof value === "number" ? value : Number.NaN;
}

function isConverted({ by_epoch, convert_to_iter_based }: ArgumentValues): boolean {
  return by_epoch !== false && convert_to_iter_based === true;
}

export const factor = (
  name: string,
  preset: number,
  ruleName: string,
  symbol: string,
  documentation: string,
): ArgumentDefinition => ({
  name,
  kind: "number",
  default: preset,
  range: UNIT_INTERVAL,
  documentation,
  ruleNames: [ruleName],
  symbol,
});
