import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import { childrenOf, type PythonSource } from "./pythonSource";

/** One of the places that give a name its meaning. */
export type Binding =
  | { readonly kind: "import"; readonly path: string }
  | { readonly kind: "assignment"; readonly value: SyntaxNode }
  | { readonly kind: "definition"; readonly value: SyntaxNode }
  /** A parameter, a loop variable, an assignment that is not read. */
  | { readonly kind: "other" };

/** Names of a module, class, function or lambda. */
export interface Scope {
  readonly kind: "module" | "class" | "function";
  readonly parent: Scope | null;
  readonly bindings: Map<string, Binding[]>;
  /** Modules of which everything is imported. */
  readonly stars: string[];
}

/** The scopes of a file. */
export interface Scopes {
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

/** Finds out what every name of a file is bound to. A name that may mean several things has several bindings. */
export function collectScopes(source: PythonSource): Scopes {
  const module = createScope("module", null);
  const scopes = new Map<number, Scope>();
  let scope = module;
  source.tree.iterate({
    enter({ node }) {
      bindNames(node, scope, source);
      const kind = scopeNodes[node.name];
      if (kind === undefined) return;
      scope = createScope(kind, scope);
      scopes.set(node.from, scope);
    },
    leave({ name }) {
      if (name in scopeNodes) scope = scope.parent ?? module;
    },
  });
  return {
    module,
    scopeOf(node) {
      for (let around = node.parent; around !== null; around = around.parent) {
        const found = around.name in scopeNodes ? scopes.get(around.from) : undefined;
        if (found !== undefined) return found;
      }
      return module;
    },
  };
}

/** Where a name seen from a scope is bound; functions do not see the names of classes around them. */
export function bindingScope(scope: Scope, name: string): Scope | null {
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    if (around !== scope && around.kind === "class") continue;
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
  return { value: binding.value, home };
}

/** Modules whose names are all visible from a scope. */
export function visibleStars(scope: Scope): readonly string[] {
  const stars = [...scope.stars];
  for (let around = scope.parent; around !== null; around = around.parent) stars.push(...around.stars);
  return stars;
}

/** The full name of what a module has by a name; a module of points alone is a package around the file. */
export function nameIn(module: string, name: string): string {
  return module.endsWith(".") ? module + name : `${module}.${name}`;
}

function createScope(kind: Scope["kind"], parent: Scope | null): Scope {
  return { kind, parent, bindings: new Map(), stars: [] };
}

function bind(scope: Scope, name: string, binding: Binding): void {
  const bindings = scope.bindings.get(name);
  if (bindings === undefined) scope.bindings.set(name, [binding]);
  else bindings.push(binding);
}

function bindNames(node: SyntaxNode, scope: Scope, source: PythonSource): void {
  const other = (names: readonly SyntaxNode[]) => {
    for (const name of names) if (name.name === "VariableName") bind(scope, source.textOf(name), { kind: "other" });
  };
  switch (node.name) {
    case "ImportStatement":
      bindImports(node, scope, source);
      return;
    case "FunctionDefinition":
    case "ClassDefinition": {
      const name = node.getChild("VariableName");
      if (name !== null) bind(scope, source.textOf(name), { kind: "definition", value: node });
      return;
    }
    case "ParamList":
      other(childrenOf(node).filter((child) => child.prevSibling?.name !== "AssignOp"));
      return;
    case "AssignStatement":
    case "NamedExpression":
      for (const { target, value } of assignmentsOf(node)) {
        if (target.name === "VariableName" && value !== null) {
          bind(scope, source.textOf(target), { kind: "assignment", value });
        } else other(namesWithin(target));
      }
      return;
    case "UpdateStatement":
      other(childrenOf(node).slice(0, 1));
      return;
    case "DeleteStatement":
    case "CapturePattern":
      other(namesWithin(node));
      return;
    case "ScopeStatement": {
      // What a function may assign from within is not known to have one value.
      const names = childrenOf(node).filter((child) => child.name === "VariableName");
      other(names);
      for (let around = scope.parent; around !== null; around = around.parent) {
        for (const name of names) bind(around, source.textOf(name), { kind: "other" });
      }
      return;
    }
    case "for":
      for (let target = node.nextSibling; target !== null && target.name !== "in"; target = target.nextSibling) {
        other(namesWithin(target));
      }
      return;
    case "as":
      // `with … as name` and `except … as name`; imports bind their names themselves.
      if (node.parent?.name !== "ImportStatement" && node.nextSibling !== null) other(namesWithin(node.nextSibling));
      return;
  }
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
    if (module !== null && path === "*") scope.stars.push(module);
    else if (module !== null) bind(scope, alias ?? path, { kind: "import", path: nameIn(module, path) });
    else if (alias !== null) bind(scope, alias, { kind: "import", path });
    else {
      // `import a.b` binds `a`, through which `a.b` is then reached.
      const [root] = path.split(".");
      bind(scope, root, { kind: "import", path: root });
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
