import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import { ABSENT, anyOf, type OriginReader, type Origins, UNKNOWN } from "./origins";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";

/** `self.hparams.lr`, where Lightning's `save_hyperparameters` has kept the parameters of the initializer, or an object that it is given. */
export function savedHyperparameters(
  initializer: Scope,
  [first, ...keys]: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins {
  const [name, ...rest] = keys;
  if (first !== "hparams" || typeof name !== "string") return ABSENT;
  const call = findSave(initializer.node, source);
  if (call === null) return ABSENT;
  const given = callArguments(call, source);
  const objects = given.filter((it) => it.name === null && it.value !== null && it.value.name !== "String");
  if (objects.length > 0) {
    const scope = initializer.file.scopeOf(call);
    return anyOf(
      objects.map(({ value }) => (value ? reader.originsOf({ node: value, scope, source }, keys) : UNKNOWN)),
    );
  }
  const parameter = initializer.bindings.get(name)?.find(({ kind }) => kind === "parameter");
  return parameter === undefined
    ? UNKNOWN
    : reader.originsOf({ node: parameter.node, scope: initializer, source }, rest);
}

function findSave(initializer: SyntaxNode, source: PythonSource): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  initializer.cursor().iterate(({ name, node }) => {
    const method = name === "CallExpression" ? node.firstChild?.lastChild : null;
    if (method?.name === "PropertyName" && source.textOf(method) === "save_hyperparameters") found ??= node;
    return found === null;
  });
  return found;
}
