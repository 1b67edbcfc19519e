import type { Key } from "./accessPath";
import { literalKey } from "./accessPath";
import { callOrigins, namespaceOf } from "./callOrigins";
import { scopeWithin } from "./callSites";
import type { Expression } from "./expression";
import { instanceOrigins } from "./instanceOrigins";
import { ABSENT, anyOf, fromOne, type OriginReader, type Origins, orElse, UNKNOWN } from "./origins";
import { childrenOf } from "./pythonSource";
import { returnedOrigins } from "./returnedOrigins";
import { isTrue } from "./truth";

/**
 * What an attribute or item of an object has its value from, by the expression that makes the object: a dictionary, a list, a call of what makes one, a
 * class. Without keys, what a function of the file returns, else the expression itself.
 */
export function objectOrigins(expression: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const { node } = expression;
  if (keys.length === 0) {
    if (node.name !== "CallExpression") return fromOne(expression);
    const same = namespaceOf(expression);
    return same === null
      ? (returnedOrigins(expression, keys, reader) ?? fromOne(expression))
      : reader.originsOf(same, keys);
  }
  const origins = lookUp(expression, keys, reader);
  return { ...origins, objects: [...origins.objects, expression] };
}

function lookUp(expression: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const { node, scope, source } = expression;
  switch (node.name) {
    case "DictionaryExpression":
      return itemOrigins(expression, keys, reader);
    case "TupleExpression":
    case "ArrayExpression":
    case "ReturnStatement":
      return elementOrigins(expression, keys, reader);
    case "ConditionalExpression": {
      const [yes, , condition, , no] = childrenOf(node);
      if (condition === undefined || no === undefined) return UNKNOWN;
      const truth = reader.read({ node: condition, scope, source });
      const [first, second] = [yes, no].map((branch) => () => reader.originsOf({ node: branch, scope, source }, keys));
      return truth === null ? anyOf([first(), second()]) : isTrue(truth) ? first() : second();
    }
    case "BinaryExpression": {
      // `defaults | {"lr": 0.1}`
      const [left, operator, right] = childrenOf(node);
      if (right === undefined || source.textOf(operator) !== "|") return UNKNOWN;
      const [base, own] = [left, right].map((part) => () => reader.originsOf({ node: part, scope, source }, keys));
      return orElse(own(), base);
    }
    case "ClassDefinition":
      return instanceOrigins(scopeWithin(node, scope.file), keys, "defaults", reader);
    case "CallExpression":
      return callOrigins(expression, keys, reader);
    default:
      return UNKNOWN;
  }
}

/** Of `{"lr": 1e-3, **others}`, where the last that has the key wins. */
function itemOrigins({ node, scope, source }: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const [key, ...rest] = keys;
  let found: Origins = ABSENT;
  const children = childrenOf(node);
  for (const [index, child] of children.entries()) {
    const next = children[index + 1];
    if (child.name === "**" && next !== undefined) {
      const before = found;
      found = orElse(reader.originsOf({ node: next, scope, source }, keys), () => before);
    } else if (child.name === ":" && next !== undefined) {
      const name = literalKey(children[index - 1], source);
      if (name === key) found = reader.originsOf({ node: next, scope, source }, rest);
      // A key that is worked out may be this one.
      else if (name === null) found = anyOf([found, UNKNOWN]);
    }
  }
  return found;
}

function elementOrigins({ node, scope, source }: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const [key, ...rest] = keys;
  const elements = childrenOf(node).filter(({ name }) => !["(", ")", "[", "]", ",", "return"].includes(name));
  const isSpread = elements.some(({ name }) => name === "*");
  if (typeof key !== "number" || isSpread || elements[key] === undefined) return UNKNOWN;
  return reader.originsOf({ node: elements[key], scope, source }, rest);
}
