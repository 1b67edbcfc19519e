import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import { callArguments } from "./callArguments";
import { copyOf, lastingFact } from "./lastingFact";
import { type ModuleStatement, moduleStatements, statementsWith } from "./moduleStatements";
import { childrenOf, type PythonSource } from "./pythonSource";
import { collectScopes, type Scope, type Scopes } from "./scopes";
import { nodesWithin } from "./syntaxNodes";

/** Which part of a value: under a number or a name, or any part where that is not known. */
export type Key = number | string | "any part";

/** Something that gives a variable, or a part of one, a value. */
export interface GivenValue {
  /** The statement that does. */
  readonly node: SyntaxNode;
  readonly target: SyntaxNode;
  readonly scope: Scope;
  readonly value: SyntaxNode;
  /** Which part of the value it is given, from the outside in; empty for the whole. */
  readonly parts: readonly Key[];
}

/** A part that is added to a list or a dictionary: `list.append(value)`, `dictionary["key"] = value`. */
export interface AddedPart extends GivenValue {
  readonly key: SyntaxNode | null;
}

/** What a file has by a name or a text, in the order of the text. */
export interface Lookup<Found> {
  /**
   * Undefined where there is none.
   *
   * @param isMeant tells the statements of the module that are asked for, where these are not all; a function that lasts, since what it leaves is kept
   */
  get(key: string, isMeant?: (statement: ModuleStatement) => boolean): readonly Found[] | undefined;
  has(key: string): boolean;
  /** How many there are. */
  count(key: string): number;
  /** The same in one statement of the module. */
  within(statement: ModuleStatement, key: string): readonly Found[] | undefined;
}

/** What has to be looked up all over a file; statements that have not what is looked for are not gone through. */
export interface FileIndex {
  readonly scopes: Scopes;
  /** Assignments and loops by the text of what they give a value. */
  readonly given: Lookup<GivenValue>;
  /** By the text of the list or dictionary. */
  readonly added: Lookup<AddedPart>;
  /** Calls by the last name of what is called: `train` of `self.train()`. */
  readonly calls: Lookup<SyntaxNode>;
  /** Definitions of functions and classes by name. */
  readonly definitions: Lookup<SyntaxNode>;
}

const indices = new WeakMap<PythonSource, FileIndex>();

/** The index of a file, which is made once. */
export function indexOf(source: PythonSource): FileIndex {
  const known = indices.get(source);
  if (known !== undefined) return known;
  const made = createIndex(source);
  indices.set(source, made);
  return made;
}

function createIndex(source: PythonSource): FileIndex {
  const scopes = collectScopes(source);
  const byStatement = new Map<ModuleStatement, StatementIndex>();
  const indexed = (statement: ModuleStatement) => {
    const index = byStatement.get(statement) ?? indexStatement(statement, scopes, source);
    byStatement.set(statement, index);
    return index;
  };
  function lookup<Part extends keyof Indexed>(
    part: Part,
    statementsOf: (key: string) => readonly ModuleStatement[],
  ): Lookup<Indexed[Part]> {
    type Found = Indexed[Part];
    const known = new Map<unknown, Map<string, readonly Found[] | undefined>>();
    const within = (statement: ModuleStatement, key: string) =>
      countsOf(statement, indexed)[part].has(key) ? indexed(statement)[part].get(key) : undefined;
    const counts = new Map<string, number>();
    const count = (key: string) => {
      const numbers = () => statementsOf(key).map((statement) => countsOf(statement, indexed)[part].get(key) ?? 0);
      const total = counts.get(key) ?? numbers().reduce((sum, number) => sum + number, 0);
      counts.set(key, total);
      return total;
    };
    const get: Lookup<Found>["get"] = (key, isMeant) => {
      const own = known.get(isMeant) ?? new Map<string, readonly Found[] | undefined>();
      known.set(isMeant, own);
      if (own.has(key)) return own.get(key);
      const statements = statementsOf(key);
      const meant = isMeant === undefined ? statements : statements.filter(isMeant);
      const all = meant.flatMap((statement) => within(statement, key) ?? []);
      const found = all.length === 0 ? undefined : all;
      own.set(key, found);
      return found;
    };
    return { get, has: (key) => count(key) > 0, count, within };
  }
  const withText = (text: string) => statementsWithText(text, source);
  return {
    scopes,
    given: lookup("given", (text) => statementsGiving(text, source)),
    added: lookup("added", withText),
    calls: lookup("calls", withText),
    definitions: lookup("definitions", (name) => definingStatements(name, source)),
  };
}

const lastAttribute = /\.([\w\u{a1}-\u{10ffff}]+)$/u;
const firstName = /^(?!\d)([\w\u{a1}-\u{10ffff}]+)(?![\w\u{a1}-\u{10ffff}"'])/u;

/** The statements that may hold an expression of this text: those that have its last attribute, or the name that it begins with. */
function statementsWithText(text: string, source: PythonSource): readonly ModuleStatement[] {
  const [, word] = lastAttribute.exec(text) ?? firstName.exec(text) ?? [];
  return word === undefined ? moduleStatements(source) : statementsWith(word, source);
}

function statementsGiving(text: string, source: PythonSource): readonly ModuleStatement[] {
  const attribute = lastAttribute.exec(text)?.[1];
  if (attribute === undefined) return statementsWithText(text, source);
  return statementsWith(attribute, source).filter(({ outline }) => outline.assignedAttributes.has(attribute));
}

function definingStatements(name: string, source: PythonSource): readonly ModuleStatement[] {
  return statementsWith(name, source).filter(({ outline }) => outline.definitions.has(name));
}

interface Indexed {
  readonly given: GivenValue;
  readonly added: AddedPart;
  readonly calls: SyntaxNode;
  readonly definitions: SyntaxNode;
}

/** The part of an index that one statement makes. */
type StatementIndex = { readonly [Part in keyof Indexed]: ReadonlyMap<string, readonly Indexed[Part][]> };

/** What a statement has anything by, and how many of it. */
const countsOf = lastingFact((statement, indexed: (statement: ModuleStatement) => StatementIndex) => {
  const { given, added, calls, definitions } = indexed(statement);
  return { given: counted(given), added: counted(added), calls: counted(calls), definitions: counted(definitions) };
});

function counted(found: ReadonlyMap<string, readonly unknown[]>): ReadonlyMap<string, number> {
  return new Map(Array.from(found, ([key, all]) => [copyOf(key), all.length]));
}

function indexStatement(statement: ModuleStatement, scopes: Scopes, source: PythonSource): StatementIndex {
  const given = new Map<string, GivenValue[]>();
  const added = new Map<string, AddedPart[]>();
  const calls = new Map<string, SyntaxNode[]>();
  const definitions = new Map<string, SyntaxNode[]>();
  const give = (node: SyntaxNode, target: SyntaxNode, value: SyntaxNode, parts: readonly Key[]) => {
    const scope = scopes.scopeOf(node);
    if (target.name === "TupleExpression" || target.name === "ArrayExpression") {
      const inner = childrenOf(target).filter(({ name }) => !["(", ")", "[", "]", ","].includes(name));
      for (const [at, part] of inner.entries()) give(node, part, value, [...parts, at]);
      return;
    }
    push(given, source.textOf(target), { node, target, scope, value, parts });
    const [object, open, key] = childrenOf(target);
    if (target.name !== "MemberExpression" || open?.name !== "[" || key === undefined) return;
    push(added, source.textOf(object), { node, target: object, scope, value, parts, key });
  };
  for (const node of nodesWithin([statement], "AssignStatement", "NamedExpression", "for")) {
    if (node.name !== "for") {
      for (const { target, value, element } of assignmentsOf(node)) {
        if (value !== null) give(node, target, value, []);
        else if (element !== null) give(node, target, element.whole, [element.index]);
      }
      continue;
    }
    const loop = iteration(node);
    if (loop === null) continue;
    const isOne = loop.targets.length === 1;
    // A comprehension uses its variable before the text says what that is.
    const whole = node.parent ?? node;
    for (const [at, target] of loop.targets.entries()) {
      give(whole, target, loop.over, isOne ? ["any part"] : ["any part", at]);
    }
  }
  for (const node of nodesWithin([statement], "CallExpression")) {
    const callee = node.firstChild;
    const last = callee?.name === "MemberExpression" ? callee.lastChild : callee;
    if (callee === null || !last || (last.name !== "PropertyName" && last.name !== "VariableName")) continue;
    const called = source.textOf(last);
    push(calls, called, node);
    const [only] = called === "append" ? callArguments(node, source) : [];
    if (callee.firstChild === null || !only?.value) continue;
    const scope = scopes.scopeOf(node);
    const target = callee.firstChild;
    push(added, source.textOf(target), { node, target, scope, value: only.value, parts: [], key: null });
  }
  for (const node of nodesWithin([statement], "FunctionDefinition", "ClassDefinition")) {
    const own = node.getChild("VariableName");
    if (own !== null) push(definitions, source.textOf(own), node);
  }
  return { given, added, calls, definitions };
}

/** What the `for` of a loop or a comprehension gives values to, and what it goes over. */
function iteration(keyword: SyntaxNode): { readonly targets: readonly SyntaxNode[]; readonly over: SyntaxNode } | null {
  const targets: SyntaxNode[] = [];
  let node = keyword.nextSibling;
  for (; node !== null && node.name !== "in"; node = node.nextSibling) {
    if (node.name !== "," && !node.type.isSkipped) targets.push(node);
  }
  const over = node?.nextSibling;
  return over ? { targets, over } : null;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
