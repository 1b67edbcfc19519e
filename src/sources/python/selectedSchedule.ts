import type { SyntaxNode } from "@lezer/common";
import type { SelectorEntry } from "../catalogue/catalogue";
import type { SourceIssue } from "../configuration";
import { selectSchedule } from "../training/selectSchedule";
import { bindArguments, bindHandedOn, type GivenPython } from "./bindArguments";
import type { PythonArgument } from "./callArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { keywordArguments, unlistedArguments } from "./keywordArguments";
import type { PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import type { ReadSchedule } from "./torchSchedule";

/** The schedule that a function makes of the name that it is given. */
export function readSelectedSchedule(call: FrameworkCall, entry: SelectorEntry, source: PythonSource): ReadSchedule {
  const { node, scope } = call;
  const bound = bindArguments(entry, node, scope, source);
  const unknown = (issues: readonly SourceIssue[]): ReadSchedule => ({
    schedule: null,
    unresolved: ["schedule"],
    issues: [...bound.issues, ...issues],
  });
  const name = bound.hyperparameters[entry.selector]?.value;
  const nameNode = bound.expressions.get(entry.selector);
  if (typeof name !== "string" || nameNode === undefined) {
    const message = `${entry.title}, whose ${entry.selector} cannot be read, cannot be simulated.`;
    const isRefused = bound.issues.some(({ severity }) => severity === "error");
    return unknown(isRefused ? [] : [{ severity: "information", message, range: source.rangeOf(node) }]);
  }
  const passes = Object.hasOwn(entry.choices, name) ? entry.choices[name].passes : [];
  const given = [...bound.expressions].flatMap(([argument, value]): readonly PythonArgument[] => {
    if (argument !== entry.subject && !passes.includes(argument)) return [];
    if (argument === entry.keywords) return keywordArguments(value, scope, source);
    return [{ name: argument, nameNode: null, value, spread: null }];
  });
  const spreads = bound.unresolved.filter((argument) => argument.startsWith("*"));
  const place = { range: source.rangeOf(node), nameRange: source.rangeOf(nameNode) };
  const handedOn: GivenPython = { arguments: [...given, ...spreads.map(() => unlistedArguments(node))], known: {} };
  const selected = selectSchedule(entry, name, place, (schedule) =>
    bindHandedOn(schedule, handedOn, node, scope, source),
  );
  return {
    ...selected,
    issues: [...bound.issues, ...unusedIssues(entry, name, bound.expressions, call, source), ...selected.issues],
  };
}

/** Warnings of arguments that make a difference to other schedules than this one. */
function unusedIssues(
  { title, choices, selector, subject }: SelectorEntry,
  name: string,
  expressions: ReadonlyMap<string, SyntaxNode>,
  { scope }: FrameworkCall,
  source: PythonSource,
): readonly SourceIssue[] {
  if (!Object.hasOwn(choices, name)) return [];
  return [...expressions].flatMap(([argument, expression]): readonly SourceIssue[] => {
    // Whoever lets a name choose gives the length of the training to all of them.
    const isUsed = [selector, subject, "num_training_steps", ...choices[name].passes].includes(argument);
    if (isUsed || !readValue(expression, scope, source)?.value.value) return [];
    const message = `${title} takes no notice of ${argument} for the schedule "${name}".`;
    return [{ severity: "warning", message, range: source.rangeOf(expression) }];
  });
}
