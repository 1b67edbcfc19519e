import type { SyntaxNode } from "@lezer/common";
import { areExclusive, truthOf } from "./branches";
import { callArguments } from "./callArguments";
import { dictionaryItems } from "./dictionaryItems";
import { type Expression, isWithin } from "./expression";
import { indexOf } from "./fileIndex";
import { argumentFor, calledDefinition, callSitesOf, enclosingFunction, returnsOf } from "./functionCalls";
import { keywordArguments } from "./keywordArguments";
import { statementAt } from "./moduleStatements";
import type { Origin } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import { originReader } from "./pythonValue";
import { reachingPlaces } from "./reachingPlaces";
import { type Binding, bindingScope, type Scope } from "./scopes";

/** An item of a parameter group. */
export interface GroupItem {
  /** Null for items that the text does not list: `**others`. */
  readonly name: string | null;
  /** What to point at. */
  readonly node: SyntaxNode;
  /** Null where only the run knows it, or it has not been typed yet. */
  readonly from: Origin | null;
}

/** The dictionaries that a list of parameter groups is made of. */
export interface GroupList {
  /** In the order of the text. */
  readonly groups: readonly (readonly GroupItem[])[];
  /** Whether the run may have more or fewer of these: they are added in a loop or under a condition. */
  readonly isOpen: boolean;
  /** Whether nothing else can be in the list. */
  readonly isDecided: boolean;
}

const UNKNOWN: GroupList = { groups: [], isOpen: false, isDecided: false };

/** Lists that are made of one another further are not followed; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 8;

/** Ways to come to a list, and additions to one, that are looked at; it bounds the work on hostile text. */
const MAXIMUM_PARTS = 30;

/** The groups that an expression lists: in its place, in a variable that is added to, by a function of the file. Empty of what is no such list. */
export function groupList(expression: Expression, depth = 0): GroupList {
  const { node, scope, source } = expression;
  if (depth > MAXIMUM_DEPTH) return UNKNOWN;
  const inner = (part: SyntaxNode | undefined, home = scope) =>
    part === undefined ? UNKNOWN : groupList({ node: part, scope: home, source }, depth + 1);
  const children = childrenOf(node);
  switch (node.name) {
    case "ParenthesizedExpression":
      return inner(children[1]);
    case "ArrayExpression":
    case "TupleExpression": {
      const entries = children.filter(({ name }) => !["(", ")", "[", "]", ",", "*"].includes(name));
      const isSpread = (entry: SyntaxNode) => entry.prevSibling?.name === "*";
      return joined(entries.map((entry) => (isSpread(entry) ? inner(entry) : group({ ...expression, node: entry }))));
    }
    case "ArrayComprehensionExpression":
    case "ComprehensionExpression":
      return children[1] === undefined ? UNKNOWN : { ...group({ ...expression, node: children[1] }), isOpen: true };
    case "BinaryExpression": {
      const [left, operator, right] = children;
      return operator && source.textOf(operator) === "+" ? joined([inner(left), inner(right)]) : UNKNOWN;
    }
    case "ConditionalExpression":
      return anyOf([inner(children[0]), inner(children[4])]);
    case "CallExpression":
      return ofCall(expression, inner);
    case "VariableName":
      return ofVariable(expression, inner);
    default:
      return UNKNOWN;
  }
}

type ListOf = (part: SyntaxNode | undefined, home?: Scope) => GroupList;

function joined(parts: readonly GroupList[]): GroupList {
  return {
    groups: parts.flatMap(({ groups }) => groups),
    isOpen: parts.some(({ isOpen }) => isOpen),
    isDecided: parts.every(({ isDecided }) => isDecided),
  };
}

/** One of several, where it is not known which. */
function anyOf(parts: readonly GroupList[]): GroupList {
  return parts.length === 1 ? parts[0] : { ...joined(parts), isDecided: false };
}

/** One group: a dictionary in its place, or what can be followed to where one is made. */
function group(expression: Expression): GroupList {
  const { node, scope, source } = expression;
  const one = (items: readonly GroupItem[]): GroupList => ({ groups: [items], isOpen: false, isDecided: true });
  const written = writtenItems(expression);
  if (written !== null) return one(written);
  const { found, isComplete } = originReader().originsOf(expression, []);
  const isDictionary = found.length === 1 && isComplete && found.every(makesDictionary);
  if (!isDictionary) return UNKNOWN;
  return one(
    keywordArguments(node, scope, source).map(({ name, nameNode, value, from, isUnread, spread }) => {
      const isHere = nameNode !== null && (from === undefined || from.source === source);
      const origin = from ?? (value && { node: value, scope, source });
      return {
        name: spread === null ? name : null,
        node: isHere ? nameNode : node,
        from: isUnread || spread !== null ? null : origin,
      };
    }),
  );
}

/** The items of `{"lr": 0.1}` and `dict(lr=0.1)`; null of anything else, and of what takes some from another. */
function writtenItems({ node, scope, source }: Expression): readonly GroupItem[] | null {
  const at = (value: SyntaxNode | null) => value && { node: value, scope, source };
  if (node.name === "DictionaryExpression" && !childrenOf(node).some(({ name }) => name === "**")) {
    return dictionaryItems(node, source).map(({ name, key, value }) => ({ name, node: key, from: at(value) }));
  }
  if (node.name !== "CallExpression" || !makesDictionary({ node, scope, source })) return null;
  const given = callArguments(node, source);
  if (given.some(({ nameNode }) => nameNode === null)) return null;
  return given.map(({ name, nameNode, value }) => ({ name, node: nameNode ?? node, from: at(value) }));
}

function makesDictionary({ node, source }: Expression): boolean {
  if (node.name === "DictionaryExpression") return true;
  return node.name === "CallExpression" && node.firstChild !== null && source.textOf(node.firstChild) === "dict";
}

/** `list(groups)`, or what a function of the file returns. */
function ofCall({ node, scope, source }: Expression, listOf: ListOf): GroupList {
  const callee = node.firstChild;
  const last = callee?.name === "MemberExpression" ? callee.lastChild : callee;
  if (callee === null || !last) return UNKNOWN;
  const name = source.textOf(last);
  const isCopy = (name === "list" || name === "tuple") && bindingScope(scope, name) === null;
  if (isCopy) return listOf(callArguments(node, source)[0]?.value ?? undefined);
  const definition = calledDefinition(callee, name, scope, source);
  const returned = definition === null ? [] : returnsOf(definition);
  if (returned.length === 0 || returned.length > MAXIMUM_PARTS) return UNKNOWN;
  const { scopes } = indexOf(source);
  return anyOf(returned.map(([only, second]) => (second ? UNKNOWN : listOf(only, only && scopes.scopeOf(only)))));
}

function ofVariable(expression: Expression, listOf: ListOf): GroupList {
  const { node, scope, source } = expression;
  const name = source.textOf(node);
  const home = bindingScope(scope, name);
  const bindings = home?.bindings.get(name) ?? [];
  if (home === null || bindings.length > MAXIMUM_PARTS) return UNKNOWN;
  const assigned = bindings.filter((it) => it.kind === "assignment");
  const isRead = ({ kind, scope: own }: Binding) =>
    own === home && (kind === "assignment" || kind === "update" || kind === "parameter");
  if (!bindings.every(isRead)) return UNKNOWN;
  const added = additionsTo(name, home, source);
  if (added.length > MAXIMUM_PARTS) return UNKNOWN;
  const isInHome = scope === home;
  const reached = reachingPlaces(node, home.node, isInHome ? assigned : [], (it) => truthOf(it, source));
  const bases = isInHome ? reached.places : assigned;
  const before = (it: SyntaxNode) => !isInHome || (it.from < node.from && !areExclusive(it, node));
  const lists = bases.map((base) => {
    const after = added.filter((it) => it.node.from >= base.node.to && before(it.node) && !isLater(it.node, base));
    return joined([listOf(base.value, base.scope), ...withAdditions(after, base.node, source, listOf)]);
  });
  const isGiven = isInHome && reached.fromStart && bindings.some(({ kind }) => kind === "parameter");
  if (isGiven && added.length > 0) return UNKNOWN;
  return anyOf([...lists, ...(isGiven ? ofParameter(name, node, source, listOf) : [])]);

  /** Whether another assignment stands between the base and an addition. */
  function isLater(addition: SyntaxNode, base: Binding): boolean {
    return assigned.some(
      ({ node: other }) => other.from > base.node.from && other.to <= addition.from && !areExclusive(other, addition),
    );
  }
}

/** What the calls of the function in the file give for its parameter. */
function ofParameter(name: string, node: SyntaxNode, source: PythonSource, listOf: ListOf): readonly GroupList[] {
  const definition = enclosingFunction(node);
  const calls = definition === null ? [] : callSitesOf(definition, source);
  if (definition === null || calls.length === 0 || calls.length > MAXIMUM_PARTS) return [UNKNOWN];
  const { scopes } = indexOf(source);
  return calls.map((call) => {
    const argument = argumentFor(name, definition, call, source);
    return argument === null ? UNKNOWN : listOf(argument, scopes.scopeOf(call));
  });
}

/** A statement or call that adds to a list. */
interface Addition {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly value: SyntaxNode;
  /** Whether the value is one entry, and not a list of them. */
  readonly isOne: boolean;
}

/** `list += more`, `list.append(one)`, `list.extend(more)` and `list.insert(0, one)`, in the order of the text. */
function additionsTo(name: string, home: Scope, source: PythonSource): readonly Addition[] {
  const updates = (home.bindings.get(name) ?? []).flatMap(({ kind, node, scope }): readonly Addition[] => {
    const [, , value] = kind === "update" ? childrenOf(node) : [];
    return value === undefined ? [] : [{ node, scope, value, isOne: false }];
  });
  const { calls, scopes } = indexOf(source);
  const around = home.kind === "module" ? undefined : statementAt(home.node.from, source);
  const called = ["append", "extend", "insert"].flatMap((method): readonly Addition[] => {
    const found = (around === undefined ? calls.get(method) : calls.within(around, method)) ?? [];
    return found.flatMap((node) => {
      const object = node.firstChild?.name === "MemberExpression" ? node.firstChild.firstChild : null;
      if (object?.name !== "VariableName" || source.textOf(object) !== name) return [];
      const scope = scopes.scopeOf(node);
      const value = callArguments(node, source)[method === "insert" ? 1 : 0]?.value;
      const isOwn = bindingScope(scope, name) === home;
      return isOwn && value ? [{ node, scope, value, isOne: method !== "extend" }] : [];
    });
  });
  return [...updates, ...called].sort((a, b) => a.node.from - b.node.from);
}

function withAdditions(
  added: readonly Addition[],
  base: SyntaxNode,
  source: PythonSource,
  listOf: ListOf,
): readonly GroupList[] {
  return added.map((addition, index) => {
    const { node, scope, value, isOne } = addition;
    const part = isOne ? group({ node: value, scope, source }) : listOf(value, scope);
    const isLooped = isUnder(node, base, loops);
    // Of two branches outside of a loop the run comes to one.
    const isEither = !isLooped && added.some((other, at) => at !== index && areExclusive(other.node, node));
    const isOpen = part.isOpen || isLooped || isUnder(node, base, conditions);
    return { ...part, isOpen, isDecided: part.isDecided && !isEither };
  });
}

const loops: ReadonlySet<string> = new Set(["ForStatement", "WhileStatement"]);
const conditions: ReadonlySet<string> = new Set([
  "IfStatement",
  "TryStatement",
  "MatchStatement",
  "FunctionDefinition",
]);

/** Whether a node stands in a statement of these kinds in which another does not. */
function isUnder(node: SyntaxNode, other: SyntaxNode, kinds: ReadonlySet<string>): boolean {
  for (let around = node.parent; around !== null && !isWithin(other, around); around = around.parent) {
    if (kinds.has(around.name)) return true;
  }
  return false;
}
