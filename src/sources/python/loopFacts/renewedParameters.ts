import type { SyntaxNode } from "@lezer/common";
import type { EnteredLoop } from "../../loopFacts";
import { assignmentsOf } from "../assignments";
import { callArguments } from "../callArguments";
import { iterationOf } from "../loops";
import { childrenOf, type PythonSource } from "../pythonSource";
import { bindingScope } from "../scopes";
import type { Execution } from "./executionOrder";
import { overlaps, type Root } from "./parameterRoots";

/** Methods and functions after which parameters are no longer what they were. */
const resets = /init|reset|load|apply|copy_|fill_|deepcopy/i;

/**
 * Whether what an optimizer updates lives on from round to round of the innermost loop around its creation: nothing in the loop makes it anew or
 * resets it, as far as the text shows.
 */
export function keepsParameters(
  creation: Execution,
  pass: readonly Execution[],
  roots: readonly Root[],
  source: PythonSource,
): boolean {
  const loop = creation.loops[creation.loops.length - 1];
  if (loop === undefined || roots.length === 0) return false;
  const within = pass.filter(({ loops }) => loops.some(({ id }) => id === loop.id));
  const targets = targetsOfLoop(creation.node, loop, source);
  return roots.every(({ text, isParameter }) => {
    // What a function is given may be another in every call.
    if (isParameter && targets === null) return false;
    const isTarget = (targets ?? []).some((target) => overlaps(target, text));
    return !isTarget && !within.some((execution) => renews(execution, text, source));
  });
}

/** The variables of a loop around a node; null where the loop is around a call of the node's function. */
function targetsOfLoop(node: SyntaxNode, { range }: EnteredLoop, source: PythonSource): readonly string[] | null {
  for (let around = node.parent; around !== null && around.name !== "FunctionDefinition"; around = around.parent) {
    const isLoop = around.name === "ForStatement" || around.name === "WhileStatement";
    if (!isLoop || source.rangeOf(around).line !== range.line) continue;
    const children = childrenOf(around);
    const inAt = children.findIndex(({ name }) => name === "in");
    return iterationOf(around) === null ? [] : children.slice(1, inAt).flatMap((it) => namesIn(it, source));
  }
  return null;
}

function namesIn(target: SyntaxNode, source: PythonSource): readonly string[] {
  return source.textOf(target).match(/[\w.]+/g) ?? [];
}

function renews({ node }: Execution, text: string, source: PythonSource): boolean {
  if (node.name === "AssignStatement") {
    return assignmentsOf(node).some(({ target }) => overlaps(source.textOf(target), text));
  }
  // A variable that is added to is what is learned.
  if (node.name !== "CallExpression") return false;
  const callee = node.firstChild;
  const method = callee?.name === "MemberExpression" ? callee.lastChild : callee;
  if (!method || !resets.test(source.textOf(method))) return false;
  const object = callee?.name === "MemberExpression" ? callee.firstChild : null;
  const given = callArguments(node, source).map(({ value }) => value);
  return [object, ...given].some((value) => value != null && overlaps(source.textOf(value), text));
}

/** Whether a call takes notice of what the innermost loop around it changes: `lr=rate` where the loop sets `rate`. */
export function dependsOnLoop({ node, scope, loops }: Execution, source: PythonSource): boolean {
  const loop = loops[loops.length - 1];
  if (loop === undefined) return false;
  let depends = false;
  node.cursor().iterate(({ name, node: inner }) => {
    if (name !== "VariableName" || depends) return !depends;
    const text = source.textOf(inner);
    const bindings = bindingScope(scope, text)?.bindings.get(text) ?? [];
    depends = bindings.some((binding) => {
      const { line } = source.rangeOf(binding.node);
      return binding.kind === "parameter" || (line >= loop.range.line && line <= loop.range.endLine);
    });
    return !depends;
  });
  return depends;
}
