import type { SyntaxNode } from "@lezer/common";
import type { LoopEvent, LoopFacts } from "../../loopFacts";
import { callsAssignedTo, targetsOf } from "../assignedCalls";
import { assignmentsOf } from "../assignments";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import { loopsAround } from "../loops";
import type { PythonSource } from "../pythonSource";
import { bindingScope } from "../scopes";
import type { Execution } from "./executionOrder";
import { overlaps, rootsOf } from "./parameterRoots";
import { passesOf } from "./passesOf";
import { isUnused } from "./usesElsewhere";

/** What gives parameters their next values, and does not make them anew. */
const updates = /apply_updates|update|step|tree_map|tree\.map/;

/**
 * What a file does with the state of a transformation of optax: where `init` makes it, and whether every `update` is given that of the one before.
 *
 * @param calls of the file that concern optimizers
 * @returns null where the file updates nothing by it
 */
export function readOptaxLoop(
  call: FrameworkCall,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): LoopFacts | null {
  const methods = indexOf(source).calls;
  if (!methods.has("init") || !methods.has("update")) return null;
  const [target] = targetsOf(call.node);
  const passes = target === undefined ? null : passesOf(calls, source);
  if (passes === null) return null;
  const read = passes.map((pass) => ({
    events: pass.flatMap((execution) => eventOf(execution, pass, call, calls, source) ?? []),
    isOnlyOptimizer: true,
  }));
  const own = read.filter(({ events }) => events.length > 0);
  if (own.length === 0) return null;
  return {
    name: source.textOf(target),
    passes: own,
    isHandedOn: false,
    isUsedElsewhere: true,
    exhausted: null,
    schedulers: [],
  };
}

function eventOf(
  execution: Execution,
  pass: readonly Execution[],
  call: FrameworkCall,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): LoopEvent | null {
  const { node, statement, scope, loops, conditions, isCompiled } = execution;
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  const [object, method] = callee?.name === "MemberExpression" ? [callee.firstChild, callee.lastChild] : [null, null];
  if (!object || !method) return null;
  const name = source.textOf(method);
  if (name !== "init" && name !== "update") return null;
  const made = callsAssignedTo(object, { scope }, calls, source);
  if (made.length !== 1 || made[0] !== call) return null;
  const place = { range: source.rangeOf(node), statement: source.rangeOf(statement), loops, conditions };
  if (name === "update") {
    const dropsState = losesState(node, execution, source);
    const [updated] = node.parent?.name === "AssignStatement" ? assignmentsOf(node.parent) : [];
    const isApplied = updated === undefined || !isUnused(updated.target, source);
    return { kind: "step", scaler: null, isCompiled, dropsState, isUnused: !isApplied, ...place };
  }
  const keepsParameters = liveOn(execution, pass, source);
  return { kind: "create", keepsParameters, dependsOnLoop: true, ...place };
}

/** Whether nothing in the innermost loop around makes the parameters anew that `init` is given. */
function liveOn({ node, scope, loops }: Execution, pass: readonly Execution[], source: PythonSource): boolean {
  const loop = loops[loops.length - 1];
  const [parameters] = callArguments(node, source);
  if (loop === undefined || loopsAround(node).length === 0 || !parameters?.value) return false;
  const roots = rootsOf(parameters.value, scope, source);
  const within = pass.filter((it) => it.loops.some(({ id }) => id === loop.id));
  const isAnew = ({ node: other }: Execution, text: string) =>
    other.name === "AssignStatement" &&
    assignmentsOf(other).some(({ target, value, element }) => {
      const from = value ?? element?.whole ?? null;
      return overlaps(source.textOf(target), text) && (from === null || !updates.test(source.textOf(from)));
    });
  return (
    roots.length > 0 && roots.every(({ text, isParameter }) => !isParameter && !within.some((it) => isAnew(it, text)))
  );
}

/** Whether the state that an update gives back goes nowhere: `updates, _ = tx.update(…)`, or to a variable that the next update is not given. */
function losesState(call: SyntaxNode, { scope }: Execution, source: PythonSource): boolean {
  const statement = call.parent;
  const [loop] = loopsAround(call);
  if (statement?.name !== "AssignStatement") return false;
  const assigned = assignmentsOf(statement).map(({ target }) => source.textOf(target));
  if (assigned.length === 2 && assigned[1] === "_") return true;
  const given = callArguments(call, source)[1]?.value;
  if (loop === undefined || assigned.length !== 2 || given?.name !== "VariableName") return false;
  const text = source.textOf(given);
  const bindings = bindingScope(scope, text)?.bindings.get(text) ?? [];
  const isOfFunction = bindings.some(({ kind }) => kind === "parameter");
  return !isOfFunction && !bindings.some(({ node }) => loop.from <= node.from && node.to <= loop.to);
}
