import type { SyntaxNode } from "@lezer/common";
import { nearestName } from "../../core/nearestName";
import { checkValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import type { OptimizerEntry } from "../catalogue/catalogue";
import { optimizers } from "../catalogue/findEntry";
import type { GroupConfiguration, ReadValue, SourceIssue } from "../configuration";
import { type DictionaryItem, dictionaryItems } from "./dictionaryItems";
import { readNeeded } from "./neededValue";
import { childrenOf, type PythonSource } from "./pythonSource";
import { acceptedValue } from "./pythonValue";
import { type Scope, soleAssignment } from "./scopes";

export interface ReadGroups {
  readonly groups: readonly GroupConfiguration[];
  /** `groups[1].lr` where a group's value cannot be read. */
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

/**
 * Reads torch's parameter groups: a list of dictionaries, each with `params` and values of its own. Anything else that
 * gives the parameters is one group.
 */
export function readParameterGroups(
  subject: SyntaxNode,
  entry: OptimizerEntry,
  scope: Scope,
  source: PythonSource,
): ReadGroups {
  const list = groupList(subject, scope, source);
  const groups: GroupConfiguration[] = [];
  const unresolved: string[] = [];
  const issues: SourceIssue[] = [];
  for (const [index, group] of (list?.groups ?? []).entries()) {
    const hyperparameters: Record<string, ReadValue> = {};
    for (const { name, key, value } of group) {
      if (name === entry.subject || name === "name") continue;
      const argument = entry.arguments.find((it) => it.name === name);
      if (argument === undefined) {
        const message = unknownKey(entry, name);
        if (message !== null) issues.push({ severity: "warning", message, range: source.rangeOf(key) });
        continue;
      }
      if (argument.sameInAllGroups) {
        const message = `${entry.title} takes no notice of ${name} in a parameter group; expected it in the call.`;
        issues.push({ severity: "warning", message, range: source.rangeOf(key) });
        continue;
      }
      const located = value && readNeeded(argument, entry, { node: value, scope: list?.scope ?? scope, source });
      if (located === null) {
        unresolved.push(`groups[${index}].${name}`);
        continue;
      }
      const checked = checkValue(argument, located.value, pythonWords);
      const range = source.rangeOf(value ?? key);
      for (const { severity, message } of checked.issues) issues.push({ severity, message, range });
      hyperparameters[name] = acceptedValue(checked.value, located);
    }
    groups.push({ hyperparameters });
  }
  return { groups, unresolved, issues };
}

/**
 * What to say of a key that the optimizer does not read. Null for one that is the program's own, to know its groups by: torch keeps any, and
 * only what is near a known name, or elsewhere the name of a hyperparameter, was meant to have an effect.
 */
function unknownKey(entry: OptimizerEntry, name: string): string | null {
  const known = entry.arguments.map((argument) => argument.name);
  const suggestion = entry.renamedArguments?.[name] ?? nearestName(name, known);
  if (suggestion === undefined && !namesOfHyperparameters().has(name)) return null;
  const hint = suggestion === undefined ? `known are ${known.join(", ")}.` : `did you mean ${suggestion}?`;
  return `${entry.title} takes no notice of ${name} in a parameter group; ${hint}`;
}

let everyName: ReadonlySet<string> | undefined;

/** What any optimizer calls its arguments, or has called them. */
function namesOfHyperparameters(): ReadonlySet<string> {
  everyName ??= new Set(
    optimizers.flatMap((entry) => [
      ...entry.arguments.map((argument) => argument.name),
      ...Object.keys(entry.renamedArguments ?? {}),
    ]),
  );
  return everyName;
}

/** The dictionaries of a list of groups, written in the call or in a variable assigned once. */
function groupList(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): { readonly groups: readonly (readonly DictionaryItem[])[]; readonly scope: Scope } | null {
  if (node.name === "VariableName") {
    const assignment = soleAssignment(source.textOf(node), scope);
    const isList = assignment?.value.name === "ArrayExpression";
    return isList ? groupList(assignment.value, assignment.home, source) : null;
  }
  if (node.name !== "ArrayExpression") return null;
  const items = childrenOf(node).filter((child) => !["[", "]", ","].includes(child.name));
  if (items.length === 0 || !items.every((item) => item.name === "DictionaryExpression")) return null;
  return { groups: items.map((item) => dictionaryItems(item, source)), scope };
}
