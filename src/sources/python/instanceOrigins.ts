import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import { basesOf, type CallSite, callSites, scopeWithin } from "./callSites";
import { fieldDefault } from "./fieldDefault";
import { functionParameters } from "./functionParameters";
import { objectWrites } from "./objectWrites";
import { ABSENT, anyOf, inWords, type OriginReader, type Origins, orElse, UNKNOWN } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import { placesAtEnd } from "./reachingPlaces";
import { savedHyperparameters } from "./savedHyperparameters";
import type { Scope } from "./scopes";
import { isTrue } from "./truth";
import { byWrite, mayWrite } from "./writeOrigins";

/** How an object of a class is made: by a call, by any of the file's (null), or with nothing but the defaults. */
export type Construction = CallSite | "defaults" | null;

/** Methods that run before all others. */
const constructors: ReadonlySet<string> = new Set(["__init__", "__post_init__"]);

/**
 * What an attribute of an object has its value from: what the methods of its class assign to it, else what the class gives it. Only what the
 * initializer assigns is sure to have been assigned.
 */
export function instanceOrigins(
  class_: Scope,
  keys: readonly Key[],
  construction: Construction,
  reader: OriginReader,
): Origins {
  const { source } = class_.file;
  const own = objectWrites(class_.file).byClass(class_);
  const writes = own.filter((write) => mayWrite(write, keys));
  const methods = methodsOf(class_, source).filter(({ name }) => constructors.has(name));
  const inConstructor = writes.filter((write) => methods.some(({ scope }) => scope === write.scope));
  const later = writes.filter((write) => !inConstructor.includes(write));
  const asked = { keys, source, reader };
  const first = methods.reduceRight((found: Origins, { scope }): Origins => {
    const places = inConstructor.filter((write) => write.scope === scope);
    const truthOf = (node: SyntaxNode) => {
      const value = reader.read({ node, scope, source });
      return value && isTrue(value);
    };
    const body = scope.node.getChild("Body");
    const reached = body && placesAtEnd(body, places, truthOf);
    if (reached === null || reached.places.length === 0) return found;
    const origins = anyOf(reached.places.map((write) => byWrite(write, asked)));
    return orElse(found, () => ({ ...origins, mayBeAbsent: reached.fromStart }));
  }, ABSENT);
  const whole = orElse(first, () => {
    const initializer = methods.find(({ name }) => name === "__init__")?.scope;
    const hyperparameters = initializer ? savedHyperparameters(initializer, keys, source, reader) : ABSENT;
    return orElse(hyperparameters, () => attributeOrigins(class_, keys, construction, reader));
  });
  const objects = [...whole.objects, { node: class_.node, scope: class_.parent ?? class_, source }];
  if (later.length === 0) return { ...whole, objects };
  const changed = later.map((write) => byWrite(write, asked));
  const isOnlyLater = whole.found.length === 0 && whole.isComplete;
  return { ...anyOf(isOnlyLater ? changed : [whole, ...changed]), objects };
}

/** The methods of a class with their names. */
function methodsOf(class_: Scope, source: PythonSource): readonly { readonly name: string; readonly scope: Scope }[] {
  const methods: { name: string; scope: Scope }[] = [];
  for (const [name, bindings] of class_.bindings) {
    for (const binding of bindings) {
      if (binding.kind !== "definition" || binding.value.name !== "FunctionDefinition") continue;
      methods.push({ name, scope: scopeWithin(binding.value, class_.file) });
    }
  }
  return methods.sort((a, b) => a.scope.node.from - b.scope.node.from).filter(({ scope }) => selfName(scope, source));
}

function selfName(method: Scope, source: PythonSource): string | undefined {
  return functionParameters(method.node, source).parameters[0]?.name;
}

/** What the body of a class, or its initializer as `dataclass` makes it, gives an attribute. */
function attributeOrigins(
  class_: Scope,
  keys: readonly Key[],
  construction: Construction,
  reader: OriginReader,
): Origins {
  const { source } = class_.file;
  const [key, ...rest] = keys;
  if (typeof key !== "string") return UNKNOWN;
  const hasOwnConstructor = class_.bindings.has("__init__");
  const fields = hasOwnConstructor ? [] : fieldNames(class_, source);
  const inherited = () => inheritedOrigins(class_, keys, source, reader);
  const byClass = () => orElse(classAttribute(class_, key, rest, source, reader), inherited);
  if (!fields.includes(key) || construction === "defaults") return byClass();
  const sites = construction === null ? callSites(class_.node, class_.file) : [construction];
  if (sites.length === 0) return byClass();
  return anyOf(sites.map((site) => orElse(constructedWith(site, key, rest, fields, reader), byClass)));
}

/** Classes derived from one another further are not read; it bounds the work on a circle of them. */
const MAXIMUM_BASES = 8;

/** The annotated names of a class, behind those of its bases: the parameters of the initializer of a dataclass. */
function fieldNames(class_: Scope, source: PythonSource, depth = 0): readonly string[] {
  const inherited = depth < MAXIMUM_BASES ? basesOf(class_).flatMap((base) => fieldNames(base, source, depth + 1)) : [];
  return [...new Set([...inherited, ...ownFields(class_, source)])];
}

function ownFields(class_: Scope, source: PythonSource): readonly string[] {
  const statements = class_.node.getChild("Body")?.getChildren("AssignStatement") ?? [];
  return statements.flatMap((statement) => {
    const [target, type] = childrenOf(statement);
    return target.name === "VariableName" && type?.name === "TypeDef" ? [source.textOf(target)] : [];
  });
}

function constructedWith(
  { call, scope }: CallSite,
  key: string,
  rest: readonly Key[],
  fields: readonly string[],
  reader: OriginReader,
): Origins {
  const { source } = scope.file;
  let position = 0;
  let fromSpread: Origins = ABSENT;
  for (const { name, value, spread } of callArguments(call, source)) {
    if (spread === "*args") return UNKNOWN;
    const target = name ?? (spread === null ? fields[position++] : null);
    if (value === null) continue;
    if (spread !== null) {
      fromSpread = orElse(fromSpread, () => reader.originsOf({ node: value, scope, source }, [key, ...rest]));
    } else if (target === key) return reader.originsOf({ node: value, scope, source }, rest);
  }
  return fromSpread;
}

function classAttribute(
  class_: Scope,
  key: string,
  rest: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins {
  const fields = class_.bindings.has("__init__") ? [] : ownFields(class_, source);
  const bindings = class_.bindings.get(key) ?? [];
  const body = class_.node.getChild("Body");
  // A field without a default has to be given.
  if (bindings.length === 0 || body === null) return fields.includes(key) ? UNKNOWN : ABSENT;
  const { places, fromStart } = placesAtEnd(body, bindings, () => null);
  const className = class_.node.getChild("VariableName");
  const title = className === null ? "a class" : source.textOf(className);
  const words = fields.includes(key) ? `field ${key} of ${title}` : `${title}.${key}`;
  const parts = places.map((binding): Origins => {
    if (binding.kind !== "assignment") return UNKNOWN;
    const value = { node: binding.value, scope: binding.scope, source };
    return fieldDefault(value, rest, reader) ?? reader.originsOf(value, rest);
  });
  return parts.length === 0 ? UNKNOWN : { ...inWords(anyOf(parts), words), mayBeAbsent: fromStart };
}

function inheritedOrigins(class_: Scope, keys: readonly Key[], source: PythonSource, reader: OriginReader): Origins {
  const list = class_.node.getChild("ArgList");
  const bases = basesOf(class_);
  const named = list === null ? 0 : childrenOf(list).filter(({ name }) => !["(", ")", ","].includes(name)).length;
  const found = bases.reduce(
    (before: Origins, base) =>
      orElse(before, () => reader.originsOf({ node: base.node, scope: base.parent ?? base, source }, keys)),
    ABSENT,
  );
  return bases.length === named ? found : orElse(found, () => UNKNOWN);
}
