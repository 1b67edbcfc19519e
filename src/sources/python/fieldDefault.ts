import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import type { Expression } from "./expression";
import { type OriginReader, type Origins, UNKNOWN } from "./origins";
import { resolvePaths } from "./resolvePath";

/** Functions that describe a field of a dataclass, or of the libraries that took to the idea. */
const describesField = /(?:^|\.)(?:field|Field|ib|attrib|arg|mutable_field|MISSING)$/;

/**
 * What a field has its value from where it is described by a call: `field(default=1e-3)`, `field(default_factory=Config)`.
 *
 * @returns null where the expression is no such description
 */
export function fieldDefault(
  { node, scope, source }: Expression,
  keys: readonly Key[],
  reader: OriginReader,
): Origins | null {
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  const paths = callee && resolvePaths(callee, scope, source);
  if (!paths?.some((path) => describesField.test(path))) return null;
  const given = callArguments(node, source);
  const named = (name: string) => given.find((argument) => argument.name === name)?.value;
  const value = named("default") ?? given.find(({ name, spread }) => name === null && spread === null)?.value;
  if (value) return reader.originsOf({ node: value, scope, source }, keys);
  const factory = named("default_factory") ?? named("factory");
  if (!factory) return UNKNOWN;
  // A class that makes the value, or a lambda that returns it.
  const made = factory.name === "LambdaExpression" ? factory.lastChild : factory;
  return made === null ? UNKNOWN : reader.originsOf({ node: made, scope, source }, keys);
}
