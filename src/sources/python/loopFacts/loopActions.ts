import type { SyntaxNode } from "@lezer/common";
import type { LoopAction } from "../../loopFacts";
import { callsAssignedTo, targetsOf } from "../assignedCalls";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import { assignmentAction } from "./assignmentAction";
import { backwardAction } from "./backwardAction";
import { clipAction } from "./clipAction";
import type { Execution } from "./executionOrder";
import { isHandedOn } from "./handedOn";
import type { LoopSubject } from "./loopSubject";
import { isPersistent } from "./persistentTape";
import { isUnused } from "./usesElsewhere";

/** Something that a run does with an optimizer; `handedOn` where the file does not show what that is. */
export type Action = LoopAction | { readonly kind: "handedOn" };

/** What an execution is for an optimizer; null for what does not concern it. The optimizer's own creation is not among them. */
export function actionOf(execution: Execution, subject: LoopSubject): Action | null {
  return execution.node.name === "CallExpression"
    ? callAction(execution, subject)
    : assignmentAction(execution, subject);
}

/** Calls that neither make nor change gradients, by their last name. */
const harmless =
  /^(print|len|int|float|str|list|dict|tuple|range|zip|enumerate|isinstance|hasattr|getattr|id|type|format|join|append|extend|item|items|keys|values|tolist|mean|sum|max|min|abs|round|sqrt|detach|cpu|cuda|numpy|to|size|dim|view|time|perf_counter|synchronize|empty_cache|step|get_last_lr|get_lr|state_dict|param_groups|parameters|named_parameters|trange|tqdm|set_postfix|set_description|write|log|log_metrics|info|debug|warning|error|add_scalar|add_scalars|add_histogram|save|load|eval|train|no_grad|autocast|update|update_meter|get_scale|isnan|isfinite|isinf|exit|close|flush|exp|accuracy_score|argmax|eq|clone|record|record_function|next|iter)$/;

/** Functions that set gradients to zero, whatever they are called. */
const clears =
  /^(zero_grad|zero_grads|zero_gradients?|clear_grad(ient)?s?|reset_grad(ient)?s?|zero_grad_buffer|_foreach_zero_)$/i;

function callAction(execution: Execution, subject: LoopSubject): Action | null {
  const { source, calls } = subject;
  const { node, scope } = execution;
  const callee = node.firstChild;
  const last = callee?.name === "MemberExpression" ? callee.lastChild : callee;
  if (callee === null || !last) return { kind: "other" };
  const name = source.textOf(last);
  const object = callee.name === "MemberExpression" ? callee.firstChild : null;
  const given = callArguments(node, source);
  const [first] = given;
  const isOwn = (expression: SyntaxNode | null | undefined) =>
    expression != null &&
    callsAssignedTo(expression, { scope }, calls, source).some((made) => isSame(made, subject.call));
  const argument = (wanted: string) => given.find((it) => it.name === wanted)?.value ?? null;
  const isFalse = (expression: SyntaxNode | null) => expression !== null && source.textOf(expression) === "False";
  if (clears.test(name)) {
    const own = isOwn(object);
    const isFirst = first !== undefined && first.name === null;
    const keepsZeros = isFalse(argument("set_to_none") ?? (isFirst ? first.value : null));
    const isModel = object !== null && subject.model !== null && source.textOf(object) === subject.model;
    return { kind: "zero", of: own || (isModel && name === "zero_grad") ? "optimizer" : "unknown", keepsZeros };
  }
  if (name === "zero_" || name === "fill_") {
    const isGradient = object !== null && /\.grad(\.data)?$/.test(source.textOf(object));
    return isGradient ? { kind: "zero", of: "unknown", keepsZeros: true } : null;
  }
  if (/\.grad(\.data)?$/.test(object === null ? "" : source.textOf(object)) && name.endsWith("_")) {
    return name === "detach_" || name === "requires_grad_" ? null : { kind: "setGradients" };
  }
  if (name === "backward" || name === "manual_backward") return backwardAction(execution, object, source);
  if (name === "grad" && object !== null && /autograd$/.test(source.textOf(object))) return { kind: "setGradients" };
  if (name === "unscale_") return isOwn(first?.value) ? { kind: "unscale" } : null;
  if (/^clip_grad(_norm|_value)?_?$/.test(name)) return clipAction(execution, object, subject);
  if (name === "step" || name === "optimizer_step") {
    const { isCompiled } = execution;
    if (isOwn(object)) return { kind: "step", scaler: null, isCompiled, dropsState: false, isUnused: false };
    if (isOwn(first?.value)) {
      return {
        kind: "step",
        scaler: object === null || name !== "step" ? null : source.textOf(object),
        isCompiled,
        dropsState: false,
        isUnused: false,
      };
    }
    const made = object === null ? [] : callsAssignedTo(object, { scope }, calls, source);
    const own = made.find((call) => subject.schedulers.some((scheduler) => isSame(call, scheduler)));
    return own === undefined ? null : { kind: "schedule", scheduler: nameOf(own), isGiven: first !== undefined };
  }
  if (name === "apply_gradients" || name === "apply") {
    if (isOwn(object))
      return { kind: "step", scaler: null, isCompiled: execution.isCompiled, dropsState: false, isUnused: false };
  }
  if (name === "minimize" && isOwn(object)) return { kind: "handedOn" };
  if (name === "gradient" && object !== null && given.length >= 2) {
    const keepsGraph = isPersistent(object, execution, source);
    return {
      kind: "backward",
      loss: source.textOf(object),
      isScaled: false,
      keepsGraph,
      cutBy: null,
      isUnused: goesNowhere(node, source),
    };
  }
  if (name === "update" && object !== null && isScaler(object, source)) return { kind: "updateScale" };
  if (name === "add_param_group" && isOwn(object)) return { kind: "addParameters" };
  if (name === "load_state_dict") return null;
  const isMove = /^(to|cuda|cpu|xpu|mps)$/.test(name) && object !== null && source.textOf(object) === subject.model;
  if (isMove) return { kind: "move", what: source.textOf(node) };
  if (harmless.test(name)) return null;
  return { kind: isHandedOn(execution, name, subject) ? "handedOn" : "other" };
}

/** Whether what a call gives back is assigned to a variable that nothing looks at, or to none. */
function goesNowhere(call: SyntaxNode, source: PythonSource): boolean {
  const targets = targetsOf(call);
  const isAlone = call.parent?.name === "ExpressionStatement";
  return isAlone || (targets.length > 0 && targets.every((target) => isUnused(target, source)));
}

/** By its name, or as what is assigned a `GradScaler`. */
function isScaler(object: SyntaxNode, source: PythonSource): boolean {
  const text = source.textOf(object);
  const [assigned] = indexOf(source).given.get(text) ?? [];
  const callee = assigned?.value.name === "CallExpression" ? assigned.value.firstChild : null;
  return /scaler/i.test(text) || (callee !== null && /GradScaler$/.test(source.textOf(callee)));
}

function nameOf({ callee }: FrameworkCall): string {
  if ("entry" in callee) return callee.entry.name;
  return callee.kind === "unknownSchedule" ? callee.name : "";
}

function isSame(a: FrameworkCall, b: FrameworkCall): boolean {
  return a.node.from === b.node.from && a.node.to === b.node.to;
}
