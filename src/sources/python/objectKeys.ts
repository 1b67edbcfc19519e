import type { SyntaxNode } from "@lezer/common";
import { literalKey, startsWith } from "./accessPath";
import { callArguments } from "./callArguments";
import type { Expression } from "./expression";
import { objectWrites } from "./objectWrites";
import type { OriginReader } from "./origins";
import { childrenOf } from "./pythonSource";
import { bindingScope } from "./scopes";

/** The keys that a dictionary may have. */
export interface ObjectKeys {
  readonly names: ReadonlySet<string>;
  /** Whether it can have no others. */
  readonly isWhole: boolean;
}

/** Dictionaries that are made of one another further are not read. */
const MAXIMUM_DEPTH = 8;

/** The keys of what an expression stands for, those included that are written to it later. */
export function objectKeys(expression: Expression, reader: OriginReader): ObjectKeys {
  const collected: Collected = { names: new Set(), seen: new Set() };
  const isWhole = collectKeys(expression, collected, reader, 0);
  return { names: collected.names, isWhole };
}

interface Collected {
  readonly names: Set<string>;
  /** Where the dictionaries are made whose keys have been added. */
  readonly seen: Set<string>;
}

/** Adds the keys that the text has; false where there may be others. */
function collectKeys(expression: Expression, collected: Collected, reader: OriginReader, depth: number): boolean {
  if (depth > MAXIMUM_DEPTH) return false;
  const { found, isComplete, variables } = reader.originsOf(expression, []);
  const made = found.map((origin) => keysMade(origin, collected, reader, depth));
  const written = variables.map(({ name, home, keys }) => {
    const writes = objectWrites(home.file).byVariable({ name, home });
    for (const write of writes) {
      const key = write.keys[keys.length];
      if (!write.isAnything && typeof key === "string" && startsWith(write.keys, keys)) collected.names.add(key);
    }
    return !writes.some((write) => write.isAnything && startsWith(keys, write.keys));
  });
  return isComplete && found.length > 0 && [...made, ...written].every(Boolean);
}

/** Adds the keys that an object is made with. */
function keysMade(expression: Expression, collected: Collected, reader: OriginReader, depth: number): boolean {
  const { node, scope, source } = expression;
  const place = `${source.file} ${node.from} ${node.to}`;
  if (collected.seen.has(place)) return true;
  collected.seen.add(place);
  const children = childrenOf(node);
  const ofAll = (parts: readonly (SyntaxNode | null)[]) =>
    parts.map((part) => part !== null && collectKeys({ node: part, scope, source }, collected, reader, depth + 1));
  switch (node.name) {
    case "None":
      return true;
    case "DictionaryExpression": {
      const keys = children.filter((_, index) => children[index + 1]?.name === ":");
      const literal = keys.map((key) => literalKey(key, source));
      for (const key of literal) if (typeof key === "string") collected.names.add(key);
      const spreads = children.filter((_, index) => children[index - 1]?.name === "**");
      return literal.every((key) => typeof key === "string") && ofAll(spreads).every(Boolean);
    }
    case "ConditionalExpression": {
      const [yes, , , , no = null] = children;
      return ofAll([yes, no]).every(Boolean);
    }
    case "BinaryExpression": {
      const [left, operator, right = null] = children;
      return operator !== undefined && source.textOf(operator) === "|" && ofAll([left, right]).every(Boolean);
    }
    case "CallExpression": {
      const isDict = node.firstChild !== null && source.textOf(node.firstChild) === "dict";
      if (!isDict || bindingScope(scope, "dict") !== null) return false;
      const given = callArguments(node, source);
      for (const { name } of given) if (name !== null) collected.names.add(name);
      return ofAll(given.flatMap(({ name, value }) => (name === null ? [value] : []))).every(Boolean);
    }
    default:
      return false;
  }
}
