import type { SyntaxNode } from "@lezer/common";
import { type BoundArguments, bindCall } from "../arguments/bindCall";
import { checkValue } from "../arguments/checkValue";
import { javascriptWords } from "../arguments/languageWords";
import type { CallArgument, CallLanguage, Report } from "../arguments/matchArguments";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { ReadValue } from "../configuration";
import { childrenOf } from "../syntaxSource";
import type { JavascriptSource } from "./javascriptSource";
import { isUndefined, readValue } from "./javascriptValue";
import type { Call, Scope } from "./scopes";

/** Binds the arguments of a call as JavaScript would, by their places, and reads their values. */
export function bindArguments(entry: CatalogueEntry, { node, scope }: Call, source: JavascriptSource): BoundArguments {
  return bindCall(
    entry,
    node,
    callArguments(node),
    callLanguage(() => scope, source),
    () => false,
  );
}

/** @param scopeOf the scope that an argument stands in */
export function callLanguage(scopeOf: (expression: SyntaxNode) => Scope, source: JavascriptSource): CallLanguage {
  return {
    rangeOf: source.rangeOf,
    readArgument: (argument, expression, report) =>
      readArgument(argument, expression, scopeOf(expression), source, report),
    surplus: ({ title }, most) => ({
      severity: "warning",
      message: `${title} takes at most ${most}, and no notice of this one.`,
    }),
    ignoresUnknown: true,
  };
}

/** The arguments of a call in the order of the text, up to the first that stands for more of them. */
function callArguments(call: SyntaxNode): readonly CallArgument[] {
  const list = call.getChild("ArgList");
  const given: CallArgument[] = [];
  for (const child of list === null ? [] : childrenOf(list)) {
    if (["(", ")", ","].includes(child.name) || child.type.isError) continue;
    if (child.name === "Spread") return [...given, { ...positional(null), spread: "...args" }];
    given.push(positional(child));
  }
  return given;
}

function positional(value: SyntaxNode | null): CallArgument {
  return { name: null, nameNode: null, value, spread: null };
}

/** Null where the value cannot be read; one that is wrong is reported and kept as it stands. */
function readArgument(
  argument: ArgumentDefinition,
  expression: SyntaxNode,
  scope: Scope,
  source: JavascriptSource,
  report: Report,
): ReadValue | null {
  const range = source.rangeOf(expression);
  if (isUndefined(expression, scope, source)) {
    if (argument.default !== undefined) return { value: argument.default, range };
    report("error", `${argument.name} is undefined, and has no default: ${argument.documentation}`, expression);
    return { value: null, range };
  }
  const located = readValue(expression, scope, source);
  if (located === null) return null;
  // null stands for the default where it may be given.
  if (located.value.type === "none" && argument.nullable) return { value: argument.default ?? null, range };
  const checked = checkValue(argument, located.value, javascriptWords);
  for (const { severity, message } of checked.issues) report(severity, message, expression);
  return { value: checked.value, range: source.rangeOf(located.node) };
}
