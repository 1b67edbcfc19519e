import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "../syntaxSource";
import type { JavascriptSource } from "./javascriptSource";

/** One of the places that give a name its meaning. */
export type Binding =
  /** @param name of what is imported; null for the whole module */
  | { readonly kind: "import"; readonly module: string; readonly name: string | null }
  /** @param properties that are taken of the value, one of the other: `const { train } = tf` */
  | {
      readonly kind: "value";
      readonly value: SyntaxNode;
      readonly scope: Scope;
      readonly properties: readonly string[];
    }
  /** `let tf;`, to be given a value elsewhere. */
  | { readonly kind: "declaration" }
  /** A parameter, a loop variable, a function, an assignment that is not read. */
  | { readonly kind: "other" };

/** Names of a script, function or block. */
export interface Scope {
  readonly parent: Scope | null;
  /** Whether `var` binds here. */
  readonly isFunction: boolean;
  readonly bindings: Map<string, Binding[]>;
}

/** A call of a function or constructor, or an assignment, with the scope around it. */
export interface Call {
  readonly node: SyntaxNode;
  readonly scope: Scope;
}

/** What the names of a file are bound to, and what it calls. */
export interface Names {
  readonly calls: readonly Call[];
  /** Those to variables included. */
  readonly assignments: readonly Call[];
  /** Modules of which anything is imported, types alone included. */
  readonly modules: readonly string[];
}

const functions: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunction",
  "MethodDeclaration",
  "StaticBlock",
]);
const blocks: ReadonlySet<string> = new Set(["Block", "ForStatement", "CatchClause", "SwitchBody"]);
const calling: ReadonlySet<string> = new Set(["CallExpression", "NewExpression"]);

/** Finds out what every name of a file is bound to. A name that may mean several things has several bindings. */
export function collectNames(source: JavascriptSource): Names {
  const calls: Call[] = [];
  const assignments: Call[] = [];
  const modules: string[] = [];
  /** Assignments find their variable once all declarations are known: one may follow. */
  const assigned: { readonly name: string; readonly scope: Scope; readonly binding: Binding }[] = [];
  const parameters: Parameter[] = [];
  const script: Scope = { parent: null, isFunction: true, bindings: new Map() };
  let scope = script;
  const assign = (target: SyntaxNode | undefined, binding: Binding) => {
    if (target?.name === "VariableName") assigned.push({ name: source.textOf(target), scope, binding });
  };
  source.tree.iterate({
    enter({ node }) {
      if (calling.has(node.name)) calls.push({ node, scope });
      if (functions.has(node.name) || blocks.has(node.name)) {
        scope = { parent: scope, isFunction: functions.has(node.name), bindings: new Map() };
      }
      switch (node.name) {
        case "ImportDeclaration":
          modules.push(...bindImports(node, scope, source));
          return;
        case "VariableDefinition": {
          const parameter = parameterOf(node, scope, source);
          if (parameter !== null) {
            parameters.push(parameter);
            return;
          }
          const { home, binding } = definitionOf(node, scope, source);
          if (home === "assignment") assigned.push({ name: source.textOf(node), scope, binding });
          else if (home !== null) bind(home, source.textOf(node), binding);
          return;
        }
        case "AssignmentExpression": {
          assignments.push({ node, scope });
          const [target, operator, value] = childrenOf(node);
          const isPlain = operator?.name === "Equals" && value !== undefined;
          assign(target, isPlain ? { kind: "value", value, scope, properties: [] } : { kind: "other" });
          return;
        }
        case "PostfixExpression":
        case "UnaryExpression": {
          const counts = childrenOf(node).some((child) => /^(\+\+|--)$/.test(source.textOf(child)));
          if (counts) assign(node.getChild("VariableName") ?? undefined, { kind: "other" });
          return;
        }
        case "ForOfSpec":
        case "ForInSpec":
          assign(childrenOf(node)[1], { kind: "other" });
          return;
      }
    },
    leave({ name }) {
      if (functions.has(name) || blocks.has(name)) scope = scope.parent ?? script;
    },
  });
  const called = mostArguments(calls, source);
  for (const { name, scope: around, ofFunction, index, byDefault } of parameters) {
    const isGiven = ofFunction === null || (called.get(ofFunction) ?? 0) > index;
    bind(
      around,
      name,
      isGiven ? { kind: "other" } : { kind: "value", value: byDefault, scope: around, properties: [] },
    );
  }
  for (const { name, scope: around, binding } of assigned) bind(bindingScope(around, name) ?? script, name, binding);
  return { calls, assignments, modules };
}

/** A parameter with a default value. */
interface Parameter {
  readonly name: string;
  readonly scope: Scope;
  /** The name of the function; null where it has none. */
  readonly ofFunction: string | null;
  readonly index: number;
  readonly byDefault: SyntaxNode;
}

function parameterOf(definition: SyntaxNode, scope: Scope, source: JavascriptSource): Parameter | null {
  const list = definition.parent;
  const byDefault = list?.name === "ParamList" ? valueBehind(definition) : null;
  if (!list?.parent || byDefault === null) return null;
  const before = childrenOf(list).filter(({ name, from }) => name === "," && from < definition.from);
  return {
    name: source.textOf(definition),
    scope,
    ofFunction: functionName(list.parent, source),
    index: before.length,
    byDefault,
  };
}

/** What a function is called by: its own name, or that of the variable or property that holds it. */
function functionName(node: SyntaxNode, source: JavascriptSource): string | null {
  const own = node.getChild("VariableDefinition") ?? node.getChild("PropertyDefinition");
  if (own !== null) return source.textOf(own) === "constructor" ? null : source.textOf(own);
  const held = node.parent;
  const name = held?.getChild("VariableDefinition") ?? held?.getChild("PropertyDefinition") ?? null;
  return name === null ? null : source.textOf(name);
}

/** With how many arguments at most a file calls what has a name. */
function mostArguments(calls: readonly Call[], source: JavascriptSource): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { node } of calls) {
    const callee = node.getChild("VariableName") ?? node.getChild("MemberExpression")?.lastChild;
    const list = node.getChild("ArgList");
    if (!callee || list === null) continue;
    const given = childrenOf(list).filter(({ name }) => !["(", ")", ","].includes(name)).length;
    const name = source.textOf(callee);
    most.set(name, Math.max(given, most.get(name) ?? 0));
  }
  return most;
}

/** Where a name seen from a scope is bound; null for a global name. */
export function bindingScope(scope: Scope, name: string): Scope | null {
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    if (around.bindings.has(name)) return around;
  }
  return null;
}

/** What a variable is given where it is given one value, once, with the scope of that. */
export function soleValue(name: string, scope: Scope): { readonly value: SyntaxNode; readonly scope: Scope } | null {
  const bindings = bindingScope(scope, name)?.bindings.get(name) ?? [];
  const [binding] = bindings;
  if (bindings.length !== 1 || binding.kind !== "value" || binding.properties.length > 0) return null;
  return binding;
}

function bind(scope: Scope, name: string, binding: Binding): void {
  const bindings = scope.bindings.get(name);
  if (bindings === undefined) scope.bindings.set(name, [binding]);
  else bindings.push(binding);
}

/** Where and as what a definition binds its name; null where it binds none, since it only says what is there. */
function definitionOf(
  definition: SyntaxNode,
  scope: Scope,
  source: JavascriptSource,
): { readonly home: Scope | "assignment" | null; readonly binding: Binding } {
  const { target, properties } = outermostPattern(definition, source);
  const holder = target.parent;
  const value = holder === null ? null : valueBehind(target);
  const taken: Binding =
    value === null || properties === null ? { kind: "other" } : { kind: "value", value, scope, properties };
  switch (holder?.name) {
    case "VariableDeclaration": {
      if (holder.parent?.name === "AmbientDeclaration") return { home: null, binding: taken };
      const isBare = value === null && target === definition;
      const home = holder.firstChild?.name === "var" ? functionAround(scope) : scope;
      return { home, binding: isBare ? { kind: "declaration" } : taken };
    }
    case "AssignmentExpression":
      return { home: "assignment", binding: taken };
    case "ImportDeclaration":
    case "ImportGroup":
      return { home: null, binding: taken };
    case "FunctionDeclaration":
      return { home: scope.parent ?? scope, binding: { kind: "other" } };
    default:
      return { home: scope, binding: { kind: "other" } };
  }
}

/**
 * The pattern around a definition that is no part of another, or the definition itself, with the properties that lead
 * from the pattern's value to the definition's; null where it is not properties alone that do.
 */
function outermostPattern(
  definition: SyntaxNode,
  source: JavascriptSource,
): { readonly target: SyntaxNode; readonly properties: readonly string[] | null } {
  const properties: string[] = [];
  let isRead = true;
  let target = definition;
  for (let parent = target.parent; parent !== null; parent = target.parent) {
    if (parent.name === "PatternProperty") {
      const [first, second] = childrenOf(parent);
      const isPlain = first.name === "PropertyName" ? second?.name === ":" : second === undefined;
      if (isPlain) properties.unshift(source.textOf(first));
      else isRead = false;
    } else if (parent.name === "ArrayPattern") isRead = false;
    else if (parent.name !== "ObjectPattern") break;
    target = parent;
  }
  return { target, properties: isRead ? properties : null };
}

/** What a target is given: the expression behind the next sign of equality, before the next comma. */
function valueBehind(target: SyntaxNode): SyntaxNode | null {
  for (let next = target.nextSibling; next !== null && next.name !== ","; next = next.nextSibling) {
    if (next.name === "Equals") return next.nextSibling?.type.isError ? null : next.nextSibling;
  }
  return null;
}

function functionAround(scope: Scope): Scope {
  let around = scope;
  while (!around.isFunction && around.parent !== null) around = around.parent;
  return around;
}

/** @returns the module that is imported from, if it is there */
function bindImports(statement: SyntaxNode, scope: Scope, source: JavascriptSource): readonly string[] {
  const children = childrenOf(statement);
  const from = statement.getChild("String");
  const module = from === null ? null : source.textOf(from).slice(1, -1);
  const isOfTypes = children[1]?.name === "type";
  const bindAs = (name: SyntaxNode, imported: string | null) => {
    const isValue = module !== null && !isOfTypes;
    bind(scope, source.textOf(name), isValue ? { kind: "import", module, name: imported } : { kind: "other" });
  };
  children.forEach((child, index) => {
    if (child.name === "VariableDefinition") bindAs(child, children[index - 2]?.name === "Star" ? null : "default");
    if (child.name !== "ImportGroup") return;
    const names = childrenOf(child);
    names.forEach((name, at) => {
      if (name.name !== "VariableDefinition") return;
      const isRenamed = names[at - 1]?.name === "as" && at >= 2;
      bindAs(name, source.textOf(isRenamed ? names[at - 2] : name));
    });
  });
  return module === null ? [] : [module];
}
