import type { SyntaxNode } from "@lezer/common";
import type { SourceValue } from "../configuration";
import { type TensorValues, type Tree, uniform } from "../parameterTree";
import { callArguments } from "./callArguments";
import { dictionaryEntries } from "./dictionaryItems";
import { readDimensionFunction } from "./dimensionFunction";
import { functionParts, type Place } from "./functionParts";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { type Scope, soleAssignment } from "./scopes";

/** Expressions nested deeper are not read; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 64;

/** A longer tree is one of a model's own making. */
const MAXIMUM_LEAVES = 1000;

/**
 * What an expression says of every tensor of a model: a literal for all, lists, tuples and dictionaries of literals for the leaves of the tree of
 * parameters, `jax.tree.map` of a function of the number of dimensions, or a function that returns one of these.
 *
 * @returns null where it depends on anything else, such as the names of parameters
 */
export function readTensorValues(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): TensorValues<SourceValue> | null {
  const place = { scope, source, locals: new Map() };
  const partial = partialMap(node, place);
  if (partial !== null) return byDimensions(partial, place);
  const found = functionParts(node, place);
  if (found === null) return valuesAt(node, place, 0);
  if (found.parameters.length !== 1) return null;
  const returned = "name" in found.body ? found.body : returnedExpression(found.body);
  return returned && valuesAt(returned, found.place, 0);
}

/** What statements return where they do nothing else. */
function returnedExpression(statements: readonly SyntaxNode[]): SyntaxNode | null {
  const [statement, ...rest] = statements;
  return statement?.name === "ReturnStatement" && rest.length === 0 ? (childrenOf(statement)[1] ?? null) : null;
}

function valuesAt(node: SyntaxNode, place: Place, depth: number): TensorValues<SourceValue> | null {
  if (depth > MAXIMUM_DEPTH) return null;
  const { scope, source, locals } = place;
  if (node.name === "ParenthesizedExpression") {
    const inner = childrenOf(node)[1];
    return inner === undefined ? null : valuesAt(inner, place, depth + 1);
  }
  if (node.name === "VariableName") {
    const name = source.textOf(node);
    const assignment = locals.has(name) ? null : soleAssignment(name, scope);
    const home = assignment && { scope: assignment.home, source, locals: new Map() };
    return assignment && home && assignment.value.name !== "FunctionDefinition"
      ? valuesAt(assignment.value, home, depth + 1)
      : null;
  }
  if (node.name === "CallExpression") {
    const mapped = mappedFunction(node, place);
    return mapped && byDimensions(mapped, place);
  }
  const work = { left: MAXIMUM_LEAVES };
  const tree = treeAt(node, place, depth, work);
  if (tree === null || work.left < 0) return null;
  return tree.kind === "leaf" ? uniform(tree.value) : { by: "leaf", tree };
}

function byDimensions(mapped: SyntaxNode, place: Place): TensorValues<SourceValue> | null {
  const values = readDimensionFunction(mapped, place);
  return values && { by: "dimensions", values };
}

const treeMap = /^jax\.(tree\.map|tree_map|tree_util\.tree_map|tree\.map_with_path|tree_util\.tree_map_with_path)$/;

function isTreeMap(callee: SyntaxNode, { scope, source }: Place): boolean {
  const paths = resolvePaths(callee, scope, source);
  return paths?.every((path) => treeMap.test(path)) ?? false;
}

/** The function of `jax.tree.map(function, params)`. */
function mappedFunction(call: SyntaxNode, place: Place): SyntaxNode | null {
  const given = plainArguments(call, place);
  if (call.firstChild === null || given?.length !== 2 || !isTreeMap(call.firstChild, place)) return null;
  const [mapped, tree] = given;
  // A tree that is spelled out is none of parameters.
  return ["DictionaryExpression", "ArrayExpression", "TupleExpression"].includes(tree.name) ? null : mapped;
}

/** The function of `functools.partial(jax.tree.map, function)`. */
function partialMap(node: SyntaxNode, place: Place): SyntaxNode | null {
  if (node.name !== "CallExpression" || node.firstChild === null) return null;
  const paths = resolvePaths(node.firstChild, place.scope, place.source);
  const given = paths?.every((path) => path === "functools.partial") ? plainArguments(node, place) : null;
  return given?.length === 2 && isTreeMap(given[0], place) ? given[1] : null;
}

/** The arguments of a call where all are positional. */
function plainArguments(call: SyntaxNode, { source }: Place): readonly SyntaxNode[] | null {
  const given = callArguments(call, source).map(({ name, value, spread }) =>
    name === null && spread === null ? value : null,
  );
  return given.every((value) => value !== null) ? given : null;
}

/** @param work bounds the leaves of a tree of which variables hold parts several times */
function treeAt(node: SyntaxNode, place: Place, depth: number, work: { left: number }): Tree<SourceValue> | null {
  work.left--;
  if (depth > MAXIMUM_DEPTH || work.left < 0) return null;
  const { scope, source, locals } = place;
  const branchesOf = (nodes: readonly SyntaxNode[]) => {
    // JAX knows no leaf at None.
    const present = nodes.filter(({ name }) => name !== "None");
    const branches = present.map((child) => treeAt(child, place, depth + 1, work));
    return branches.every((branch) => branch !== null) ? branches : null;
  };
  switch (node.name) {
    case "ArrayExpression":
    case "TupleExpression": {
      const items = childrenOf(node).filter(({ name }) => !["(", ")", "[", "]", ","].includes(name));
      const branches = branchesOf(items);
      return branches && { kind: node.name === "ArrayExpression" ? "list" : "tuple", branches };
    }
    case "DictionaryExpression": {
      const entries = sortedEntries(node, place);
      const branches = entries && branchesOf(entries.map(({ value }) => value));
      return entries && branches && { kind: "dictionary", keys: entries.map(({ key }) => key), branches };
    }
    case "VariableName": {
      const name = source.textOf(node);
      const assignment = locals.has(name) ? null : soleAssignment(name, scope);
      const home = assignment && { scope: assignment.home, source, locals: new Map() };
      return assignment && home && treeAt(assignment.value, home, depth + 1, work);
    }
    default: {
      const value = readValue(node, scope, source)?.value;
      if (value === undefined || value.type === "sequence" || value.type === "mapping") return null;
      return { kind: "leaf", value: value.value };
    }
  }
}

/** The entries of a dictionary by their keys, as JAX sorts them; null where it has others than plain ones, or cannot sort them. */
function sortedEntries(
  node: SyntaxNode,
  { scope, source }: Place,
): readonly { readonly key: string | number; readonly value: SyntaxNode }[] | null {
  const given = dictionaryEntries(node);
  if (given === null) return null;
  const entries = new Map<string | number, SyntaxNode>();
  for (const { key: keyNode, value } of given) {
    const key = readValue(keyNode, scope, source)?.value;
    if (key?.type !== "string" && key?.type !== "integer") return null;
    entries.set(key.value, value);
  }
  const keys = [...entries.keys()];
  if (new Set(keys.map((key) => typeof key)).size > 1) return null;
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, value]) => ({ key, value }));
}
