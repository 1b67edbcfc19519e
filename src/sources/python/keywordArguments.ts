import type { SyntaxNode } from "@lezer/common";
import { withAliasWrites } from "./aliasWrites";
import { callArguments, type PythonArgument } from "./callArguments";
import type { Expression } from "./expression";
import { objectKeys } from "./objectKeys";
import type { OriginReader } from "./origins";
import type { PythonSource } from "./pythonSource";
import { originReader } from "./pythonValue";
import type { Scope } from "./scopes";

/** The arguments of a call, with those that `**` hands on from a dictionary that can be read. */
export function givenArguments(call: SyntaxNode, scope: Scope, source: PythonSource): readonly PythonArgument[] {
  return callArguments(call, source).flatMap((given): readonly PythonArgument[] => {
    const isDictionary = given.spread === "**kwargs" && given.value !== null;
    return isDictionary ? keywordArguments(given.value, scope, source) : [given];
  });
}

/** What a function is given by `**` of an expression: the items of a dictionary that can be followed to where it is made, or None for nothing. */
export function keywordArguments(node: SyntaxNode, scope: Scope, source: PythonSource): readonly PythonArgument[] {
  const reader = originReader();
  const expression: Expression = { node, scope, source };
  const { names, isWhole } = objectKeys(expression, reader);
  const given = [...names].flatMap((name) => itemArgument(name, expression, reader));
  return isWhole ? given : [...given, unlistedArguments(node)];
}

/** The item of a dictionary as an argument; none where it has no such item. */
function itemArgument(name: string, dictionary: Expression, reader: OriginReader): readonly PythonArgument[] {
  const { node, source } = dictionary;
  const origins = withAliasWrites(reader.originsOf(dictionary, [name]), name, dictionary, reader);
  const { found, isComplete, mayBeAbsent } = origins;
  const [origin] = found;
  if (origin === undefined && isComplete) return [];
  if (found.length !== 1 || !isComplete || mayBeAbsent) {
    return [{ name, nameNode: null, value: node, spread: null, isUnread: true }];
  }
  const words = node.name === "DictionaryExpression" ? undefined : `${source.textOf(node)}["${name}"]`;
  const from = { ...(words === undefined ? {} : { words }), ...origin };
  return [{ name, nameNode: nameBefore(origin.node), value: origin.node, spread: null, from }];
}

/** The key of an item, or the name of a keyword. */
function nameBefore(value: SyntaxNode): SyntaxNode | null {
  const sign = value.prevSibling;
  return sign?.name === ":" || sign?.name === "AssignOp" ? sign.prevSibling : null;
}

/** Arguments that the text does not list. */
export function unlistedArguments(value: SyntaxNode): PythonArgument {
  return { name: null, nameNode: null, value, spread: "**kwargs" };
}
