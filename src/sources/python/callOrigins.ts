import type { Key } from "./accessPath";
import { namespaceOrigins } from "./argparseNamespace";
import { callArguments } from "./callArguments";
import { isMadeInSight } from "./calledByDefault";
import { scopeWithin } from "./callSites";
import { flagDefault } from "./commandFlags";
import type { Expression } from "./expression";
import { followCall } from "./followedCalls";
import { instanceOrigins } from "./instanceOrigins";
import { ABSENT, type OriginReader, type Origins, orElse, UNKNOWN } from "./origins";
import { resolvePaths } from "./resolvePath";
import { returnedOrigins } from "./returnedOrigins";
import { bindingScope } from "./scopes";
import { soleDefinition } from "./soleDefinition";

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

/** What an attribute or item has its value from, where a call makes the object. */
export function callOrigins(call: Expression, keys: readonly Key[], reader: OriginReader): Origins {
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
  const namespace = namespaceOf(call);
  if (namespace !== null) return reader.originsOf(namespace, keys);
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
  const { node, scope } = call;
  const definition = node.firstChild && soleDefinition({ ...call, node: node.firstChild }, "ClassDefinition");
  if (!definition) return null;
  if (isDictionaryClass(definition)) return containerOrigins(call, keys, reader);
  const class_ = scopeWithin(definition.node, definition.scope.file);
  const find = () => instanceOrigins(class_, keys, { call: node, scope }, reader);
  if (class_.file === scope.file) return find();
  return (isMadeInSight(call, class_) ? followCall(class_, find) : null) ?? UNKNOWN;
}

/** `class AttrDict(dict)` of the program's own. */
function isDictionaryClass({ node, source }: Expression): boolean {
  const bases = node.getChild("ArgList");
  return bases !== null && /^\(\s*(?:dict|OrderedDict|UserDict)\s*\)$/.test(source.textOf(bases));
}

/** `vars(args)` is what `args` holds, and not a copy of it. */
export function namespaceOf({ node, scope, source }: Expression): Expression | null {
  const isVars =
    node.firstChild !== null && source.textOf(node.firstChild) === "vars" && bindingScope(scope, "vars") === null;
  const object = isVars ? callArguments(node, source)[0]?.value : null;
  return object ? { node: object, scope, source } : null;
}
