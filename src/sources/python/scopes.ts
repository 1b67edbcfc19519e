import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import { type ModuleStatement, moduleStatements, statementAt } from "./moduleStatements";
import { childrenOf, type PythonSource } from "./pythonSource";
import { nodesWithin } from "./syntaxNodes";

/** What a place makes of a name. */
type Meaning =
  | { readonly kind: "import"; readonly path: string }
  | { readonly kind: "assignment"; readonly value: SyntaxNode }
  /** One of the elements that `a, b = whole` shares out. */
  | { readonly kind: "element"; readonly whole: SyntaxNode; readonly index: number }
  /** `a += 1`: the place is the statement. */
  | { readonly kind: "update" }
  | { readonly kind: "definition"; readonly value: SyntaxNode }
  | { readonly kind: "parameter" }
  /** A loop variable, an assignment that is not read; that of a comprehension means nothing outside it. */
  | { readonly kind: "other"; readonly within?: SyntaxNode };

/** One of the places that give a name its meaning. */
export type Binding = Meaning & {
  readonly node: SyntaxNode;
  /** In which the place stands; another than the name's own where a function assigns a `global`. */
  readonly scope: Scope;
};

/** Names of a module, class, function or lambda. */
export interface Scope {
  readonly kind: "module" | "class" | "function";
  /** The definition, or the whole file. */
  readonly node: SyntaxNode;
  readonly parent: Scope | null;
  readonly bindings: Map<string, Binding[]>;
  /** Names that `global` and `nonlocal` statements lend from a scope around. */
  readonly borrowed: Map<string, Scope>;
  /** Modules of which everything is imported, by the statements that do so. */
  readonly stars: { readonly module: string; readonly node: SyntaxNode }[];
  /** The scopes of the same file. */
  readonly file: Scopes;
}

/** The scopes of a file. */
export interface Scopes {
  readonly source: PythonSource;
  /** That of the file itself. */
  readonly module: Scope;
  /** The innermost scope around a node. */
  scopeOf(node: SyntaxNode): Scope;
}

const scopeNodes: Readonly<Record<string, Scope["kind"]>> = {
  FunctionDefinition: "function",
  LambdaExpression: "function",
  ClassDefinition: "class",
};

/** The nodes that bind names or hold those that do. */
const bindingNodes = [
  "FunctionDefinition",
  "LambdaExpression",
  "ClassDefinition",
  "ParamList",
  "ImportStatement",
  "AssignStatement",
  "NamedExpression",
  "UpdateStatement",
  "DeleteStatement",
  "CapturePattern",
  "ScopeStatement",
  "for",
  "as",
] as const;

/**
 * Finds out what every name of a file is bound to. A name that may mean several things has several bindings. The scopes of a definition that stands in no
 * other, and binds no name outside itself, are found when one of them is asked for.
 */
export function collectScopes(source: PythonSource): Scopes {
  const scopes = new Map<number, Scope>();
  const postponed = new Set<ModuleStatement>();
  const file: Scopes = {
    source,
    get module() {
      return module;
    },
    scopeOf(node) {
      const statement = postponed.size === 0 ? undefined : statementAt(node.from, source);
      if (statement !== undefined && postponed.delete(statement)) collect(statement, true);
      return innermostScope(node, scopes) ?? module;
    },
  };
  const module: Scope = createScope("module", source.tree.topNode, null, file);
  for (const statement of moduleStatements(source)) {
    const definition = loneDefinition(statement, source);
    if (definition === null) collect(statement, false);
    else {
      postponed.add(statement);
      bindNames(definition, module, source);
    }
  }
  return file;

  function collect(statement: ModuleStatement, isBound: boolean): void {
    let scope = module;
    for (const node of nodesWithin([statement], ...bindingNodes)) {
      while (scope.parent !== null && (node.from >= scope.node.to || node.to > scope.node.to)) scope = scope.parent;
      if (!isBound || scope !== module) bindNames(node, scope, source);
      const kind = scopeNodes[node.name];
      if (kind === undefined) continue;
      scope = createScope(kind, node, scope, file);
      scopes.set(node.from, scope);
    }
  }
}

/** The definition that a statement is, where it binds no other name of the module than its own. */
function loneDefinition({ node, outline }: ModuleStatement, source: PythonSource): SyntaxNode | null {
  if (outline.kinds.has("ScopeStatement")) return null;
  const isDecorated = node.name === "DecoratedStatement";
  const binds = (decorator: SyntaxNode) => /\bfor\b|:=/.test(source.textOf(decorator));
  if (isDecorated && node.getChildren("Decorator").some(binds)) return null;
  const definition = isDecorated ? node.lastChild : node;
  return definition?.name === "FunctionDefinition" || definition?.name === "ClassDefinition" ? definition : null;
}

function innermostScope(node: SyntaxNode, scopes: ReadonlyMap<number, Scope>): Scope | null {
  for (let around = node.parent; around !== null; around = around.parent) {
    const found = around.name in scopeNodes ? scopes.get(around.from) : undefined;
    if (found !== undefined) return found;
  }
  return null;
}

/** Where a name seen from a scope is bound; functions do not see the names of classes around them. */
export function bindingScope(scope: Scope, name: string): Scope | null {
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    if (around !== scope && around.kind === "class") continue;
    const lender = around.borrowed.get(name);
    if (lender !== undefined) return lender.bindings.has(name) ? lender : null;
    if (around.bindings.has(name)) return around;
  }
  return null;
}

/** What a name is assigned or defined as, where that is its only meaning, with the scope of the assignment. */
export function soleAssignment(
  name: string,
  scope: Scope,
): { readonly value: SyntaxNode; readonly home: Scope } | null {
  const home = bindingScope(scope, name);
  const bindings = home?.bindings.get(name) ?? [];
  const [binding] = bindings;
  if (home === null || bindings.length !== 1 || !("value" in binding)) return null;
  return { value: binding.value, home: binding.scope };
}

/** Modules whose names are all visible from a scope. */
export function visibleStars(scope: Scope): readonly string[] {
  const stars = [...scope.stars];
  for (let around = scope.parent; around !== null; around = around.parent) stars.push(...around.stars);
  return stars.map(({ module }) => module);
}

/** The full name of what a module has by a name; a module of points alone is a package around the file. */
export function nameIn(module: string, name: string): string {
  return module.endsWith(".") ? module + name : `${module}.${name}`;
}

function createScope(kind: Scope["kind"], node: SyntaxNode, parent: Scope | null, file: Scopes): Scope {
  return { kind, node, parent, bindings: new Map(), borrowed: new Map(), stars: [], file };
}

function bind(scope: Scope, name: string, node: SyntaxNode, meaning: Meaning): void {
  const binding: Binding = { ...meaning, node, scope };
  const home = scope.borrowed.get(name) ?? scope;
  const bindings = home.bindings.get(name);
  if (bindings === undefined) home.bindings.set(name, [binding]);
  else bindings.push(binding);
}

function bindNames(node: SyntaxNode, scope: Scope, source: PythonSource): void {
  const other = (names: readonly SyntaxNode[]) => {
    for (const name of names) {
      if (name.name === "VariableName") bind(scope, source.textOf(name), name, { kind: "other" });
    }
  };
  switch (node.name) {
    case "ImportStatement":
      bindImports(node, scope, source);
      return;
    case "FunctionDefinition":
    case "ClassDefinition": {
      const name = node.getChild("VariableName");
      if (name !== null) bind(scope, source.textOf(name), node, { kind: "definition", value: node });
      return;
    }
    case "ParamList":
      for (const child of childrenOf(node)) {
        const isName = child.name === "VariableName" && child.prevSibling?.name !== "AssignOp";
        if (isName) bind(scope, source.textOf(child), child, { kind: "parameter" });
      }
      return;
    case "AssignStatement":
    case "NamedExpression":
      for (const { target, value, element } of assignmentsOf(node)) {
        const name = target.name === "VariableName" ? source.textOf(target) : null;
        if (name !== null && value !== null) bind(scope, name, node, { kind: "assignment", value });
        else if (name !== null && element !== null) bind(scope, name, node, { kind: "element", ...element });
        else other(namesWithin(target));
      }
      return;
    case "UpdateStatement": {
      const [target] = childrenOf(node);
      if (target.name === "VariableName") bind(scope, source.textOf(target), node, { kind: "update" });
      return;
    }
    case "DeleteStatement":
    case "CapturePattern":
      other(namesWithin(node));
      return;
    case "ScopeStatement": {
      const lender = node.firstChild?.name === "global" ? moduleOf(scope) : functionAround(scope);
      const names = childrenOf(node).filter((child) => child.name === "VariableName");
      for (const name of names) if (lender !== scope) scope.borrowed.set(source.textOf(name), lender);
      return;
    }
    case "for": {
      const around = node.parent;
      const extent = around === null || around.name === "ForStatement" ? {} : { within: around };
      for (let target = node.nextSibling; target !== null && target.name !== "in"; target = target.nextSibling) {
        for (const name of namesWithin(target)) bind(scope, source.textOf(name), name, { kind: "other", ...extent });
      }
      return;
    }
    case "as":
      // `with … as name` and `except … as name`; imports bind their names themselves.
      if (node.parent?.name !== "ImportStatement" && node.nextSibling !== null) other(namesWithin(node.nextSibling));
      return;
  }
}

/** The scope of the file that a scope is in. */
function moduleOf(scope: Scope): Scope {
  let module = scope;
  while (module.parent !== null) module = module.parent;
  return module;
}

function functionAround(scope: Scope): Scope {
  for (let around = scope.parent; around !== null; around = around.parent) {
    if (around.kind === "function") return around;
  }
  return scope;
}

/** The names in a target; an assignment to `a.b` leaves the name `a` alone. */
function namesWithin(target: SyntaxNode): readonly SyntaxNode[] {
  const names: SyntaxNode[] = [];
  target.cursor().iterate(({ name, node }) => {
    if (name === "VariableName") names.push(node);
    return name !== "MemberExpression";
  });
  return names;
}

function bindImports(statement: SyntaxNode, scope: Scope, source: PythonSource): void {
  const children = childrenOf(statement);
  const importAt = children.findIndex((child) => child.name === "import");
  if (importAt === -1) return;
  const isFrom = children[0].name === "from";
  const module = isFrom ? dottedText(children.slice(1, importAt), source) : null;
  for (const { path, alias } of importedNames(children.slice(importAt + 1), source)) {
    if (module !== null && path === "*") scope.stars.push({ module, node: statement });
    else if (module !== null) bind(scope, alias ?? path, statement, { kind: "import", path: nameIn(module, path) });
    else if (alias !== null) bind(scope, alias, statement, { kind: "import", path });
    else {
      // `import a.b` binds `a`, through which `a.b` is then reached.
      const [root] = path.split(".");
      bind(scope, root, statement, { kind: "import", path: root });
    }
  }
}

function importedNames(
  nodes: readonly SyntaxNode[],
  source: PythonSource,
): readonly { readonly path: string; readonly alias: string | null }[] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ",") groups.push([]);
    else if (node.name !== "(" && node.name !== ")") groups[groups.length - 1].push(node);
  }
  return groups
    .filter((group) => group.length > 0 && !group.some((node) => node.type.isError))
    .map((group) => {
      const asAt = group.findIndex((node) => node.name === "as");
      const path = dottedText(asAt === -1 ? group : group.slice(0, asAt), source);
      return { path, alias: asAt === -1 || asAt + 1 >= group.length ? null : source.textOf(group[asAt + 1]) };
    });
}

function dottedText(nodes: readonly SyntaxNode[], source: PythonSource): string {
  return nodes.map((node) => source.textOf(node)).join("");
}
