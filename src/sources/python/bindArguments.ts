import type { SyntaxNode } from "@lezer/common";
import { type BoundArguments, bindCall, bindGiven } from "../arguments/bindCall";
import { checkValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import type { CallLanguage, GivenArguments, Report } from "../arguments/matchArguments";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { ReadValue, SourceValue } from "../configuration";
import { callArguments, type PythonArgument } from "./callArguments";
import { childrenOf, type PythonSource } from "./pythonSource";
import { acceptedValue, readValue } from "./pythonValue";
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
  return bindCall(
    entry,
    call,
    callArguments(call, source),
    pythonCalls(() => scope, source),
    holdsSchedule,
  );
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
): BoundArguments {
  const scopes = new Map(given.arguments.map((argument) => [argument.value, argument.scope]));
  return bindGiven(
    entry,
    call,
    given,
    pythonCalls((expression) => scopes.get(expression) ?? scope, source),
  );
}

/** @param scopeOf in which the names of an expression are looked up */
function pythonCalls(scopeOf: (expression: SyntaxNode) => Scope, source: PythonSource): CallLanguage {
  return {
    rangeOf: source.rangeOf,
    readArgument: (argument, expression, report) =>
      readArgument(argument, expression, scopeOf(expression), source, report),
    surplus: ({ title }, most) => ({
      severity: "error",
      message: `${title} takes at most ${most}; expected a keyword here.`,
    }),
  };
}

/** Null where the value cannot be read; one that is wrong is reported and kept as it stands. */
function readArgument(
  argument: ArgumentDefinition,
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  report: Report,
): ReadValue | null {
  if (argument.kind === "function") {
    const value = readFunction(argument, expression, scope, source);
    if (value !== null) return { value, range: source.rangeOf(expression) };
    if (!argument.nullable) return null;
  }
  const isOfTensors = argument.kind === "mask" || argument.kind === "labels";
  if (isOfTensors && expression.name !== "None") return readTensorArgument(argument, expression, scope, source, report);
  const located = readValue(expression, scope, source);
  if (located === null) return null;
  const checked = checkValue(argument, located.value, pythonWords);
  for (const { severity, message } of checked.issues) report(severity, message, expression);
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
