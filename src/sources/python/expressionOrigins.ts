import type { TypedValue } from "../arguments/typedValue";
import { accessPath, type Key } from "./accessPath";
import type { Expression } from "./expression";
import { objectOrigins } from "./objectOrigins";
import { inWords, type OriginReader, type Origins, UNKNOWN } from "./origins";
import { overriddenBy } from "./overrides";
import { childrenOf } from "./pythonSource";
import type { Scope, Scopes } from "./scopes";
import { lastingOrigins, variableOrigins } from "./variableOrigins";

/** Expressions that lead to others further are not followed; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 64;

/** Expressions of a file that are looked up; with more, none is. */
const MAXIMUM_LOOKED_UP = 100_000;

/** What has been found in a reading, by the scope and the place of the expression. */
const known = new WeakMap<Scope, Map<string, Origins>>();

const lookedUp = new WeakMap<Scopes, number>();

/**
 * Who looks up what expressions have their values from.
 *
 * @param readAt reads an expression at a depth
 */
export function createOriginReader(
  depth: number,
  readAt: (expression: Expression, depth: number) => TypedValue | null,
): OriginReader {
  return {
    read: (expression) => readAt(expression, depth + 1),
    atEnd: (variable, keys) =>
      depth > MAXIMUM_DEPTH ? UNKNOWN : lastingOrigins(variable, keys, createOriginReader(depth + 1, readAt)),
    originsOf(expression, keys) {
      if (depth > MAXIMUM_DEPTH) return UNKNOWN;
      const { node, scope } = expression;
      const own = known.get(scope) ?? new Map<string, Origins>();
      known.set(scope, own);
      const question = `${node.name} ${node.from} ${node.to} ${JSON.stringify(keys)}`;
      const found = own.get(question);
      if (found !== undefined) return found;
      const count = lookedUp.get(scope.file) ?? 0;
      if (count > MAXIMUM_LOOKED_UP) return UNKNOWN;
      lookedUp.set(scope.file, count + 1);
      // What is asked again on the way to its answer goes round in a circle.
      own.set(question, UNKNOWN);
      const origins = expressionOrigins(expression, keys, createOriginReader(depth + 1, readAt));
      own.set(question, origins);
      return origins;
    },
  };
}

function expressionOrigins(expression: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const { node, scope, source } = expression;
  switch (node.name) {
    case "ParenthesizedExpression": {
      const [, inner] = childrenOf(node);
      return inner === undefined ? UNKNOWN : reader.originsOf({ node: inner, scope, source }, keys);
    }
    case "NamedExpression": {
      const value = childrenOf(node).at(-1);
      return value === undefined ? UNKNOWN : reader.originsOf({ node: value, scope, source }, keys);
    }
    case "VariableName":
    case "MemberExpression": {
      const path = accessPath(node, source);
      if (path === null) return UNKNOWN;
      const root: Expression = { node: path.root, scope, source };
      const whole = [...path.keys, ...keys];
      const isVariable = path.root.name === "VariableName";
      const origins = isVariable ? variableOrigins(root, whole, reader) : reader.originsOf(root, whole);
      return keys.length > 0 ? origins : inWords(origins, inTheseWords(expression));
    }
    default:
      return objectOrigins(expression, keys, reader);
  }
}

/** An expression as it stands, in one line, with what else may change a variable of the module. */
function inTheseWords(expression: Expression): string {
  const text = expression.source.textOf(expression.node).replace(/\s+/g, " ");
  const override = overriddenBy(expression);
  return override === null ? text : `${text}, unless ${override} overrides it`;
}
