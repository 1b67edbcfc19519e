import type { SyntaxNode } from "@lezer/common";
import { accessPath, type Key, literalKey } from "./accessPath";
import { assignmentsOf } from "./assignments";
import { callArguments } from "./callArguments";
import { selfOf } from "./callSites";
import { dictionaryItems } from "./dictionaryItems";
import { copyOf, lastingFact } from "./lastingFact";
import { type ModuleStatement, statementAt, statementsWith } from "./moduleStatements";
import type { Variable } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import { bindingScope, type Scope, type Scopes } from "./scopes";
import { nodesWithin } from "./syntaxNodes";

/** A place that gives an attribute or item of an object its value: `cfg.optim["lr"] = 0.1`, `cfg.update(lr=0.1)`, `del cfg["lr"]`. */
export interface ObjectWrite {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The variable that the object is reached from. */
  readonly root: SyntaxNode;
  readonly name: string;
  /** Whose name that is; null for one that is bound nowhere. */
  readonly home: Scope | null;
  /** The class whose method it stands in, where the variable is what that calls its own object. */
  readonly ownClass: Scope | null;
  /** From there to what is written. */
  readonly keys: readonly Key[];
  /** Null where only the run knows it. */
  readonly value: SyntaxNode | null;
  /** Element of the value, where `a.x, a.y = whole` shares it out. */
  readonly index?: number;
  /** Whether anything below `keys` may be written. */
  readonly isAnything?: boolean;
}

/** The writes of a file, in the order of the text, by what they are looked up by. */
export interface ObjectWrites {
  /** Those to what is reached from a variable. */
  byVariable(variable: Variable): readonly ObjectWrite[];
  /** Those of a statement by the last of their keys. */
  byKey(key: Key, statement: ModuleStatement): readonly ObjectWrite[];
  byClass(ownClass: Scope): readonly ObjectWrite[];
  /** Those of a statement that may write anything. */
  unknown(statement: ModuleStatement): readonly ObjectWrite[];
}

const written = new WeakMap<Scopes, ObjectWrites>();

/** Every write of a file to an attribute or an item of what a variable holds. Statements that cannot have what is asked for are not gone through. */
export function objectWrites(file: Scopes): ObjectWrites {
  const known = written.get(file);
  if (known !== undefined) return known;
  const writes = createWrites(file);
  written.set(file, writes);
  return writes;
}

function createWrites(file: Scopes): ObjectWrites {
  const { source } = file;
  const byStatement = new Map<ModuleStatement, readonly ObjectWrite[]>();
  const within = (statement: ModuleStatement) => {
    const found = byStatement.get(statement) ?? collectWrites(statement, source, file);
    byStatement.set(statement, found);
    return found;
  };
  const byVariable = ({ name, home }: Variable) => {
    const around = home.kind === "module" ? undefined : statementAt(home.node.from, source);
    const mayWrite = (statement: ModuleStatement) =>
      statement.outline.assignedRoots.has(name) ||
      statement.outline.kinds.has("DeleteStatement") ||
      mayWriteByCall(statement);
    const statements = around === undefined ? statementsWith(name, source).filter(mayWrite) : [around];
    const writing = statements.filter((it) => writtenOf(it, within).names.has(name));
    return writing.flatMap((it) => within(it).filter((write) => write.name === name && write.home === home));
  };
  const byKey = (key: Key, statement: ModuleStatement) => {
    const isWritten = statement.outline.words.has(String(key)) && writtenOf(statement, within).keys.has(String(key));
    return isWritten ? within(statement).filter(({ keys }) => keys.at(-1) === key) : [];
  };
  const byClass = memoized((class_: Scope) => {
    const statement = statementAt(class_.node.from, source);
    return statement === undefined ? [] : within(statement).filter(({ ownClass }) => ownClass === class_);
  });
  const unknown = memoized((statement: ModuleStatement) =>
    mayWriteAnything(statement) && writtenOf(statement, within).isAnything
      ? within(statement).filter(({ isAnything }) => isAnything)
      : [],
  );
  return { byVariable, byKey, byClass, unknown };
}

/** What the writes of a statement are looked up by. */
const writtenOf = lastingFact((statement, within: (statement: ModuleStatement) => readonly ObjectWrite[]) => {
  const writes = within(statement);
  return {
    names: new Set(writes.map(({ name }) => copyOf(name))),
    keys: new Set(writes.map(({ keys }) => copyOf(String(keys.at(-1))))),
    isAnything: writes.some(({ isAnything }) => isAnything),
  };
});

function memoized<K, V>(find: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}

/** Whether a statement may write what its text does not name: an item under a key that only the run knows, or by a method. */
function mayWriteAnything(statement: ModuleStatement): boolean {
  const { kinds } = statement.outline;
  const assigns = kinds.has("AssignStatement") || kinds.has("UpdateStatement") || kinds.has("DeleteStatement");
  return (assigns && kinds.has("[")) || mayWriteByCall(statement);
}

const mayWriteByCall = lastingFact(
  ({ outline: { attributes, uses } }) =>
    uses.has("setattr") || uses.has("namespace") || [...attributes].some((name) => changing.test(name)),
);

/** A write as it stands in the text. */
type WrittenPlace = Omit<ObjectWrite, "name" | "home" | "ownClass">;

function collectWrites(statement: ModuleStatement, source: PythonSource, file: Scopes): readonly ObjectWrite[] {
  const nodes = nodesWithin([statement], "AssignStatement", "UpdateStatement", "DeleteStatement", "CallExpression");
  return nodes
    .flatMap((node) => writesOf(node, source, file))
    .map((write) => {
      const name = source.textOf(write.root);
      const home = bindingScope(write.scope, name);
      const isOwn = home !== null && selfOf(home) === name;
      return { ...write, name, home, ownClass: isOwn ? home.parent : null };
    });
}

function writesOf(node: SyntaxNode, source: PythonSource, file: Scopes): readonly WrittenPlace[] {
  switch (node.name) {
    case "AssignStatement":
      return assigned(node, source, file);
    case "UpdateStatement":
      return targetWrite(childrenOf(node)[0], node, node, source, file);
    case "CallExpression":
      return writesOfCall(node, source, file);
    default:
      return childrenOf(node).flatMap((target) => targetWrite(target, node, null, source, file));
  }
}

function assigned(statement: SyntaxNode, source: PythonSource, file: Scopes): readonly WrittenPlace[] {
  return assignmentsOf(statement).flatMap(({ target, value, element }) => {
    const writes = targetWrite(target, statement, value ?? element?.whole ?? null, source, file);
    return element === null ? writes : writes.map((write) => ({ ...write, index: element.index }));
  });
}

function targetWrite(
  target: SyntaxNode,
  node: SyntaxNode,
  value: SyntaxNode | null,
  source: PythonSource,
  file: Scopes,
): readonly WrittenPlace[] {
  if (target.name !== "MemberExpression") return [];
  const path = accessPath(target, source);
  if (path === null) return unknownItem(target, node, source, file);
  if (path.root.name !== "VariableName" || path.keys.length === 0) return [];
  return [{ node, scope: file.scopeOf(node), ...path, value }];
}

/** `cfg[name] = …` may write any item. */
function unknownItem(
  target: SyntaxNode,
  node: SyntaxNode,
  source: PythonSource,
  file: Scopes,
): readonly WrittenPlace[] {
  const object = target.firstChild;
  return object === null ? [] : anyWrite(object, node, source, file);
}

/** Methods that change what an object holds, as dictionaries and the configurations of the field have them. */
const changing = /^(?:update|merge|load|override|set(?:_|$|default|attr)|pop|clear|from_|__setattr__)/;

function writesOfCall(call: SyntaxNode, source: PythonSource, file: Scopes): readonly WrittenPlace[] {
  const callee = call.firstChild;
  if (callee === null) return [];
  const given = callArguments(call, source);
  if (callee.name === "VariableName") {
    const [object, key, value] = given.map((argument) => argument.value);
    if (source.textOf(callee) !== "setattr" || !object || !key) return [];
    const name = literalKey(key, source);
    if (name === null) return anyWrite(object, call, source, file);
    return itemWrite(object, name, value ?? null, call, source, file);
  }
  const method = callee.lastChild;
  const object = callee.firstChild;
  if (callee.name !== "MemberExpression" || method?.name !== "PropertyName" || object === null) return [];
  const handed = given.find(({ name }) => name === "namespace")?.value;
  const others = handed ? anyWrite(handed, call, source, file) : [];
  const name = source.textOf(method);
  if (!changing.test(name)) return others;
  if (name === "update") return [...others, ...updates(object, call, source, file)];
  // A method of the object's own class is read as such.
  const isOwn = object.name === "VariableName" && isOwnName(source.textOf(object), file.scopeOf(call));
  if (isOwn) return others;
  const [first] = given;
  const key = first?.value && name === "pop" ? literalKey(first.value, source) : null;
  return key === null
    ? [...others, ...anyWrite(object, call, source, file)]
    : itemWrite(object, key, null, call, source, file);
}

function isOwnName(name: string, scope: Scope): boolean {
  const method = bindingScope(scope, name);
  return method !== null && selfOf(method) === name;
}

/** `cfg.update({"lr": 1e-3}, eps=1e-8)`; other dictionaries may hold anything. */
function updates(object: SyntaxNode, call: SyntaxNode, source: PythonSource, file: Scopes): readonly WrittenPlace[] {
  return callArguments(call, source).flatMap(({ name, value, spread }) => {
    if (value === null) return [];
    if (name !== null) return itemWrite(object, name, value, call, source, file);
    if (spread !== null || value.name !== "DictionaryExpression") return anyWrite(object, call, source, file);
    const items = dictionaryItems(value, source);
    const isWhole = items.length === childrenOf(value).filter((child) => child.name === ":").length;
    const isPlain = isWhole && !childrenOf(value).some((child) => child.name === "**");
    const known = items.flatMap((item) => itemWrite(object, item.name, item.value, call, source, file));
    return isPlain ? known : anyWrite(object, call, source, file);
  });
}

function itemWrite(
  object: SyntaxNode,
  key: Key,
  value: SyntaxNode | null,
  node: SyntaxNode,
  source: PythonSource,
  file: Scopes,
): readonly WrittenPlace[] {
  return anyWrite(object, node, source, file).map(({ isAnything: _, ...write }) => ({
    ...write,
    keys: [...write.keys, key],
    value,
  }));
}

function anyWrite(object: SyntaxNode, node: SyntaxNode, source: PythonSource, file: Scopes): readonly WrittenPlace[] {
  // `vars(args)` holds what `args` holds.
  const isVars = object.name === "CallExpression" && object.firstChild && source.textOf(object.firstChild) === "vars";
  const inner = isVars ? (callArguments(object, source)[0]?.value ?? object) : object;
  const path = accessPath(inner, source);
  if (path === null || path.root.name !== "VariableName") return [];
  return [{ node, scope: file.scopeOf(node), ...path, value: null, isAnything: true }];
}
