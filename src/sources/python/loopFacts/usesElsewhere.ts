import type { SyntaxNode } from "@lezer/common";
import { targetsOf } from "../assignedCalls";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import { bindingScope } from "../scopes";
import { namedInFile } from "./calledInFile";

/** Functions that only look at what they are given, schedulers, and the preparation by accelerate, which steps nothing. */
const onlyLooks =
  /^(print|len|isinstance|type|str|repr|id|hasattr)$|(^|\.)(prepare|\w*LR|\w*Restarts|ReduceLROnPlateau|get_\w*schedule\w*|get_scheduler)$/;

/**
 * Whether what a call makes goes anywhere but to one variable that nothing else is given.
 *
 * @param methods and attributes that it may be asked for
 */
export function goesElsewhere({ node, scope }: FrameworkCall, methods: RegExp, source: PythonSource): boolean {
  if (node.parent?.name === "ExpressionStatement") return false;
  const [target, ...others] = targetsOf(node);
  if (target?.name !== "VariableName" || others.length > 0) return true;
  const name = source.textOf(target);
  const home = bindingScope(scope, name);
  const { scopes } = indexOf(source);
  return namesOf(name, source).some((use) => {
    if (bindingScope(scopes.scopeOf(use), name) !== home) return false;
    return !isLookedAt(use, methods, source);
  });
}

/** Every place of a file where a variable of this name stands. */
export function namesOf(name: string, source: PythonSource): readonly SyntaxNode[] {
  const text = source.textOf(source.tree.topNode);
  return [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\b`, "g"))].flatMap(({ index }) => {
    const node = source.tree.resolveInner(index, 1);
    return node.name === "VariableName" ? [node] : [];
  });
}

/** Whether a use of a variable is an assignment, or a question. */
function isLookedAt(use: SyntaxNode, methods: RegExp, source: PythonSource): boolean {
  const around = use.parent;
  if (around?.name === "AssignStatement") {
    const assigned = around.getChild("AssignOp");
    return assigned !== null && use.to <= assigned.from;
  }
  if (around?.name === "MemberExpression") {
    const attribute = around.lastChild;
    return attribute?.name === "PropertyName" && methods.test(source.textOf(attribute));
  }
  const call = around?.name === "ArgList" ? around.parent : null;
  const isKeyword = around?.name === "ArgList" && use.nextSibling?.name === "AssignOp";
  if (isKeyword || call?.firstChild == null) return isKeyword;
  if (onlyLooks.test(source.textOf(call.firstChild))) return true;
  // A function of the file does nothing that is not seen; a class may keep it.
  return namedInFile(call.firstChild, indexOf(source).scopes.scopeOf(call), source) !== null;
}

/** Whether nothing of the file looks at a variable once it is assigned: it has no other place there. */
export function isUnused(target: SyntaxNode, source: PythonSource): boolean {
  if (target.name !== "VariableName") return false;
  const name = source.textOf(target);
  const { scopes } = indexOf(source);
  const home = bindingScope(scopes.scopeOf(target), name);
  const uses = namesOf(name, source).filter((use) => bindingScope(scopes.scopeOf(use), name) === home);
  return uses.every(({ from }) => from === target.from);
}
