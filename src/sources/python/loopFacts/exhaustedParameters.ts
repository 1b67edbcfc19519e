import type { SyntaxNode } from "@lezer/common";
import type { ExhaustedParameters } from "../../loopFacts";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import { bindingScope, soleAssignment } from "../scopes";
import { parametersOf } from "./parameterRoots";
import { namesOf } from "./usesElsewhere";

/** Functions that go through all that they are given. */
const goesThrough =
  /^(list|tuple|sum|set|sorted|max|min|any|all|dict|clip_grad_norm_|clip_grad_value_|clip_grad_norm)$/;

const clips = /^clip_grad/;

/**
 * Where a generator of parameters, `params = model.parameters()`, is gone through a second time and gives nothing: by the optimizer, or by clipping
 * behind it.
 *
 * @returns null where the parameters are a list, and where the text does not show that both happen
 */
export function exhaustedParameters(
  { node, scope }: FrameworkCall,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): ExhaustedParameters | null {
  const given = parametersOf(node, source);
  if (given?.name !== "VariableName") return null;
  const name = source.textOf(given);
  const home = bindingScope(scope, name);
  const assigned = soleAssignment(name, scope);
  if (assigned === null || assigned.home !== scope || !isGenerator(assigned.value, source)) return null;
  const { scopes } = indexOf(source);
  const uses = namesOf(name, source)
    .filter((use) => bindingScope(scopes.scopeOf(use), name) === home)
    .flatMap((use) => {
      const by = consumerOf(use, calls, source);
      return by === null ? [] : [{ use, by }];
    });
  const own = uses.findIndex(({ use }) => use.from === given.from);
  const before = uses.slice(0, own).find(({ use }) => isInBlockOf(given, use));
  const place = (of: SyntaxNode) => source.rangeOf(of);
  const made = place(assigned.value);
  if (before !== undefined) return { name, made, first: place(before.use), second: place(given), by: "optimizer" };
  const clip = uses.slice(own + 1).find(({ use, by }) => by === "clipping" && isInBlockOf(use, given));
  return clip === undefined ? null : { name, made, first: place(given), second: place(clip.use), by: "clipping" };
}

/** What can be gone through once: `model.parameters()` of torch, `filter(…)`, `(p for p in …)`. */
function isGenerator(value: SyntaxNode, source: PythonSource): boolean {
  if (value.name === "ComprehensionExpression") return true;
  const callee = value.name === "CallExpression" ? value.firstChild : null;
  const last = callee?.name === "MemberExpression" ? callee.lastChild : callee;
  const called = last ? source.textOf(last) : "";
  // A class of the file may give a list.
  const { definitions } = indexOf(source);
  if (callee?.name === "MemberExpression") return called === "parameters" && !definitions.has(called);
  return (called === "filter" || called === "map") && !definitions.has(called);
}

/** What goes through all of a generator where it stands; null where that is not known. */
function consumerOf(
  use: SyntaxNode,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): "optimizer" | "clipping" | "other" | null {
  const around = use.parent;
  if (use.prevSibling?.name === "in") return "other";
  const call = around?.name === "ArgList" ? around.parent : null;
  const callee = call?.firstChild ?? null;
  if (call === null || callee === null || use.nextSibling?.name === "AssignOp") return null;
  const isOptimizer = calls.some(
    ({ node, callee: { kind } }) => node.from === call.from && node.to === call.to && kind === "optimizer",
  );
  if (isOptimizer) return "optimizer";
  const last = callee.name === "MemberExpression" ? callee.lastChild : callee;
  const called = last === null ? "" : source.textOf(last);
  return clips.test(called) ? "clipping" : goesThrough.test(called) ? "other" : null;
}

/** Whether a node is behind a statement in the same block, or in a block within it: it comes after it in every run. */
function isInBlockOf(node: SyntaxNode, earlier: SyntaxNode): boolean {
  for (let around = earlier.parent; around !== null; around = around.parent) {
    if (around.name === "Body" || around.name === "Script") return around.from <= node.from && node.to <= around.to;
  }
  return false;
}
