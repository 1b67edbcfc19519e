import type { SyntaxNode } from "@lezer/common";
import type { CompositionEntry, ScheduleEntry } from "../catalogue/catalogue";
import type { OptimizerConfiguration, ScheduleConfiguration, SourceIssue } from "../configuration";
import { bindArguments, bindHandedOn } from "./bindArguments";
import { componentsOf } from "./composedSchedulers";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { readSelectedSchedule } from "./selectedSchedule";

/** What is known of an optimizer's schedule. */
export type ReadSchedule = Pick<OptimizerConfiguration, "schedule" | "unresolved" | "issues">;

export const noSchedule: ReadSchedule = { schedule: null, unresolved: [], issues: [] };

/** Schedulers made of others that are nested deeper are not read; it bounds the work on circles. */
const MAXIMUM_DEPTH = 8;

/**
 * The schedule of an optimizer. Several schedulers that no other one is made of act together in ways that are not read yet.
 *
 * @param calls the optimizer's schedulers
 */
export function readTorchSchedule(calls: readonly FrameworkCall[], source: PythonSource): ReadSchedule {
  if (calls.length === 0) return noSchedule;
  const outermost = outermostSchedulers(calls, source);
  if (outermost.length === 1) return readScheduler(outermost[0], calls, source, 0);
  const issues = outermost.map(({ node }) => notSimulated(node, "Several schedulers of one optimizer", source));
  return { schedule: null, unresolved: ["schedule"], issues };
}

/** The schedulers that no other one is made of. */
export function outermostSchedulers(calls: readonly FrameworkCall[], source: PythonSource): readonly FrameworkCall[] {
  const components = new Set(calls.flatMap((call) => componentsOf(call, calls, source) ?? []).map(({ call }) => call));
  return calls.filter((call) => !components.has(call));
}

/** A schedule that consists of one. */
export function readSchedule(call: FrameworkCall, entry: ScheduleEntry, source: PythonSource): ReadSchedule {
  const { node, scope, given, known = {}, remarks = [] } = call;
  const { hyperparameters, unresolved, issues } =
    given === undefined
      ? bindArguments(entry, node, scope, source)
      : bindHandedOn(entry, { arguments: given, known }, node, scope, source);
  const schedule: ScheduleConfiguration = { name: entry.name, range: source.rangeOf(call.node), hyperparameters };
  return { schedule, unresolved: unresolved.map((name) => `${entry.title}.${name}`), issues: [...issues, ...remarks] };
}

function readScheduler(
  call: FrameworkCall,
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
  depth: number,
): ReadSchedule {
  const { callee } = call;
  if (callee.kind === "schedule") return readSchedule(call, callee.entry, source);
  if (callee.kind === "selector") return readSelectedSchedule(call, callee.entry, source);
  if (callee.kind === "composition") return readComposition(call, callee.entry, schedulers, source, depth);
  const name = callee.kind === "unknownSchedule" ? callee.name : "This";
  return { schedule: null, unresolved: ["schedule"], issues: [notSimulated(call.node, name, source)] };
}

function readComposition(
  call: FrameworkCall,
  entry: CompositionEntry,
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
  depth: number,
): ReadSchedule {
  const bound = bindArguments(entry, call.node, call.scope, source, () => true);
  const components = depth < MAXIMUM_DEPTH ? componentsOf(call, schedulers, source) : null;
  if (components === null) {
    const isGiven = bound.expressions.has("schedulers");
    const unread = notSimulated(call.node, `A ${entry.title} whose list of schedulers cannot be read`, source);
    return { schedule: null, unresolved: ["schedule"], issues: isGiven ? [...bound.issues, unread] : bound.issues };
  }
  const read = components.map((component): ReadSchedule => {
    if (component.call !== null) return readScheduler(component.call, schedulers, source, depth + 1);
    const unread = notSimulated(component.node, `${source.textOf(component.node)}, which cannot be read,`, source);
    return { schedule: null, unresolved: ["schedule"], issues: [unread] };
  });
  const schedules = read.flatMap(({ schedule }) => schedule ?? []);
  const isRead = schedules.length === read.length;
  const { hyperparameters } = bound;
  const schedule = { name: entry.name, range: source.rangeOf(call.node), hyperparameters, schedules };
  const unresolved = bound.unresolved
    .filter((name) => entry.arguments.find((argument) => argument.name === name)?.kind !== "execution")
    .map((name) => `${entry.title}.${name}`);
  return {
    schedule: isRead ? schedule : null,
    unresolved: isRead ? [...unresolved, ...read.flatMap((component) => component.unresolved)] : ["schedule"],
    issues: [...bound.issues, ...read.flatMap(({ issues }) => issues)],
  };
}

function notSimulated(node: SyntaxNode, what: string, source: PythonSource): SourceIssue {
  return { severity: "information", message: `${what} cannot be simulated yet.`, range: source.rangeOf(node) };
}
