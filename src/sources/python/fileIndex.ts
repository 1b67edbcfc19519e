import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import { callArguments } from "./callArguments";
import { childrenOf, type PythonSource } from "./pythonSource";
import { collectScopes, type Scope, type Scopes } from "./scopes";
import { nodesOf } from "./syntaxNodes";

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

/** What has to be looked up all over a file. */
export interface FileIndex {
  readonly scopes: Scopes;
  /** Assignments and loops by the text of what they give a value. */
  readonly given: ReadonlyMap<string, readonly GivenValue[]>;
  /** By the text of the list or dictionary. */
  readonly added: ReadonlyMap<string, readonly AddedPart[]>;
  /** Calls by the last name of what is called: `train` of `self.train()`. */
  readonly calls: ReadonlyMap<string, readonly SyntaxNode[]>;
  /** Definitions of functions and classes by name. */
  readonly definitions: ReadonlyMap<string, readonly SyntaxNode[]>;
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
  for (const node of nodesOf(source, "AssignStatement", "NamedExpression", "for")) {
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
  for (const node of nodesOf(source, "CallExpression")) {
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
  for (const node of nodesOf(source, "FunctionDefinition", "ClassDefinition")) {
    const own = node.getChild("VariableName");
    if (own !== null) push(definitions, source.textOf(own), node);
  }
  return { scopes, given, added, calls, definitions };
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
