import type { SyntaxNode } from "@lezer/common";
import { areExclusive } from "./branches";
import { callArguments } from "./callArguments";
import { dictionaryItems } from "./dictionaryItems";
import { isWithin } from "./expression";
import { type AddedPart, type FileIndex, type GivenValue, indexOf, type Key } from "./fileIndex";
import { argumentFor, calledDefinition, callSitesOf, enclosingFunction, returnsOf } from "./functionCalls";
import { functionParameters } from "./functionParameters";
import { type ModuleStatement, statementAt } from "./moduleStatements";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { bindingScope, type Scope } from "./scopes";

/** Expressions that are looked at for one; it bounds the work on files where everything depends on everything. */
const MAXIMUM_WORK = 300;

/** Assignments of one variable that are looked at. */
const MAXIMUM_ASSIGNMENTS = 20;

/** Statements and expressions of which one branch alone is taken. */
const alternatives: ReadonlySet<string> = new Set([
  "IfStatement",
  "TryStatement",
  "MatchStatement",
  "ConditionalExpression",
]);

/** Methods and functions that give back what they are given, prepared for the machine: all of it, or the part at the same place. */
const preparations = /^(prepare|setup|setup_optimizers|initialize|DistributedOptimizer)$/;

/**
 * Where the value of an expression may come from: through variables, attributes, lists, dictionaries and loops over them, conditional
 * expressions, and the parameters and results of functions of the file. Of a variable's assignments it is the last one before the
 * expression, with those of the other branches: in `if a: o = SGD() else: o = Adam()`, `o` is both.
 *
 * @param isWanted tells the expressions that are looked for; assignments of anything else leave the one before in place
 * @param options.onlyKnownParts whether nothing is found of a list or dictionary under a key that cannot be read; else all of its parts are
 */
export function valueOrigins(
  expression: SyntaxNode,
  scope: Scope,
  isWanted: (node: SyntaxNode) => boolean,
  source: PythonSource,
  { onlyKnownParts = false }: { readonly onlyKnownParts?: boolean } = {},
): readonly SyntaxNode[] {
  const index = indexOf(source);
  const search: Search = { source, index, isWanted, onlyKnownParts, left: MAXIMUM_WORK, open: new Set() };
  return originsOf(expression, scope, [], search);
}

/** Functions of timm that give a scheduler, and a number behind it. */
const pairs = /^create_scheduler(_v2)?$/;

interface Search {
  readonly source: PythonSource;
  readonly index: FileIndex;
  readonly isWanted: (node: SyntaxNode) => boolean;
  readonly onlyKnownParts: boolean;
  left: number;
  /** What is being looked at, further out: circles end there. */
  readonly open: Set<string>;
}

/** @param parts which part of the expression's value, from the outside in; empty for all of it */
function originsOf(node: SyntaxNode, scope: Scope, parts: readonly Key[], search: Search): readonly SyntaxNode[] {
  if (parts.length === 0 && search.isWanted(node)) return [node];
  const key = `${node.from}:${node.to}:${parts.join(":")}`;
  if (search.open.has(key) || search.left-- <= 0) return [];
  search.open.add(key);
  const found = originsWithin(node, scope, parts, search);
  search.open.delete(key);
  return found;
}

function originsWithin(node: SyntaxNode, scope: Scope, parts: readonly Key[], search: Search): readonly SyntaxNode[] {
  const children = childrenOf(node);
  switch (node.name) {
    case "ParenthesizedExpression":
      return children.length === 3 ? originsOf(children[1], scope, parts, search) : [];
    case "ConditionalExpression":
      return [children[0], children[4]].flatMap((branch) => (branch ? originsOf(branch, scope, parts, search) : []));
    case "VariableName":
      return variableOrigins(node, scope, parts, search);
    case "MemberExpression": {
      const assigned = variableOrigins(node, scope, parts, search);
      if (assigned.length > 0 || children[1]?.name !== "[" || children.length !== 4) return assigned;
      const key = keyOf(children[2], scope, search);
      if (key === "any part" && search.onlyKnownParts) return [];
      return originsOf(children[0], scope, [key, ...parts], search);
    }
    case "CallExpression":
      return resultOrigins(node, scope, parts, search);
    case "TupleExpression":
    case "ArrayExpression":
      return partOrigins(children.filter(isEntry), scope, parts, search);
    case "DictionaryExpression": {
      const [key, ...inner] = parts;
      const items = dictionaryItems(node, search.source).filter(({ name }) => key === "any part" || key === name);
      return items.flatMap(({ value }) => (value === null ? [] : originsOf(value, scope, inner, search)));
    }
    case "ArrayComprehensionExpression":
      return parts.length === 0 || !children[1] ? [] : originsOf(children[1], scope, parts.slice(1), search);
    case "DictionaryComprehensionExpression":
      return parts.length === 0 || !children[3] ? [] : originsOf(children[3], scope, parts.slice(1), search);
    default:
      return [];
  }
}

/** Of the entries of a list or tuple. */
function partOrigins(
  entries: readonly SyntaxNode[],
  scope: Scope,
  [key, ...inner]: readonly Key[],
  search: Search,
): readonly SyntaxNode[] {
  if (key === "any part") return entries.flatMap((entry) => originsOf(entry, scope, inner, search));
  const entry = typeof key === "number" ? entries.at(key) : undefined;
  return entry === undefined ? [] : originsOf(entry, scope, inner, search);
}

/** Of a variable or an attribute: what it is assigned, what is added to it, what calls give for it. */
function variableOrigins(node: SyntaxNode, scope: Scope, parts: readonly Key[], search: Search): readonly SyntaxNode[] {
  const { source } = search;
  const home = homeOf(node, scope, source);
  const isSame = (given: GivenValue) => homeOf(given.target, given.scope, source) === home;
  const isBefore = (given: GivenValue) =>
    given.scope !== scope ||
    (given.node.from < node.from && !isWithin(node, given.value) && !areExclusive(given.node, node));
  const assignments = lastOf(givenIn(home, node, search), (given) => isBefore(given) && isSame(given));
  const found = lastOrigins(assignments, parts, search);
  const [key, ...inner] = parts;
  const added = key === undefined ? [] : addedIn(home, node, search).filter(isSame);
  const additions = added
    .filter((addition) => isAt(addition, key, search))
    .flatMap(({ value, scope: own, parts: first }) => originsOf(value, own, [...first, ...inner], search));
  if (found.length > 0 || additions.length > 0 || node.name !== "VariableName") return [...found, ...additions];
  return parameterOrigins(node, parts, search);
}

/** The last of those that fit, in their order; of those of a hostile text as many as are looked at. */
function lastOf(given: readonly GivenValue[], fits: (given: GivenValue) => boolean): readonly GivenValue[] {
  const last: GivenValue[] = [];
  for (let at = given.length - 1; at >= 0 && last.length < MAXIMUM_ASSIGNMENTS; at--) {
    if (fits(given[at])) last.unshift(given[at]);
  }
  return last;
}

/** Of the last assignment that says anything, and of those in other branches than it. */
function lastOrigins(assignments: readonly GivenValue[], parts: readonly Key[], search: Search): readonly SyntaxNode[] {
  const of = ({ value, scope, parts: first }: GivenValue) => originsOf(value, scope, [...first, ...parts], search);
  for (let at = assignments.length - 1; at >= 0; at--) {
    const last = assignments[at];
    const found = of(last);
    if (found.length === 0) continue;
    const others = assignments.slice(0, at).filter(({ node }) => areAlternatives(node, last.node));
    return [...others.flatMap(of), ...found];
  }
  return [];
}

function parameterOrigins(node: SyntaxNode, parts: readonly Key[], search: Search): readonly SyntaxNode[] {
  const { index, source } = search;
  const name = source.textOf(node);
  for (let around = enclosingFunction(node); around !== null; around = enclosingFunction(around)) {
    const definition = around;
    if (!functionParameters(definition, source).parameters.some((parameter) => parameter.name === name)) continue;
    return callSitesOf(definition, source).flatMap((call) => {
      const argument = argumentFor(name, definition, call, source);
      return argument === null ? [] : originsOf(argument, index.scopes.scopeOf(call), parts, search);
    });
  }
  return [];
}

/** Of what a call gives back. */
function resultOrigins(call: SyntaxNode, scope: Scope, parts: readonly Key[], search: Search): readonly SyntaxNode[] {
  const { index, source } = search;
  const callee = call.firstChild;
  const last = callee?.name === "MemberExpression" ? callee.lastChild : callee;
  if (callee === null || !last) return [];
  const name = source.textOf(last);
  const given = callArguments(call, source);
  const [key, second, ...inner] = parts;
  const argument = (at: number, of: readonly Key[]) => {
    const value = given[at]?.value;
    return value ? originsOf(value, scope, of, search) : [];
  };
  const object = callee.name === "MemberExpression" ? callee.firstChild : null;
  if (object !== null && name === "values") return originsOf(object, scope, parts, search);
  if (object !== null && name === "items") {
    return second === 1 ? originsOf(object, scope, [key, ...inner], search) : [];
  }
  if (object !== null && name === "get" && given[0]?.value && given.length <= 2) {
    const wanted = keyOf(given[0].value, scope, search);
    if (wanted === "any part" && search.onlyKnownParts) return [];
    return originsOf(object, scope, [wanted, ...parts], search);
  }
  if (name === "enumerate") return second === 1 ? argument(0, [key, ...inner]) : [];
  if (name === "zip") return typeof second === "number" ? argument(second, [key, ...inner]) : [];
  if (name === "list" || name === "tuple") return argument(0, parts);
  if (pairs.test(name) && key === 0 && second === undefined) return originsOf(call, scope, [], search);
  if (preparations.test(name)) {
    if (typeof key === "number") return argument(key, parts.slice(1));
    return key === undefined && given.length > 0 ? argument(0, []) : [];
  }
  const definition = calledDefinition(callee, name, scope, source);
  if (definition === null) return [];
  return returnsOf(definition).flatMap((values) => {
    const [first] = values;
    const own = first && index.scopes.scopeOf(first);
    if (own === undefined) return [];
    return values.length > 1 ? partOrigins(values, own, parts, search) : originsOf(first, own, parts, search);
  });
}

function isAt({ key }: AddedPart, wanted: Key, search: Search): boolean {
  if (key === null || wanted === "any part") return true;
  const own = keyOf(key, search.index.scopes.scopeOf(key), search);
  return own === "any part" || own === wanted;
}

function keyOf(node: SyntaxNode, scope: Scope, { source }: Search): Key {
  const value = readValue(node, scope, source)?.value;
  return value?.type === "integer" || value?.type === "string" ? value.value : "any part";
}

function isEntry({ name }: SyntaxNode): boolean {
  return !["(", ")", "[", "]", ",", "*"].includes(name);
}

/** The scope whose a variable is; an attribute is that of a class. */
function homeOf(node: SyntaxNode, scope: Scope, source: PythonSource): Scope | null {
  if (node.name === "VariableName") return bindingScope(scope, source.textOf(node));
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    if (around.kind === "class") return around;
  }
  return null;
}

/** What is assigned by the text of a variable or an attribute in the statements that may assign that of this home. */
function givenIn(home: Scope | null, node: SyntaxNode, { index, source }: Search): readonly GivenValue[] {
  const text = source.textOf(node);
  const around = statementOf(home, source);
  if (around !== undefined) return index.given.within(around, text) ?? [];
  // An attribute without a home is one that no class assigns, and a variable without one is assigned nowhere.
  if (node.name !== "VariableName") return index.given.get(text, isNoClass) ?? [];
  return home === null ? [] : (index.given.get(text, assignsModule) ?? []);
}

function addedIn(home: Scope | null, node: SyntaxNode, { index, source }: Search): readonly AddedPart[] {
  const text = source.textOf(node);
  const around = statementOf(home, source);
  return (around === undefined ? index.added.get(text) : index.added.within(around, text)) ?? [];
}

/** The statement of the module in which a scope is, and all that is given its names; undefined for that of the module itself. */
function statementOf(home: Scope | null, source: PythonSource): ModuleStatement | undefined {
  return home === null || home.kind === "module" ? undefined : statementAt(home.node.from, source);
}

function isNoClass({ node }: ModuleStatement): boolean {
  return node.name !== "ClassDefinition";
}

/** Whether a statement may assign variables of the module: a definition does so by `global` alone. */
function assignsModule({ node: { name }, outline }: ModuleStatement): boolean {
  const isDefinition = name === "FunctionDefinition" || name === "ClassDefinition";
  return !isDefinition || outline.kinds.has("ScopeStatement");
}

function areAlternatives(a: SyntaxNode, b: SyntaxNode): boolean {
  for (let around: SyntaxNode | null = a; around !== null; around = around.parent) {
    if (around.from <= b.from && around.to >= b.to) return alternatives.has(around.name);
  }
  return false;
}
