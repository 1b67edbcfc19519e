import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "../callArguments";
import { childrenOf, type PythonSource } from "../pythonSource";
import { readValue } from "../pythonValue";
import type { Scope } from "../scopes";

/** Lists within lists deeper than this are not read. */
const MAXIMUM_DEPTH = 10;

const fills: Readonly<Record<string, number>> = {
  zeros: 0,
  zeros_like: 0,
  zeros_initializer: 0,
  ones: 1,
  ones_like: 1,
};

/**
 * The number that every entry of an array starts from: 0 for `np.zeros_like(w)`, `[0] * 3` or `{name: torch.zeros(2) for name in names}`.
 *
 * @returns `empty` for what holds no entries yet, null where the text does not tell
 */
export function startValue(node: SyntaxNode, scope: Scope, source: PythonSource, depth = 0): number | "empty" | null {
  if (depth > MAXIMUM_DEPTH) return null;
  const within = (inner: SyntaxNode) => startValue(inner, scope, source, depth + 1);
  const value = readValue(node, scope, source)?.value;
  if (value?.type === "integer" || value?.type === "float") return value.value;
  const children = childrenOf(node).filter(({ name }) => !["(", ")", "[", "]", "{", "}", ",", ":"].includes(name));
  switch (node.name) {
    case "None":
      return "empty";
    case "ParenthesizedExpression":
      return children.length === 1 ? within(children[0]) : null;
    case "ArrayExpression":
    case "TupleExpression":
      return agreed(children.map(within));
    case "DictionaryExpression":
      // Keys and values take turns.
      return agreed(children.filter((_, index) => index % 2 === 1).map(within));
    case "ArrayComprehensionExpression":
    case "ComprehensionExpression":
    case "DictionaryComprehensionExpression": {
      const forAt = children.findIndex(({ name }) => name === "for");
      return forAt > 0 ? within(children[forAt - 1]) : null;
    }
    case "BinaryExpression": {
      const [first, operator, second] = children;
      if (second === undefined || source.textOf(operator) !== "*") return null;
      if (first.name === "ArrayExpression") return within(first);
      return within(first) === 0 || within(second) === 0 ? 0 : null;
    }
    case "CallExpression":
      return ofCall(node, source, within);
    case "LambdaExpression":
      return node.lastChild && within(node.lastChild);
    case "MemberExpression": {
      const name = source.textOf(node.lastChild ?? node);
      return Object.hasOwn(fills, name) ? fills[name] : null;
    }
    default:
      return null;
  }
}

function ofCall(
  call: SyntaxNode,
  source: PythonSource,
  within: (node: SyntaxNode) => number | "empty" | null,
): number | "empty" | null {
  const callee = call.firstChild;
  if (callee === null) return null;
  const name = source.textOf(callee.name === "MemberExpression" ? (callee.lastChild ?? callee) : callee);
  if (Object.hasOwn(fills, name)) return fills[name];
  const given = callArguments(call, source).flatMap(({ value }) => value ?? []);
  const [first, second] = given;
  switch (name) {
    case "dict":
    case "list":
    case "tuple":
      return first === undefined ? "empty" : within(first);
    case "defaultdict": {
      const made = first === undefined ? null : source.textOf(first);
      return made === "float" || made === "int" ? 0 : first === undefined ? "empty" : within(first);
    }
    case "full":
    case "full_like":
      return second === undefined ? null : within(second);
    case "map":
    case "tree_map":
    case "map_structure":
      return first === undefined ? null : within(first);
    case "array":
    case "asarray":
    case "tensor":
    case "constant":
    case "Variable":
    case "float64":
    case "float32":
    case "float":
      return first === undefined ? 0 : within(first);
    case "copy":
    case "clone":
    case "to":
    case "astype":
    case "reshape":
    case "detach":
      return callee.name === "MemberExpression" && callee.firstChild !== null ? within(callee.firstChild) : null;
    default:
      return null;
  }
}

function agreed(values: readonly (number | "empty" | null)[]): number | "empty" | null {
  const [first] = values;
  if (first === undefined) return "empty";
  return values.every((value) => value === first) ? first : null;
}
