import type { SyntaxNode } from "@lezer/common";
import type { PythonArgument } from "./callArguments";
import { dictionaryItems } from "./dictionaryItems";
import { childrenOf, type PythonSource } from "./pythonSource";
import { type Scope, soleAssignment } from "./scopes";

/** What a function is given by `**` of an expression: a dictionary, written in the call or in a variable assigned once, or None for nothing. */
export function keywordArguments(
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): readonly PythonArgument[] {
  if (expression.name === "None") return [];
  if (expression.name === "VariableName") {
    const assignment = soleAssignment(source.textOf(expression), scope);
    const isVariable = assignment === null || assignment.value.name === "VariableName";
    return isVariable ? [unlistedArguments(expression)] : keywordArguments(assignment.value, assignment.home, source);
  }
  if (expression.name !== "DictionaryExpression") return [unlistedArguments(expression)];
  const items = dictionaryItems(expression, source);
  const given = items.map(({ name, key, value }) => ({ name, nameNode: key, value, spread: null, scope }));
  const values = childrenOf(expression).filter(({ name }) => name === ":").length;
  const isWhole = items.length === values && !childrenOf(expression).some(({ name }) => name === "**");
  return isWhole ? given : [...given, unlistedArguments(expression)];
}

/** Arguments that the text does not list. */
export function unlistedArguments(value: SyntaxNode): PythonArgument {
  return { name: null, nameNode: null, value, spread: "**kwargs" };
}
