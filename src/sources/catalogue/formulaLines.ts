import type { Preparation } from "../../core/preparations/preparation";
import { preparations } from "../../core/preparations/preparationLibrary";
import { insertLines } from "../../core/preparations/preparedLines";
import { explainRule } from "../../core/rule/explanation";
import { formula } from "../../core/rule/formula";
import { parseRule, type RuleInputs } from "../../core/rule/rule";
import { displayName } from "../../core/rule/typography";
import { FRAMEWORK_SCHEDULE_INPUTS, OPTIMIZER_INPUTS, TENSOR_INPUTS } from "../../core/simulation/ruleInputs";
import { type ArgumentValues, type OptimizerEntry, ruleNumbers, type ScheduleEntry } from "./catalogue";

/** One assignment of an entry's rule. */
export interface EntryLine {
  /** The assignment as the rule has it. */
  readonly text: string;
  /** What it assigns, as people write it: `m̂`. */
  readonly name: string;
  readonly formula: string;
}

/**
 * The rule of an optimizer or a schedule as formulas, first what its states start from; the text of an algorithm, and of what
 * prepares the states of a rule, line by line.
 *
 * @param values of all arguments that decide about the text of the rule
 * @throws RuleError when the values make no rule
 */
export function formulaLines(entry: OptimizerEntry | ScheduleEntry, values: ArgumentValues): readonly EntryLine[] {
  const text = "shortTitle" in entry ? entry.rule(values) : entry.rule([values]);
  if ("algorithm" in entry && entry.algorithm !== undefined) return text.split("\n").map(algorithmLine);
  const lines = text.split("\n");
  const rule = parseRule(text, inputsOf(entry, values));
  const starts = rule.starts.map(({ name, nameRange, expression }) => ({
    text: lines[nameRange.line - 1],
    name: `${displayName(name)} at the start`,
    formula: formula(expression),
  }));
  const updates = explainRule(rule).map(({ line, name, formula: written }) => ({
    text: lines[line - 1],
    name,
    formula: written,
  }));
  const preparation = preparationOf(entry, values);
  if (preparation === undefined) return [...starts, ...updates];
  const prepared = preparation.text.split("\n").map(algorithmLine);
  return [...starts, ...insertLines(updates, preparation.fills, prepared)];
}

function preparationOf(entry: OptimizerEntry | ScheduleEntry, values: ArgumentValues): Preparation | undefined {
  if ("shortTitle" in entry) return undefined;
  const wanted = entry.preparation?.(values);
  return preparations.find(({ name }) => name === wanted);
}

function inputsOf(entry: OptimizerEntry | ScheduleEntry, values: ArgumentValues): RuleInputs {
  const named = entry.arguments.flatMap(({ ruleNames = [] }) => ruleNames);
  const numbers = new Set([...named, ...Object.keys(ruleNumbers(entry, values))]);
  const tensorInputs = preparationOf(entry, values) === undefined ? [] : TENSOR_INPUTS;
  return "shortTitle" in entry
    ? { scalars: [...FRAMEWORK_SCHEDULE_INPUTS, ...numbers], vectors: [], outputs: ["lr"] }
    : { scalars: [...OPTIMIZER_INPUTS, ...numbers, ...tensorInputs], vectors: ["p", "g"] };
}

function algorithmLine(text: string): EntryLine {
  const [name] = text.split(" = ", 1);
  return { text, name, formula: text.slice(name.length + " = ".length) };
}
