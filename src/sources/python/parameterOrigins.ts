import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import { type CallSite, callSites, callsNamed, decoratorNames, selfOf, spawnSites } from "./callSites";
import { optionOfDecorators, typerDefault } from "./commandOptions";
import type { Expression } from "./expression";
import { mayLookUp } from "./followedCalls";
import { functionParameters, type Parameter } from "./functionParameters";
import { importedCallSites } from "./importedCallSites";
import { instanceOrigins } from "./instanceOrigins";
import { ABSENT, anyOf, inWords, type OriginReader, type Origins, orElse, UNKNOWN } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";
import { soleDefinition } from "./soleDefinition";

/**
 * What a parameter of a function, or something reached from it, has its value from: what the calls of the function in the same file, and in the one
 * that is read, give it, else its default.
 */
export function parameterOrigins(
  function_: Scope,
  name: string,
  keys: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins {
  if (!mayLookUp(function_)) return UNKNOWN;
  const self = selfOf(function_);
  if (self === name && function_.parent !== null) {
    return keys.length === 0 ? UNKNOWN : instanceOrigins(function_.parent, keys, null, reader);
  }
  const definition = function_.node;
  const option = optionOfDecorators(function_, name, keys, source, reader);
  if (option !== null) return option;
  const { parameters } = functionParameters(definition, source);
  const known = self === null ? parameters : parameters.slice(1);
  const sought: Sought = { function: function_, name, keys, known, source, reader };
  if (!known.some((parameter) => parameter.name === name)) return restOrigins(sought);
  const called = sitesOf(function_).map((site) => givenAt(site, sought));
  const spawned = spawnSites(definition, function_.file).map((site) => spawnedWith(site, sought));
  const given = [...called, ...spawned];
  if (given.length === 0) return ungiven(sought);
  return keys.length > 0 ? anyOf(given) : inWords(anyOf(given), `parameter ${name} of ${titleOf(function_, source)}`);
}

interface Sought {
  readonly function: Scope;
  readonly name: string;
  readonly keys: readonly Key[];
  /** The parameters that calls give: all but the object of a method. */
  readonly known: readonly Parameter[];
  readonly source: PythonSource;
  readonly reader: OriginReader;
}

/** The calls of a function in its own file, and in the one that is read where that imports it. */
function sitesOf({ node, file }: Scope): readonly CallSite[] {
  return [...callSites(node, file), ...importedCallSites(node, file)];
}

/** What a call gives a parameter. */
function givenAt({ call, scope }: CallSite, sought: Sought): Origins {
  const { name, keys, known, reader } = sought;
  const { source } = scope.file;
  let position = 0;
  let fromSpread: Origins = ABSENT;
  for (const given of callArguments(call, source)) {
    const { value } = given;
    const target = given.name ?? (given.spread === null ? known[position++]?.name : null);
    if (given.spread === "*args" || (target === name && value === null)) return UNKNOWN;
    if (value === null) continue;
    if (given.spread !== null) {
      fromSpread = orElse(fromSpread, () => reader.originsOf({ node: value, scope, source }, [name, ...keys]));
    } else if (target === name) return reader.originsOf({ node: value, scope, source }, keys);
  }
  return orElse(fromSpread, () => byDefault(sought));
}

/** What `spawn(function, args=(…))` gives a parameter behind the number of the process. */
function spawnedWith({ call, scope }: CallSite, sought: Sought): Origins {
  const { name, keys, known, source, reader } = sought;
  const list = callArguments(call, source).find((given) => given.name === "args")?.value;
  const position = known.findIndex((parameter) => parameter.name === name) - 1;
  if (!list || position < 0) return UNKNOWN;
  return reader.originsOf({ node: list, scope, source }, [position, ...keys]);
}

/** A parameter of a function that nothing in the file calls. */
function ungiven(sought: Sought): Origins {
  const { function: function_, keys, known, name, source } = sought;
  const parameter = known.find((it) => it.name === name);
  if (parameter?.byDefault) return byDefault(sought);
  const annotated = annotatedClass(sought);
  if (annotated !== null) return annotated;
  return keys.length === 0 ? UNKNOWN : parsedArguments(name, function_, keys, source, sought.reader);
}

function byDefault(sought: Sought): Origins {
  const { function: function_, name, keys, known, source, reader } = sought;
  const node = known.find((parameter) => parameter.name === name)?.byDefault;
  // A function that a library calls through its decorator may be given an object of the class that the text names.
  const isDecorated = decoratorNames(function_.node, source).length > 0;
  if (!node) return (isDecorated && annotatedClass(sought)) || UNKNOWN;
  const expression: Expression = { node, scope: function_.parent ?? function_, source };
  const words = `default of parameter ${name} of ${titleOf(function_, source)}`;
  return typerDefault(expression, name, reader) ?? inWords(reader.originsOf(expression, keys), words);
}

function titleOf({ node, parent }: Scope, source: PythonSource): string {
  const name = node.getChild("VariableName");
  if (name === null || node.name === "LambdaExpression") return "a lambda";
  const isConstructor = source.textOf(name) === "__init__" && parent?.kind === "class";
  const title = isConstructor ? parent.node.getChild("VariableName") : name;
  return `${source.textOf(title ?? name)}()`;
}

/** An attribute of the class of the file that a parameter is annotated with, as it is by default. */
function annotatedClass({ function: function_, name, keys, known, source, reader }: Sought): Origins | null {
  const node = known.find((parameter) => parameter.name === name)?.annotation;
  if (node?.name !== "VariableName" || keys.length === 0) return null;
  // Hydra fills such a parameter from its files.
  if (decoratorNames(function_.node, source).some((decorator) => decorator.includes("hydra"))) return null;
  const scope = function_.parent ?? function_;
  const class_ = soleDefinition({ node, scope, source }, "ClassDefinition");
  return class_ && reader.originsOf({ node, scope, source }, keys);
}

/** Where the file parses its command line once, into a variable of this name, the parameter is taken for the same. */
function parsedArguments(
  name: string,
  { file }: Scope,
  keys: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins {
  const calls = ["parse_args", "parse_known_args"].flatMap((method) => callsNamed(method, file));
  const [only] = calls;
  if (calls.length !== 1 || only.call.parent?.name !== "AssignStatement") return UNKNOWN;
  const [target] = childrenOf(only.call.parent);
  if (source.textOf(target) !== name) return UNKNOWN;
  return reader.originsOf({ node: only.call, scope: only.scope, source }, keys);
}

/** `kwargs` of `def make(**kwargs)`: what the calls give by other names than the parameters have. */
function restOrigins({ function: function_, name, keys, known, source, reader }: Sought): Origins {
  const [key, ...rest] = keys;
  if (typeof key !== "string" || !isKeywordRest(function_.node, name, source)) return UNKNOWN;
  if (known.some((parameter) => parameter.name === key)) return ABSENT;
  const given = sitesOf(function_).map(({ call, scope }): Origins => {
    const { source: calling } = scope.file;
    const parts = callArguments(call, calling);
    const own = parts.find((part) => part.name === key)?.value;
    if (own) return reader.originsOf({ node: own, scope, source: calling }, rest);
    const spreads = parts.flatMap(({ spread, value }) => (spread === "**kwargs" && value ? [value] : []));
    return spreads.reduce(
      (before, node) => orElse(before, () => reader.originsOf({ node, scope, source: calling }, keys)),
      ABSENT,
    );
  });
  return given.length === 0 ? UNKNOWN : anyOf(given);
}

function isKeywordRest(definition: SyntaxNode, name: string, source: PythonSource): boolean {
  const list = definition.getChild("ParamList");
  const stars = list === null ? [] : childrenOf(list).filter((child) => child.name === "**");
  return stars.some((star) => star.nextSibling !== null && source.textOf(star.nextSibling) === name);
}
