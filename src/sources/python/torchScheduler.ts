import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo } from "./assignedCalls";
import { callArguments } from "./callArguments";
import { componentsOf } from "./composedSchedulers";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";

/** Schedulers made of others that are nested deeper belong to no optimizer; it bounds the work on circles. */
const MAXIMUM_DEPTH = 8;

/**
 * Which schedulers belong to which optimizer: those whose first argument is the variable that the optimizer was assigned to, and
 * those that are made of such.
 */
export function assignSchedulers(
  optimizers: readonly FrameworkCall[],
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
): ReadonlyMap<FrameworkCall, readonly FrameworkCall[]> {
  const assigned = new Map<FrameworkCall, FrameworkCall[]>();
  for (const scheduler of schedulers) {
    for (const optimizer of optimizersOf(scheduler, optimizers, schedulers, source)) {
      assigned.set(optimizer, [...(assigned.get(optimizer) ?? []), scheduler]);
    }
  }
  return assigned;
}

function optimizersOf(
  scheduler: FrameworkCall,
  optimizers: readonly FrameworkCall[],
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
  depth = 0,
): readonly FrameworkCall[] {
  if (depth > MAXIMUM_DEPTH) return [];
  const { callee } = scheduler;
  if (callee.kind === "composition" && callee.entry.subject === undefined) {
    const components = componentsOf(scheduler, schedulers, source) ?? [];
    const first = components.find(({ call }) => call !== null)?.call;
    return first ? optimizersOf(first, optimizers, schedulers, source, depth + 1) : [];
  }
  const subject = subjectOf(scheduler, source);
  return subject === null ? [] : callsAssignedTo(subject, scheduler, optimizers, source);
}

function subjectOf({ node, callee }: FrameworkCall, source: PythonSource): SyntaxNode | null {
  const given = callArguments(node, source);
  const named = given.find(({ name }) => name === "optimizer");
  const place = ("entry" in callee ? callee.entry.subjectAt : undefined) ?? 0;
  const isPositional = given.slice(0, place + 1).every(({ name, spread }) => name === null && spread === null);
  return (named ?? (isPositional ? given[place] : undefined))?.value ?? null;
}
