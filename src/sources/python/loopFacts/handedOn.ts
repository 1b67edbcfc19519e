import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo } from "../assignedCalls";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import type { PythonSource } from "../pythonSource";
import { classAround } from "./calledInFile";
import type { Execution } from "./executionOrder";
import type { LoopSubject } from "./loopSubject";

/** Functions that are given an optimizer and leave its gradients alone. */
const takesOnlyRate =
  /save|checkpoint|resume|load|learning_?rate|_lr\b|^lr_|\blr\b|schedul|warm|^(print|len|isinstance|id|type|str|repr|hasattr|getattr|setattr|list|prepare|setup|setup_optimizers|GradScaler|unscale_|scale|append|log)$/i;

const schedulers: ReadonlySet<string> = new Set(["schedule", "unknownSchedule", "composition", "selector"]);

/**
 * Whether a call that is not of the file may do anything with an optimizer: it is given it, or an object that has it.
 *
 * @param name of what is called, the last one
 */
export function isHandedOn({ node, scope }: Execution, name: string, subject: LoopSubject): boolean {
  const { source, calls, call } = subject;
  const given = callArguments(node, source).flatMap(({ value }) => value ?? []);
  const isOptimizer = (value: SyntaxNode) =>
    namesSubject(value, subject) &&
    callsAssignedTo(value, { scope }, calls, source).some((made) => made.node.from === call.node.from);
  if (!given.some(isOptimizer) && !isHandedWithOwner(node, given, subject)) return false;
  return !takesOnlyRate.test(name) && !isScheduler(node, subject);
}

function isScheduler({ from, to }: SyntaxNode, { calls }: LoopSubject): boolean {
  return calls.some(({ node, callee }) => node.from === from && node.to === to && schedulers.has(callee.kind));
}

/** Whether an expression may be the optimizer by its text; it saves a search for most. */
function namesSubject(value: SyntaxNode, { name, source }: LoopSubject): boolean {
  const text = source.textOf(value);
  return text.length < 200 && (/opt|solver/i.test(text) || text === name);
}

/** Whether a call may get at the optimizer of an object: `callback(self)`, `super().step()`, `self.update()` of a class elsewhere. */
function isHandedWithOwner({ firstChild }: SyntaxNode, given: readonly SyntaxNode[], subject: LoopSubject): boolean {
  const { name, source } = subject;
  const owner = name === null ? null : (/^(\w+)\./.exec(name)?.[1] ?? null);
  const callee = firstChild === null ? "" : source.textOf(firstChild);
  if (owner === null) return false;
  if (callee.startsWith("super(")) return !callee.endsWith("__init__");
  if (given.some((expression) => source.textOf(expression) === owner)) return true;
  // What an object is assigned is no method of its class.
  const isMethod = firstChild?.firstChild != null && source.textOf(firstChild.firstChild) === owner;
  return isMethod && !indexOf(source).given.has(callee) && hasBases(firstChild, source);
}

/** Whether the class around a node may inherit what the file does not show. */
function hasBases(node: SyntaxNode, source: PythonSource): boolean {
  const owner = classAround(node);
  return owner === null || callArguments(owner, source).length > 0;
}
