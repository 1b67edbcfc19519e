import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { literalKey } from "./accessPath";
import { namespaceOrigins } from "./argparseNamespace";
import { callArguments } from "./callArguments";
import { decoratorsOf, scopeWithin } from "./callSites";
import { flagDefault } from "./commandFlags";
import type { Expression } from "./expression";
import { instanceOrigins } from "./instanceOrigins";
import { ABSENT, anyOf, fromOne, type OriginReader, type Origins, orElse, UNKNOWN } from "./origins";
import { childrenOf } from "./pythonSource";
import { resolvePaths } from "./resolvePath";
import { bindingScope } from "./scopes";
import { soleDefinition } from "./soleDefinition";
import { isTrue } from "./truth";

/**
 * What an attribute or item of an object has its value from, by the expression that makes the object: a dictionary, a list, a call of what makes one, a
 * class. Without keys, what a function of the file returns, else the expression itself.
 */
export function objectOrigins(expression: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const { node } = expression;
  if (keys.length === 0) {
    return (node.name === "CallExpression" && returnedOrigins(expression, keys, reader)) || fromOne(expression);
  }
  const origins = lookUp(expression, keys, reader);
  return { ...origins, objects: [...origins.objects, node] };
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
      return instanceOrigins(scopeWithin(node, scope.file), keys, "defaults", source, reader);
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

/** Classes and functions that make an object of what they are given, by the last part of their full names. */
const containers: ReadonlySet<string> = new Set([
  "AttrDict",
  "Box",
  "Bunch",
  "CfgNode",
  "ConfigDict",
  "Dict",
  "DictConfig",
  "DotMap",
  "EasyDict",
  "FrozenConfigDict",
  "Munch",
  "Namespace",
  "OmegaConf.create",
  "OrderedDict",
  "SimpleNamespace",
  "config_dict.create",
  "munchify",
]);

/** Functions that give the object that they are given, or its copy. */
const copies: ReadonlySet<string> = new Set([
  "asdict",
  "copy.copy",
  "copy.deepcopy",
  "deepcopy",
  "OmegaConf.structured",
  "OmegaConf.to_container",
]);

/** Methods that give their object, or its copy. */
const copyMethods: ReadonlySet<string> = new Set(["copy", "to_dict", "_asdict", "copy_and_resolve_references"]);

/** Functions that fill a dataclass from the command line, by the last part of their full names. */
const commandLines = /^(?:tyro\.(?:_cli\.)?cli|(?:simple_parsing|draccus|pyrallis)(?:\.\w+)*\.parse)$/;

function callOrigins(call: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const { node, scope, source } = call;
  const callee = node.firstChild;
  if (callee === null) return UNKNOWN;
  const given = callArguments(node, source);
  const first = given.find(({ name, spread }) => name === null && spread === null)?.value ?? null;
  const inFirst = () => (first === null ? UNKNOWN : reader.originsOf({ node: first, scope, source }, keys));
  const [path = null, ...others] = resolvePaths(callee, scope, source) ?? [];
  if (path !== null && others.length === 0) {
    if (containers.has(path) || containers.has(lastNames(path, 1)) || containers.has(lastNames(path, 2))) {
      return containerOrigins(call, keys, reader);
    }
    if (copies.has(lastNames(path, 1)) || copies.has(lastNames(path, 2))) return inFirst();
    if (commandLines.test(path)) {
      const named = given.find(({ name }) => name === "config_class")?.value;
      return named ? reader.originsOf({ node: named, scope, source }, keys) : inFirst();
    }
    if (path === "dataclasses.replace") return replacedOrigins(call, keys, inFirst, reader);
    if (path === "wandb.init") return keys[0] === "config" ? initialConfiguration(call, keys, reader) : UNKNOWN;
  }
  const name = source.textOf(callee);
  const isBuiltin = callee.name === "VariableName" && bindingScope(scope, name) === null;
  if (isBuiltin && name === "dict") return containerOrigins(call, keys, reader);
  if (isBuiltin && name === "vars") return inFirst();
  if (callee.name === "MemberExpression" && callee.firstChild !== null) {
    const object: Expression = { ...call, node: callee.firstChild };
    const method = name.replace(/^.*\./s, "");
    if (copyMethods.has(method)) return reader.originsOf(object, keys);
    if (method === "_replace") return replacedOrigins(call, keys, () => reader.originsOf(object, keys), reader);
    if (method === "parse_args_into_dataclasses") return parsedDataclass(object, keys, reader);
  }
  return (
    namespaceOrigins(call, keys, reader) ??
    (keys[0] === "value" && keys.length === 1 ? flagDefault(call, reader) : null) ??
    madeByClass(call, keys, reader) ??
    returnedOrigins(call, keys, reader) ??
    UNKNOWN
  );
}

function lastNames(path: string, count: number): string {
  return path.split(".").slice(-count).join(".");
}

/** `dict(base, lr=1e-3, **others)`: what is named wins over the object that it is made of. */
function containerOrigins({ node, scope, source }: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const [key, ...rest] = keys;
  const given = callArguments(node, source);
  if (given.some(({ spread }) => spread === "*args")) return UNKNOWN;
  return given.reduce((found: Origins, { name, value }): Origins => {
    if (value === null) return found;
    if (name !== null) return name === key ? reader.originsOf({ node: value, scope, source }, rest) : found;
    return orElse(reader.originsOf({ node: value, scope, source }, keys), () => found);
  }, ABSENT);
}

function replacedOrigins(
  { node, scope, source }: Expression,
  keys: readonly Key[],
  before: () => Origins,
  reader: OriginReader,
): Origins {
  const [key, ...rest] = keys;
  const given = callArguments(node, source);
  if (given.some(({ spread }) => spread !== null)) return UNKNOWN;
  const value = given.find(({ name }) => name === key)?.value;
  return value ? reader.originsOf({ node: value, scope, source }, rest) : before();
}

function initialConfiguration(
  { node, scope, source }: Expression,
  keys: readonly Key[],
  reader: OriginReader,
): Origins {
  const value = callArguments(node, source).find(({ name }) => name === "config")?.value;
  return value ? reader.originsOf({ node: value, scope, source }, keys.slice(1)) : UNKNOWN;
}

/** `HfArgumentParser((ModelArguments, DataArguments))`, which makes one object of each. */
function parsedDataclass(parser: Expression, [index, ...rest]: readonly Key[], reader: OriginReader): Origins {
  const { found, isComplete } = reader.originsOf(parser, []);
  const [only] = found;
  if (typeof index !== "number" || found.length !== 1 || !isComplete || only.node.name !== "CallExpression") {
    return UNKNOWN;
  }
  const { node, scope, source } = only;
  const [classes] = callArguments(node, source).filter(({ name }) => name === null || name === "dataclass_types");
  if (!classes?.value) return UNKNOWN;
  const isList = classes.value.name === "TupleExpression" || classes.value.name === "ArrayExpression";
  if (!isList && index > 0) return UNKNOWN;
  return reader.originsOf({ node: classes.value, scope, source }, isList ? [index, ...rest] : rest);
}

function madeByClass(call: Expression, keys: readonly Key[], reader: OriginReader): Origins | null {
  const { node, scope, source } = call;
  const definition = node.firstChild && soleDefinition({ ...call, node: node.firstChild }, "ClassDefinition");
  if (!definition) return null;
  const class_ = scopeWithin(definition, scope.file);
  if (isDictionaryClass(definition, source.textOf)) return containerOrigins(call, keys, reader);
  return instanceOrigins(class_, keys, { call: node, scope }, source, reader);
}

/** `class AttrDict(dict)` of the file's own. */
function isDictionaryClass(definition: SyntaxNode, textOf: (node: SyntaxNode) => string): boolean {
  const bases = definition.getChild("ArgList");
  return bases !== null && /^\(\s*(?:dict|OrderedDict|UserDict)\s*\)$/.test(textOf(bases));
}

/** What a function of the file returns; null where the call is of something else, or of a function that is called in another way. */
function returnedOrigins(call: Expression, keys: readonly Key[], reader: OriginReader): Origins | null {
  const { node, scope, source } = call;
  const definition = node.firstChild && soleDefinition({ ...call, node: node.firstChild }, "FunctionDefinition");
  if (!definition || definition.firstChild?.name === "async" || decoratorsOf(definition).length > 0) return null;
  const returns = returnsOf(definition);
  if (returns === null || returns.length === 0) return null;
  const inside = scopeWithin(definition, scope.file);
  const returned = returns.map((statement): Origins => {
    const values = childrenOf(statement).slice(1);
    if (values.length === 0) return UNKNOWN;
    return reader.originsOf({ node: values.length === 1 ? values[0] : statement, scope: inside, source }, keys);
  });
  // Behind its last statement, a function returns None.
  const body = definition.getChild("Body");
  return anyOf(body !== null && alwaysReturns(body) ? returned : [...returned, UNKNOWN]);
}

/** Whether a block never comes to its end. */
function alwaysReturns(block: SyntaxNode): boolean {
  const last = childrenOf(block).at(-1);
  if (last?.name === "WithStatement") return last.getChildren("Body").every(alwaysReturns);
  if (last?.name !== "IfStatement") return last?.name === "ReturnStatement" || last?.name === "RaiseStatement";
  const bodies = last.getChildren("Body");
  return bodies.at(-1)?.prevSibling?.name === "else" && bodies.every(alwaysReturns);
}

/** The `return` statements of a function; null for a generator. */
function returnsOf(definition: SyntaxNode): readonly SyntaxNode[] | null {
  const found: SyntaxNode[] = [];
  let yields = false;
  definition
    .getChild("Body")
    ?.cursor()
    .iterate(({ name, node }) => {
      if (name === "ReturnStatement") found.push(node);
      yields ||= name === "YieldExpression" || name === "YieldStatement" || name === "yield";
      return !["FunctionDefinition", "LambdaExpression", "ClassDefinition"].includes(name);
    });
  return yields ? null : found;
}
