import { constants, functionNames } from "../../core/rule/functions";
import type { Rule, RuleInputs } from "../../core/rule/rule";
import { RuleError } from "../../core/rule/ruleError";
import type { Expression } from "../../core/rule/syntax";
import type { ReadValue } from "../configuration";
import {
  type ConfigurationNode,
  describeNode,
  type MappingEntry,
  placeOf,
  type ScalarNode,
} from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { acceptLeaf, describeForm } from "./acceptLeaf";
import { namePattern } from "./nativeForm";
import { rangeInScalar } from "./ruleRange";
import { tryParseRule } from "./tryParseRule";

const numberForm = { kind: "number", documentation: "" } as const;

/** What `parameters` of a rule gives to it; reports values that are no numbers and names that a rule cannot read. */
export function readParameters(
  entry: MappingEntry | undefined,
  taken: readonly string[],
  report: Report,
): ReadonlyMap<string, ReadValue> {
  const parameters = new Map<string, ReadValue>();
  if (entry === undefined) return parameters;
  if (entry.value.kind !== "mapping") {
    report(placeOf(entry), `\`${entry.key}\` is ${describeNode(entry.value)}; expected a mapping of names to numbers.`);
    return parameters;
  }
  const reserved = new Set([...taken, ...functionNames, ...Object.keys(constants), "state"]);
  for (const parameter of entry.value.entries) {
    const { key, keyRange, value } = parameter;
    const number = acceptLeaf(numberForm, value);
    if (!new RegExp(namePattern).test(key)) {
      report(keyRange, `A rule cannot read "${key}"; expected a name of letters, digits and _.`);
    } else if (reserved.has(key)) {
      report(keyRange, `\`${key}\` has a meaning of its own in a rule; expected another name.`);
    } else if (number === undefined) {
      report(placeOf(parameter), `\`${key}\` is ${describeNode(value)}; expected ${describeForm(numberForm)}.`);
      // Read as known all the same: the rule is not to be blamed for it.
      parameters.set(key, { value: Number.NaN, range: value.range });
    } else {
      parameters.set(key, { value: number, range: value.range });
    }
  }
  return parameters;
}

/** A rule as read, or the error at which reading stopped; both null for what is no rule's text at all. */
export interface ReadRule {
  readonly rule: Rule | null;
  readonly error: RuleError | null;
}

/**
 * Parses the text of a rule and reports its mistake at its place in the file. What is no text is left to `readFields`.
 *
 * @param prefix what was put before the text to make a rule of it: columns of the first line are counted without it
 */
export function readRule(node: ConfigurationNode, inputs: RuleInputs, report: Report, prefix = ""): ReadRule {
  const nothing = { rule: null, error: null };
  if (node.kind !== "scalar" || node.value === null) return nothing;
  if (node.source.startsWith(">")) {
    report(node.range, "This block joins its lines to one; write | in the place of > before a rule.");
    return nothing;
  }
  const parsed = tryParseRule(prefix + String(node.value), inputs);
  if (!(parsed instanceof RuleError)) return { rule: parsed, error: null };
  report(placeOfError(node, parsed, prefix), parsed.message);
  return { rule: null, error: parsed };
}

function placeOfError(node: ScalarNode, { line, column, endColumn }: RuleError, prefix: string) {
  const shift = line === 1 ? prefix.length : 0;
  return rangeInScalar(node, {
    line,
    column: Math.max(1, column - shift),
    endColumn: Math.max(1, endColumn - shift),
  });
}

/** Warns of parameters that the rule never reads. */
export function reportUnread(rule: Rule, parameters: ReadonlyMap<string, ReadValue>, report: Report): void {
  const read = namesRead(rule);
  for (const [name, { range }] of parameters) {
    if (!read.has(name) && range !== null) report(range, `The rule never reads \`${name}\`.`, "warning");
  }
}

/** The names on the right-hand sides of a rule. */
export function namesRead(rule: Rule): ReadonlySet<string> {
  const names = new Set<string>();
  const pending: Expression[] = [...rule.lines, ...rule.starts].map((line) => line.expression);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "name") names.add(next.name);
    else if (next.kind !== "number") pending.push(...next.operands);
  }
  return names;
}
