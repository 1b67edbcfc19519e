import type { SyntaxNode } from "@lezer/common";
import type { LoopEvent, LoopFacts, LoopPass } from "../../loopFacts";
import { callsAssignedTo, targetsOf } from "../assignedCalls";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import type { StepCall } from "../stepInterval";
import type { Execution } from "./executionOrder";
import { exhaustedParameters } from "./exhaustedParameters";
import { actionOf } from "./loopActions";
import type { LoopSubject } from "./loopSubject";
import { parametersOf, rootsOf, soleModel } from "./parameterRoots";
import { passesOf } from "./passesOf";
import { dependsOnLoop, keepsParameters } from "./renewedParameters";
import { schedulersMade } from "./schedulersMade";
import { goesElsewhere } from "./usesElsewhere";

/** The calls of a file by which its loops are read. */
interface LoopedFile {
  readonly source: PythonSource;
  /** Every call that concerns optimizers. */
  readonly all: readonly FrameworkCall[];
  readonly steps: readonly StepCall[];
  readonly schedulers: ReadonlyMap<FrameworkCall, readonly FrameworkCall[]>;
}

/** Without one of these a file has no loop of its own; it saves a look at most files. */
const gradients = ["backward", "manual_backward", "gradient"];

/** What is done with an optimizer in its own loop. */
const ownMethods = /^(zero_grad|step|param_groups|state_dict|load_state_dict|add_param_group|defaults|state)$/;

/** What makes gradients and steps go together in ways that no order of statements shows. */
const hidden = ["register_post_accumulate_grad_hook", "register_hook", "_apply_optimizer_in_backward"];

/**
 * What a file does with an optimizer of torch or Keras in its training loop, in the order in which it is run.
 *
 * @returns null where the file works out no gradients, or too much happens in it
 */
export function readLoopFacts(call: FrameworkCall, file: LoopedFile): LoopFacts | null {
  const { source, all, steps } = file;
  const { calls } = indexOf(source);
  if (!gradients.some((name) => calls.has(name)) || hidden.some((name) => calls.has(name))) return null;
  const passes = passesOf(all, source);
  if (passes === null) return null;
  const [target] = targetsOf(call.node);
  const parameters =
    call.callee.kind === "optimizer" && call.callee.entry.subject !== undefined
      ? parametersOf(call.node, source)
      : null;
  const schedulers = file.schedulers.get(call) ?? [];
  const subject: LoopSubject = {
    call,
    name: target === undefined ? null : source.textOf(target),
    roots: parameters === null ? trainedRoots(source) : rootsOf(parameters, call.scope, source),
    model: parameters && soleModel(parameters, call.scope, source),
    schedulers,
    calls: all,
    source,
  };
  const read = passes.map((pass) => readPass(pass, subject));
  const own = read.filter(({ events }) => events.some(({ kind }) => kind === "create" || kind === "step"));
  if (own.length === 0) return null;
  return {
    name: subject.name,
    passes: own.map(({ events, isOnlyOptimizer }) => ({ events, isOnlyOptimizer })),
    isHandedOn: read.some((pass) => pass.isHandedOn),
    isUsedElsewhere: goesElsewhere(call, ownMethods, source),
    exhausted: parameters === null ? null : exhaustedParameters(call, all, source),
    schedulers: schedulersMade(schedulers, steps, source),
  };
}

function readPass(pass: readonly Execution[], subject: LoopSubject): LoopPass & Pick<LoopFacts, "isHandedOn"> {
  const { source, call } = subject;
  const events: LoopEvent[] = [];
  const others: Execution[] = [];
  let isHandedOn = false;
  for (const execution of pass) {
    const { node, statement, loops, conditions } = execution;
    const place = { range: source.rangeOf(node), statement: source.rangeOf(statement), loops, conditions };
    if (node.from === call.node.from && node.to === call.node.to) {
      const keeps = keepsParameters(execution, pass, subject.roots, source);
      events.push({
        kind: "create",
        keepsParameters: keeps,
        dependsOnLoop: dependsOnLoop(execution, source),
        ...place,
      });
      continue;
    }
    const action = actionOf(execution, subject);
    if (action?.kind === "handedOn") isHandedOn = true;
    if (action === null) {
      if (stepsAnother(execution, subject)) others.push(execution);
      continue;
    }
    const event: LoopEvent = action.kind === "handedOn" ? { kind: "other", ...place } : { ...action, ...place };
    const last = events[events.length - 1];
    // One after the other says no more than one.
    if (event.kind === "other" && last?.kind === "other" && isSamePlace(event, last)) continue;
    events.push(event);
  }
  return { events, isOnlyOptimizer: !others.some((other) => meetsStep(other, events)), isHandedOn };
}

function isSamePlace(a: LoopEvent, b: LoopEvent): boolean {
  return a.loops === b.loops && a.conditions === b.conditions;
}

/** Whether an execution steps something that may be another optimizer. */
function stepsAnother({ node, scope }: Execution, { source, calls, schedulers }: LoopSubject): boolean {
  const callee = node.firstChild;
  const method = callee?.name === "MemberExpression" ? callee.lastChild : null;
  const object = callee?.firstChild;
  if (!method || !object || !/^(step|apply_gradients|optimizer_step)$/.test(source.textOf(method))) return false;
  const [first] = callArguments(node, source);
  const subjects: readonly SyntaxNode[] = [object, ...(first?.value ? [first.value] : [])];
  return subjects.some((it) => {
    const made = callsAssignedTo(it, { scope }, calls, source);
    if (made.some((call) => schedulers.includes(call))) return false;
    const isOptimizer = made.some(({ callee: { kind } }) => kind === "optimizer" || kind === "unknownOptimizer");
    return isOptimizer || (made.length === 0 && /opt|solver/i.test(source.textOf(it)));
  });
}

/** Whether another optimizer is stepped in the loops of this one. */
function meetsStep({ loops }: Execution, events: readonly LoopEvent[]): boolean {
  const outermost = loops[0]?.id;
  return events.some((event) => event.kind === "step" && event.loops[0]?.id === outermost);
}

/** What TensorFlow's tapes are asked the gradients for. */
function trainedRoots(source: PythonSource): LoopSubject["roots"] {
  const { calls, scopes } = indexOf(source);
  return (calls.get("gradient") ?? []).flatMap((call) => {
    const given = callArguments(call, source);
    const variables = given.find(({ name }) => name === "sources")?.value ?? given[1]?.value;
    return variables ? rootsOf(variables, scopes.scopeOf(call), source) : [];
  });
}
