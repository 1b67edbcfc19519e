import { explainRule } from "../../core/rule/explanation";
import type { RuleInputs } from "../../core/rule/rule";
import { RuleError } from "../../core/rule/ruleError";
import {
  type ArgumentDefinition,
  exampleArguments,
  type OptimizerEntry,
  type ScheduleEntry,
} from "../catalogue/catalogue";
import { formulaLines } from "../catalogue/formulaLines";
import { tryParseRule } from "./tryParseRule";

/** Title, summary, formulas, arguments and source of an optimizer or a schedule, in Markdown. */
export function describeEntry(entry: OptimizerEntry | ScheduleEntry): string {
  const { title, summary, source } = entry;
  const parts = [
    `**${title}**: ${summary}`,
    assignments(formulaLines(entry, exampleArguments(entry))),
    entry.arguments
      .filter(({ kind }) => kind !== "execution")
      .map(describeArgument)
      .join("\n"),
    source,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The assignments of a rule as formulas, one a line; empty for a text that is no rule. */
export function formulasOf(text: string, inputs: RuleInputs): string {
  const rule = tryParseRule(text, inputs);
  if (rule instanceof RuleError) return "";
  return assignments(explainRule(rule));
}

/** Assignments as formulas in Markdown, one a line. */
export function assignments(lines: readonly { readonly name: string; readonly formula: string }[]): string {
  return `\`\`\`text\n${lines.map(({ name, formula }) => `${name} ← ${formula}`).join("\n")}\n\`\`\``;
}

function describeArgument({ name, default: preset, documentation }: ArgumentDefinition): string {
  return `- \`${name}${preset === undefined ? "" : `: ${JSON.stringify(preset)}`}\` ${documentation}`;
}
