import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "./callArguments";
import { isSameNode } from "./expression";
import { indexOf } from "./fileIndex";
import { functionParameters } from "./functionParameters";
import { type ModuleStatement, statementsWith } from "./moduleStatements";
import { childrenOf, type PythonSource } from "./pythonSource";
import { bindingScope, type Scope, type Scopes, soleAssignment } from "./scopes";
import { soleDefinition } from "./soleDefinition";
import { nodesWithin } from "./syntaxNodes";

/** Classes derived from one another further are not followed; it bounds the work on a circle of them. */
const MAXIMUM_HEIRS = 4;

/** A place in a file that calls one of its functions. */
export interface CallSite {
  readonly call: SyntaxNode;
  readonly scope: Scope;
}

/** What has been found out about the calls of a file. */
interface FoundCalls {
  /** By the place of the definition. */
  readonly sites: Map<number, readonly CallSite[]>;
  /** By the method's name. */
  readonly methods: Map<string, MethodSites>;
  readonly heirs: Map<Scope, readonly Scope[]>;
}

const foundByFile = new WeakMap<Scopes, FoundCalls>();

function foundIn(file: Scopes): FoundCalls {
  const known = foundByFile.get(file);
  if (known !== undefined) return known;
  const none: FoundCalls = { sites: new Map(), methods: new Map(), heirs: new Map() };
  foundByFile.set(file, none);
  return none;
}

/** The calls of a function, method or class within its own file. Those of a class are those of its constructor. */
export function callSites(definition: SyntaxNode, file: Scopes): readonly CallSite[] {
  const { sites } = foundIn(file);
  const known = sites.get(definition.from);
  if (known !== undefined) return known;
  const own = findSites(definition, file);
  sites.set(definition.from, own);
  return own;
}

function findSites(definition: SyntaxNode, file: Scopes): readonly CallSite[] {
  const { source } = file;
  const nameNode = definition.name === "LambdaExpression" ? null : definition.getChild("VariableName");
  if (nameNode === null) return [];
  const name = source.textOf(nameNode);
  const home = file.scopeOf(definition);
  if (home.kind !== "class")
    return callsNamed(name, file).filter(({ call, scope }) => isName(call.firstChild, name, scope, home, source));
  if (name === "__init__") {
    const handedOn = callsNearClass(name, home, file).filter(
      ({ call, scope }) => isSuper(call, source) && derivesFrom(classAround(scope), home),
    );
    return [...constructorSites(home, file), ...handedOn];
  }
  const names = functionParameters(definition, source).parameters.map((parameter) => parameter.name);
  return methodSites(name, home, names, file);
}

/** The calls of a method's name by what tells whose method it is. */
interface MethodSites {
  /** On the object that a method of a class calls its own. */
  readonly own: ReadonlyMap<Scope, readonly CallSite[]>;
  /** On an object that the class at this place makes. */
  readonly made: ReadonlyMap<number, readonly CallSite[]>;
  /** Where only the names of what is given may tell. */
  readonly named: ReadonlyMap<string, readonly CallSite[]>;
}

/** The calls of a method: by its object, or by the names of what it is given where that is not known. */
function methodSites(name: string, class_: Scope, names: readonly string[], file: Scopes): readonly CallSite[] {
  const { methods } = foundIn(file);
  const sites = methods.get(name) ?? sitesByObject(callsNamed(name, file), file);
  methods.set(name, sites);
  const found = [
    ...(sites.own.get(class_) ?? []),
    ...(sites.made.get(class_.node.from) ?? []),
    ...names.flatMap((parameter) => sites.named.get(parameter) ?? []),
  ];
  return [...new Set(found)].sort((a, b) => a.call.from - b.call.from || b.call.to - a.call.to);
}

function sitesByObject(sites: readonly CallSite[], file: Scopes): MethodSites {
  const { source } = file;
  const own = new Map<Scope, CallSite[]>();
  const made = new Map<number, CallSite[]>();
  const named = new Map<string, CallSite[]>();
  for (const site of sites) {
    const { call, scope } = site;
    const object = call.firstChild?.firstChild;
    if (call.firstChild?.name !== "MemberExpression" || !object) continue;
    const method = object.name === "VariableName" ? bindingScope(scope, source.textOf(object)) : null;
    const isOwn = method !== null && selfOf(method) === source.textOf(object);
    if (isOwn && method.parent !== null) append(own, method.parent, site);
    const assignment = object.name === "VariableName" ? soleAssignment(source.textOf(object), scope) : null;
    const [node, home] = assignment === null ? [object, scope] : [assignment.value, assignment.home];
    if (node.name !== "CallExpression") {
      for (const { name } of callArguments(call, source)) if (name !== null) append(named, name, site);
      continue;
    }
    const class_ = node.firstChild && soleDefinition({ node: node.firstChild, scope: home, source }, "ClassDefinition");
    if (class_?.scope.file === file) append(made, class_.node.from, site);
  }
  return { own, made, named };
}

function append<K>(map: Map<K, CallSite[]>, key: K, site: CallSite): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [site]);
  else known.push(site);
}

/** The calls that make an object of a class, or of one that takes over its constructor. */
function constructorSites(class_: Scope, file: Scopes, depth = 0): readonly CallSite[] {
  if (depth > MAXIMUM_HEIRS) return [];
  const heirs = heirsOf(class_, file).filter((heir) => !heir.bindings.has("__init__"));
  return [...callSites(class_.node, file), ...heirs.flatMap((heir) => constructorSites(heir, file, depth + 1))];
}

/** The classes of the file that derive from one directly. */
function heirsOf(class_: Scope, file: Scopes): readonly Scope[] {
  const { heirs } = foundIn(file);
  const known = heirs.get(class_);
  if (known !== undefined) return known;
  const found = nodesWithin(statementsNaming(class_.node, file), "ClassDefinition")
    .map((node) => scopeWithin(node, file))
    .filter((heir) => basesOf(heir).includes(class_));
  heirs.set(class_, found);
  return found;
}

/** The calls of `spawn(function, args=(…))` that start a function, which hands it the number of the process first. */
export function spawnSites(definition: SyntaxNode, file: Scopes): readonly CallSite[] {
  const { source } = file;
  const nameNode = definition.getChild("VariableName");
  if (nameNode === null) return [];
  const home = file.scopeOf(definition);
  return callsNamed("spawn", file).filter(({ call, scope }) => {
    const first = call.getChild("ArgList") && childrenOf(call.getChild("ArgList") ?? call)[1];
    return first?.name === "VariableName" && isName(first, source.textOf(nameNode), scope, home, source);
  });
}

/** The calls of a file whose last name is this, whatever it stands for. */
export function callsNamed(name: string, file: Scopes): readonly CallSite[] {
  return (indexOf(file.source).calls.get(name) ?? []).map((call) => ({ call, scope: file.scopeOf(call) }));
}

/** Those of them in statements of the module that name a class. */
function callsNearClass(name: string, { node }: Scope, file: Scopes): readonly CallSite[] {
  const { calls } = indexOf(file.source);
  return statementsNaming(node, file).flatMap((statement) =>
    (calls.within(statement, name) ?? []).map((call) => ({ call, scope: file.scopeOf(call) })),
  );
}

function statementsNaming(class_: SyntaxNode, { source }: Scopes): readonly ModuleStatement[] {
  const name = class_.getChild("VariableName");
  return name === null ? [] : statementsWith(source.textOf(name), source);
}

function isName(node: SyntaxNode | null, name: string, scope: Scope, home: Scope, source: PythonSource): boolean {
  return node?.name === "VariableName" && source.textOf(node) === name && bindingScope(scope, name) === home;
}

/** Whether a name is that of the object whose method the scope is in, the class being `home`. */
export function isSelf(name: string, scope: Scope, home: Scope): boolean {
  const method = bindingScope(scope, name);
  return method !== null && method.parent === home && home.kind === "class" && selfOf(method) === name;
}

const selves = new WeakMap<Scope, string | null>();

/** The name that a method has for its object; null for what is no method. */
export function selfOf(method: Scope): string | null {
  const known = selves.get(method);
  if (known !== undefined) return known;
  const self = findSelf(method);
  selves.set(method, self);
  return self;
}

function findSelf(method: Scope): string | null {
  const { source } = method.file;
  if (method.kind !== "function" || method.parent?.kind !== "class") return null;
  if (decoratorNames(method.node, source).some((name) => name === "staticmethod" || name === "classmethod"))
    return null;
  return functionParameters(method.node, source).parameters[0]?.name ?? null;
}

/** What the decorators of a definition are called, without their arguments: `click.option`. */
export function decoratorNames(definition: SyntaxNode, source: PythonSource): readonly string[] {
  return decoratorsOf(definition).map((decorator) =>
    childrenOf(decorator)
      .filter(({ name }) => name !== "At" && name !== "ArgList")
      .map((node) => source.textOf(node))
      .join(""),
  );
}

export function decoratorsOf(definition: SyntaxNode): readonly SyntaxNode[] {
  const around = definition.parent;
  return around?.name === "DecoratedStatement" ? around.getChildren("Decorator") : [];
}

function isSuper(call: SyntaxNode, source: PythonSource): boolean {
  const object = call.firstChild?.firstChild;
  return (
    object?.name === "CallExpression" && object.firstChild !== null && source.textOf(object.firstChild) === "super"
  );
}

function classAround(scope: Scope): Scope | null {
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    if (around.kind === "class") return around;
  }
  return null;
}

/** Whether a class names another of the file as one of its bases. */
function derivesFrom(derived: Scope | null, base: Scope): boolean {
  if (derived === null) return false;
  return basesOf(derived).some((found) => isSameNode(found.node, base.node));
}

/** The classes of its file that a class derives from directly. */
export function basesOf(derived: Scope): readonly Scope[] {
  const { source } = derived.file;
  const list = derived.node.getChild("ArgList");
  const names = list === null ? [] : childrenOf(list).filter(({ name }) => name === "VariableName");
  return names.flatMap((node) => {
    const scope = derived.parent ?? derived;
    const base = soleDefinition({ node, scope, source }, "ClassDefinition");
    return base?.scope.file === derived.file ? [scopeWithin(base.node, derived.file)] : [];
  });
}

/** The scope of the names within a definition. */
export function scopeWithin(definition: SyntaxNode, file: Scopes): Scope {
  return file.scopeOf(definition.getChild("Body") ?? definition.lastChild ?? definition);
}
