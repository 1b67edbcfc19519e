import type { SyntaxNode } from "@lezer/common";
import { findComposition } from "../catalogue/findEntry";
import type { ReadValue, ScheduleConfiguration, SourceIssue } from "../configuration";
import { callsAssignedTo } from "./assignedCalls";
import { bindArguments, bindHandedOn } from "./bindArguments";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import { givenArguments } from "./keywordArguments";
import { childrenOf, type PythonSource } from "./pythonSource";
import { type ReadSchedule, readTorchSchedule } from "./torchSchedule";

/** A schedule under a warm-up, with the statement that steps both; null where the file has none. */
export interface DampenedSchedule {
  readonly read: ReadSchedule;
  readonly place: { readonly node: SyntaxNode } | null;
}

/**
 * The schedule of an optimizer whose learning rate a warm-up of pytorch_warmup dampens: `with warmup_scheduler.dampening(): lr_scheduler.step()`.
 *
 * @param schedulers of the optimizer
 * @returns null where none of them is such a warm-up
 */
export function readDampened(
  optimizer: FrameworkCall,
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
): DampenedSchedule | null {
  const [warmup, ...others] = schedulers.filter(isWarmup);
  if (warmup === undefined) return null;
  const composition = findComposition("pytorch_warmup.BaseWarmup.dampening");
  if (others.length > 0 || composition === undefined)
    return { read: readTorchSchedule(schedulers, source), place: null };
  const inner = readTorchSchedule(
    schedulers.filter((scheduler) => scheduler !== warmup),
    source,
  );
  const own = readWarmup(warmup, optimizer, source);
  const place = dampeningOf(warmup, schedulers, source);
  if (place !== null && !isPlain(place)) {
    const message = "What a warm-up dampens under a condition cannot be simulated yet.";
    const [head = place] = childrenOf(place).filter(({ name }) => name === "CallExpression");
    return { read: unread(message, head, [...inner.issues, ...own.issues], source), place: null };
  }
  const schedules = [...(inner.schedule === null ? [] : [inner.schedule]), own.schedule];
  const isRead = inner.schedule !== null || inner.unresolved.length === 0;
  const schedule: ScheduleConfiguration = {
    name: composition.name,
    range: source.rangeOf(warmup.node),
    hyperparameters: {},
    schedules,
  };
  const read: ReadSchedule = {
    schedule: isRead ? schedule : null,
    unresolved: [...inner.unresolved, ...own.unresolved],
    issues: [...inner.issues, ...own.issues],
  };
  return { read, place: place && { node: place } };
}

function isWarmup({ callee }: FrameworkCall): boolean {
  return callee.kind === "schedule" && callee.entry.framework === "pytorch-warmup";
}

/** A warm-up, with what it looks up in its optimizer. */
function readWarmup(
  warmup: FrameworkCall,
  optimizer: FrameworkCall,
  source: PythonSource,
): { readonly schedule: ScheduleConfiguration } & Pick<ReadSchedule, "unresolved" | "issues"> {
  const { callee, node, scope } = warmup;
  if (callee.kind !== "schedule") throw new Error("A warm-up is a schedule.");
  const { entry } = callee;
  const looksUp = entry.arguments.some(({ name, companion }) => name === "beta2" && companion);
  const given = givenArguments(node, scope, source);
  const known: Readonly<Record<string, ReadValue | null>> = looksUp ? { beta2: secondBeta(optimizer, source) } : {};
  const bound = bindHandedOn(entry, { arguments: given, known }, node, scope, source);
  return {
    schedule: { name: entry.name, range: source.rangeOf(node), hyperparameters: bound.hyperparameters },
    unresolved: bound.unresolved.map((name) => `${entry.title}.${name}`),
    issues: [...bound.issues, ...(looksUp ? missingBetas(warmup, optimizer, source) : [])],
  };
}

function missingBetas(warmup: FrameworkCall, { callee }: FrameworkCall, source: PythonSource): readonly SourceIssue[] {
  if (callee.kind !== "optimizer" || callee.entry.arguments.some(({ name }) => name === "betas")) return [];
  const message = `This warm-up takes its length from the betas of the optimizer, and ${callee.entry.title} has none.`;
  return [{ severity: "error", message, range: source.rangeOf(warmup.node) }];
}

/** Null where the optimizer has none, or it cannot be read. */
function secondBeta({ callee, node, scope, given, known = {} }: FrameworkCall, source: PythonSource): ReadValue | null {
  if (callee.kind !== "optimizer") return null;
  const { hyperparameters } =
    given === undefined
      ? bindArguments(callee.entry, node, scope, source)
      : bindHandedOn(callee.entry, { arguments: given, known }, node, scope, source);
  const { betas } = hyperparameters;
  const value = Array.isArray(betas?.value) ? betas.value[1] : undefined;
  return betas !== undefined && typeof value === "number" ? { ...betas, value } : null;
}

/** The statement `with warmup.dampening():`; null where the file has none, or several. */
function dampeningOf(
  warmup: FrameworkCall,
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
): SyntaxNode | null {
  const { calls, scopes } = indexOf(source);
  const [found, ...others] = (calls.get("dampening") ?? []).filter((call) => {
    const object = call.firstChild?.name === "MemberExpression" ? call.firstChild.firstChild : null;
    return (
      object !== null && callsAssignedTo(object, { scope: scopes.scopeOf(call) }, schedulers, source).includes(warmup)
    );
  });
  const statement = found?.parent;
  return others.length === 0 && statement?.name === "WithStatement" ? statement : null;
}

/** Whether a statement steps schedules, or none, whatever is the case. */
function isPlain(statement: SyntaxNode): boolean {
  const body = statement.getChild("Body");
  const statements = body === null ? [] : childrenOf(body).filter(({ name }) => name !== ":");
  return statements.every(({ name }) => name === "ExpressionStatement" || name === "PassStatement");
}

function unread(message: string, node: SyntaxNode, issues: readonly SourceIssue[], source: PythonSource): ReadSchedule {
  const issue: SourceIssue = { severity: "information", message, range: source.rangeOf(node) };
  return { schedule: null, unresolved: ["schedule"], issues: [...issues, issue] };
}
