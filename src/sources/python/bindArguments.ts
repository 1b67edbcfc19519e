import type { SyntaxNode } from "@lezer/common";
import { type BoundArguments, bindCall, bindGiven } from "../arguments/bindCall";
import { checkValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import type { CallLanguage, GivenArguments, Report } from "../arguments/matchArguments";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { ReadValue, SourceValue } from "../configuration";
import type { PythonArgument } from "./callArguments";
import { candidatesMessage } from "./candidates";
import { givenArguments } from "./keywordArguments";
import { readNeeded } from "./neededValue";
import type { Origin } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import { acceptedValue } from "./pythonValue";
import type { Scope } from "./scopes";
import { readStepFunction } from "./stepFunction";
import { readTensorArgument } from "./tensorArgument";

/**
 * Binds the arguments of a call as Python would, and reads their values.
 *
 * @param holdsSchedule tells expressions that stand for a schedule, where an argument takes one; they are left to the caller
 */
export function bindArguments(
  entry: CatalogueEntry,
  call: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  holdsSchedule: (expression: SyntaxNode) => boolean = () => false,
): BoundArguments {
  const given = takenArguments(entry, givenArguments(call, scope, source));
  return bindCall(entry, call, given, pythonCalls(entry, given, scope, source), holdsSchedule);
}

/** What a function is given in Python. */
export interface GivenPython extends GivenArguments {
  readonly arguments: readonly PythonArgument[];
}

/** Binds arguments that a function of the framework hands on; see `bindGiven`. */
export function bindHandedOn(
  entry: CatalogueEntry,
  given: GivenPython,
  call: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  holdsSchedule: (expression: SyntaxNode) => boolean = () => false,
): BoundArguments {
  const taken = takenArguments(entry, given.arguments);
  const handed = { ...given, arguments: taken };
  return bindGiven(entry, call, handed, pythonCalls(entry, taken, scope, source), holdsSchedule);
}

/** Without those that may not be given at all, and that another class takes: one dictionary is filled for several, as conditions have it. */
function takenArguments(entry: CatalogueEntry, given: readonly PythonArgument[]): readonly PythonArgument[] {
  const isKnown = (name: string) =>
    name === entry.subject ||
    entry.arguments.some((argument) => argument.name === name) ||
    Object.hasOwn(entry.synonyms ?? {}, name);
  return given.filter(({ name, isUnread }) => !isUnread || name === null || isKnown(name));
}

/** @param scope of the call, in which the names of arguments are looked up that stand in it */
function pythonCalls(
  entry: CatalogueEntry,
  given: readonly PythonArgument[],
  scope: Scope,
  source: PythonSource,
): CallLanguage {
  return {
    rangeOf: source.rangeOf,
    readArgument: (argument, node, report) => {
      const { from = { node, scope, source }, isUnread = false } = given.find(({ value }) => value === node) ?? {};
      return isUnread ? null : readArgument(argument, entry, from, report);
    },
    surplus: ({ title }, most) => ({
      severity: "error",
      message: `${title} takes at most ${most}; expected a keyword here.`,
    }),
  };
}

/** Null where the value cannot be read; one that is wrong is reported and kept as it stands. */
export function readArgument(
  argument: ArgumentDefinition,
  entry: CatalogueEntry,
  from: Origin,
  report: Report,
): ReadValue | null {
  const { node, scope, source } = from;
  if (argument.kind === "function") {
    const value = readFunction(argument, node, scope, source);
    if (value !== null) return { value, range: source.rangeOf(node) };
    if (!argument.nullable) return null;
  }
  const isOfTensors = argument.kind === "mask" || argument.kind === "labels";
  if (isOfTensors && node.name !== "None") return readTensorArgument(argument, node, scope, source, report);
  const located = readNeeded(argument, entry, from);
  if (located === null) {
    const message = candidatesMessage(argument.name, from);
    if (message !== null) report("information", message, node);
    return null;
  }
  const checked = checkValue(argument, located.value, pythonWords);
  // An option or a parameter that is None by default has its value from the run.
  const isLeftOpen = located.value.type === "none" && located.origin !== undefined;
  if (isLeftOpen && checked.issues.length > 0) return null;
  for (const { severity, message } of checked.issues) report(severity, message, node);
  return acceptedValue(checked.value, located);
}

/** A function of the step as an expression in the rule language, or those of all groups. */
function readFunction(
  { perGroup }: ArgumentDefinition,
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): SourceValue | null {
  const isList = expression.name === "ArrayExpression" || expression.name === "TupleExpression";
  if (!perGroup || !isList) return readStepFunction(expression, scope, source);
  const entries = childrenOf(expression).filter(({ name }) => !["[", "]", "(", ")", ","].includes(name));
  const functions = entries.map((entry) => readStepFunction(entry, scope, source));
  return functions.every((text) => text !== null) ? functions : null;
}
