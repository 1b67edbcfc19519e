import type { SyntaxNode } from "@lezer/common";
import { nearestName } from "../../core/nearestName";
import { checkValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import type { OptimizerEntry } from "../catalogue/catalogue";
import { optimizers } from "../catalogue/findEntry";
import type { GroupConfiguration, ReadValue, SourceIssue } from "../configuration";
import { groupList } from "./groupLists";
import { readNeeded } from "./neededValue";
import type { PythonSource } from "./pythonSource";
import { acceptedValue } from "./pythonValue";
import type { Scope } from "./scopes";

export interface ReadGroups {
  readonly groups: readonly GroupConfiguration[];
  /** Arguments that groups give which cannot be told from the text: what the call has for them may be the value of none. */
  readonly undecided: readonly string[];
  /** `groups[1].lr` where a group's value cannot be read. */
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

export const noGroups: ReadGroups = { groups: [], undecided: [], unresolved: [], issues: [] };

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
  const list = groupList({ node: subject, scope, source });
  const isOwn = (name: string | null) => name !== entry.subject && name !== "name";
  const named = new Set(list.groups.flatMap((group) => group.flatMap(({ name }) => (isOwn(name) ? [name] : []))));
  if (!list.isDecided) return undecidedGroups(subject, entry, named, source);
  // Of what is the same for every parameter there is one group as well as many.
  if (list.isOpen && named.size === 0) return noGroups;
  const groups: GroupConfiguration[] = [];
  const unresolved: string[] = [];
  const issues: SourceIssue[] = [];
  for (const [index, group] of list.groups.entries()) {
    const hyperparameters: Record<string, ReadValue> = {};
    for (const { name, node, from } of group) {
      if (!isOwn(name)) continue;
      if (name === null) {
        unresolved.push(`groups[${index}].**`);
        continue;
      }
      const range = source.rangeOf(node);
      const argument = entry.arguments.find((it) => it.name === name);
      if (argument === undefined) {
        const message = unknownKey(entry, name);
        if (message !== null) issues.push({ severity: "warning", message, range });
        continue;
      }
      if (argument.sameInAllGroups) {
        const message = `${entry.title} takes no notice of ${name} in a parameter group; expected it in the call.`;
        issues.push({ severity: "warning", message, range });
        continue;
      }
      const located = from && readNeeded(argument, entry, from);
      if (located === null) {
        unresolved.push(`groups[${index}].${name}`);
        continue;
      }
      const checked = checkValue(argument, located.value, pythonWords);
      const place = from?.source === source ? source.rangeOf(from.node) : range;
      for (const { severity, message } of checked.issues) issues.push({ severity, message, range: place });
      hyperparameters[name] = acceptedValue(checked.value, located);
    }
    groups.push({ hyperparameters });
  }
  if (list.isOpen) {
    const message = `How many parameter groups this ${entry.title} gets is known to the run alone; a simulation has one for each dictionary of the text.`;
    issues.push({ severity: "information", message, range: source.rangeOf(subject) });
  }
  return { groups, undecided: [], unresolved, issues };
}

function undecidedGroups(
  subject: SyntaxNode,
  entry: OptimizerEntry,
  named: ReadonlySet<string | null>,
  source: PythonSource,
): ReadGroups {
  const undecided = entry.arguments.map(({ name }) => name).filter((name) => named.has(name));
  if (undecided.length === 0) return noGroups;
  const message = `Which parameter groups this ${entry.title} gets cannot be told from the text; they may have ${undecided.join(", ")} of their own.`;
  return { ...noGroups, undecided, issues: [{ severity: "information", message, range: source.rangeOf(subject) }] };
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
