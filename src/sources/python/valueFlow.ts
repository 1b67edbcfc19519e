import type { SyntaxNode } from "@lezer/common";
import type { Expression } from "./expression";
import { type ModuleStatement, moduleStatements, statementAt, statementsWith } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import type { Scopes } from "./scopes";

/** What a class makes an object with; by that name it is called of the classes alone that are derived from the class, and these name it. */
const CONSTRUCTOR = "__init__";

/**
 * The statements of a module to which objects may get, by the names alone: those that call a function which is defined where such an object is, or whose
 * functions are called there, or that use a variable which is assigned there. It takes in some too many, and leaves out none.
 *
 * @param objects what makes them
 */
export function statementsReachedBy(objects: readonly Expression[], file: Scopes): readonly ModuleStatement[] {
  const { source } = file;
  // Out of another file an object may come by any import.
  if (objects.some(({ scope }) => scope.file !== file)) return moduleStatements(source);
  const first = new Set<ModuleStatement>();
  for (const { node } of objects) {
    const statement = statementAt(node.from, source);
    if (statement !== undefined) first.add(statement);
    // A parameter that nothing is given for is taken for what the command line is parsed into by the same name.
    const target = isParsing(node, source) ? node.parent?.firstChild : null;
    if (target?.name === "VariableName") for (const it of statementsWith(source.textOf(target), source)) first.add(it);
  }
  return statementsConnectedTo(first, file);
}

/** The statements of a module to which values of some may get, or calls lead from there or to there; those themselves among them. */
export function statementsConnectedTo(first: Iterable<ModuleStatement>, file: Scopes): readonly ModuleStatement[] {
  const names = namesOf(file);
  const key = [...first].map(({ node }) => node.from).join();
  const reached = names.reached.get(key) ?? reachedFrom(first, names, file.source);
  names.reached.set(key, reached);
  return reached;
}

function isParsing({ firstChild: callee, parent }: SyntaxNode, source: PythonSource): boolean {
  const isAssigned = callee !== null && parent?.name === "AssignStatement";
  return isAssigned && /\bparse_(?:known_)?args$/.test(source.textOf(callee));
}

function reachedFrom(
  first: Iterable<ModuleStatement>,
  { definedBy, assignedBy }: ModuleNames,
  source: PythonSource,
): readonly ModuleStatement[] {
  const reached = new Set(first);
  const add = (statements: readonly ModuleStatement[]) => {
    for (const statement of statements) reached.add(statement);
  };
  for (const { outline, node } of reached) {
    for (const name of outline.uses) if (name !== CONSTRUCTOR) add(definedBy.get(name) ?? []);
    for (const name of [...outline.definitions, ...(assignedBy.get(node.from) ?? [])]) add(usersOf(name, source));
  }
  return [...reached].sort((a, b) => a.node.from - b.node.from);
}

function usersOf(name: string, source: PythonSource): readonly ModuleStatement[] {
  if (name === CONSTRUCTOR) return [];
  return statementsWith(name, source).filter(({ outline }) => outline.uses.has(name));
}

interface ModuleNames {
  /** By the name of a function or class. */
  readonly definedBy: ReadonlyMap<string, readonly ModuleStatement[]>;
  /** The variables of the module that a statement assigns, by where it begins. */
  readonly assignedBy: ReadonlyMap<number, readonly string[]>;
  /** What has been found, by where the first statements begin. */
  readonly reached: Map<string, readonly ModuleStatement[]>;
}

const namesByFile = new WeakMap<Scopes, ModuleNames>();

function namesOf(file: Scopes): ModuleNames {
  const known = namesByFile.get(file);
  if (known !== undefined) return known;
  const definedBy = new Map<string, ModuleStatement[]>();
  const assignedBy = new Map<number, string[]>();
  for (const statement of moduleStatements(file.source)) {
    for (const name of statement.outline.definitions) append(definedBy, name, statement);
  }
  for (const [name, bindings] of file.module.bindings) {
    for (const { kind, node } of bindings) {
      const statement = kind === "import" || kind === "definition" ? undefined : statementAt(node.from, file.source);
      if (statement !== undefined) append(assignedBy, statement.node.from, name);
    }
  }
  const names: ModuleNames = { definedBy, assignedBy, reached: new Map() };
  namesByFile.set(file, names);
  return names;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
