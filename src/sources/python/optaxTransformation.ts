import type { SyntaxNode } from "@lezer/common";
import type { BoundArguments } from "../arguments/bindCall";
import type { CatalogueEntry, OptimizerEntry } from "../catalogue/catalogue";
import type { TransformationEntry } from "../catalogue/transformation";
import type { ScheduleConfiguration, SourceIssue, SourceValue, TransformationConfiguration } from "../configuration";
import { flattenedMasks, flatteningIssues } from "../flattenedMasks";
import { bindArguments } from "./bindArguments";
import { callOf } from "./callOf";
import type { FrameworkCall } from "./frameworkCalls";
import type { ChainPart, OptaxFile } from "./optaxChainParts";
import { readOptaxSchedule } from "./optaxSchedule";
import { labelIssues, type PartitionLabels, readLabels, tensorsOf } from "./partitionLabels";
import { readMasks } from "./tensorArgument";

/** A part of a chain as it was read. */
export interface ReadTransformation {
  readonly transformation: TransformationConfiguration;
  readonly bound: BoundArguments;
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

/** Reads a part with what it stands around; null where it, or something in it, is not known or has no rule. */
export function readTransformation({ node, call, inner }: ChainPart, file: OptaxFile): ReadTransformation | null {
  const entry = call && chainEntry(call);
  if (call === null || entry === null) return null;
  const { bound, schedules, unresolved, issues } = readScheduledArguments(call, entry, file);
  const labels = readLabels(entry, bound, call.scope, file.source);
  const within = inner.map((part) =>
    part.label === undefined ? readTransformation(part, file) : readLabelled(part, part.label, labels, file),
  );
  const read = within.filter((one) => one !== null);
  if (read.length < within.length) return null;
  const isFlat = "role" in entry && entry.role.kind === "wrapper" && entry.role.flattens === true;
  return {
    transformation: {
      name: entry.name,
      range: file.source.rangeOf(node),
      hyperparameters: withoutCompanions(bound.hyperparameters, entry),
      schedules,
      masks: readMasks(entry, bound.expressions, call.scope, file.source),
      inner: read.map(({ transformation }) => (isFlat ? flattenedMasks(transformation) : transformation)),
    },
    bound,
    unresolved: [...unresolved, ...read.flatMap((one) => one.unresolved)],
    issues: [
      ...issues,
      ...(labels === null ? [] : labelIssues(labels, labelsOf(inner), file.source)),
      ...(isFlat ? flatteningIssues(read.map(({ transformation }) => transformation)) : []),
      ...read.flatMap((one) => one.issues),
    ],
  };
}

/** What a partition does with the tensors of a label: the same as `optax.masked`. */
function readLabelled(
  { node, inner }: ChainPart,
  label: SourceValue,
  labels: PartitionLabels | null,
  file: OptaxFile,
): Omit<ReadTransformation, "bound"> | null {
  const read = inner.map((part) => readTransformation(part, file)).filter((one) => one !== null);
  if (read.length < inner.length) return null;
  return {
    transformation: {
      name: "optax.masked",
      range: file.source.rangeOf(node),
      hyperparameters: {},
      schedules: {},
      masks: labels === null ? {} : { mask: tensorsOf(label, labels) },
      inner: read.map(({ transformation }) => transformation),
    },
    unresolved: read.flatMap((one) => one.unresolved),
    issues: read.flatMap((one) => one.issues),
  };
}

function labelsOf(parts: readonly ChainPart[]): readonly SourceValue[] {
  return parts.flatMap(({ label }) => (label === undefined ? [] : [label]));
}

/** Other parts of a chain speak for themselves. */
function withoutCompanions(values: BoundArguments["hyperparameters"], entry: CatalogueEntry) {
  const companions = new Set(entry.arguments.filter(({ companion }) => companion).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !companions.has(name)));
}

/** What of a chain an optimizer's or a transformation's lines can be taken from. */
function chainEntry({ callee }: FrameworkCall): OptimizerEntry | TransformationEntry | null {
  if (callee.kind === "optimizer") {
    const { framework, algorithm } = callee.entry;
    return framework === "optax" && algorithm === undefined ? callee.entry : null;
  }
  const isLines =
    callee.kind === "transformation" && !["chain", "accumulation", "guard"].includes(callee.entry.role.kind);
  return isLines ? callee.entry : null;
}

/** The arguments of a call, with the schedules that stand for numbers. */
export function readScheduledArguments(
  call: FrameworkCall,
  entry: CatalogueEntry,
  { calls, source }: OptaxFile,
): Omit<ReadTransformation, "transformation"> & {
  readonly schedules: Readonly<Record<string, ScheduleConfiguration>>;
} {
  const { node, scope, injects = false } = call;
  const scheduleAt = (expression: SyntaxNode | undefined) => {
    const found = expression && callOf(expression, scope, calls, source);
    return found?.callee.kind === "schedule" ? { call: found, entry: found.callee.entry } : null;
  };
  const taking = injects ? { ...entry, arguments: entry.arguments.map(takingSchedule) } : entry;
  const bound = bindArguments(taking, node, scope, source, (expression) => scheduleAt(expression) !== null);
  const schedules: Record<string, ScheduleConfiguration> = {};
  const isCounted = (name: string) => entry.arguments.find((argument) => argument.name === name)?.kind !== "execution";
  const unresolved = bound.unresolved.filter(isCounted).map((name) => `${entry.title}.${name}`);
  const issues = [...bound.issues];
  for (const { name, takesSchedule } of taking.arguments) {
    const schedule = takesSchedule ? scheduleAt(bound.expressions.get(name)) : null;
    if (schedule === null) continue;
    const read = readOptaxSchedule(schedule.call, schedule.entry, calls, source);
    if (read.schedule !== null) schedules[name] = read.schedule;
    unresolved.push(...read.unresolved);
    issues.push(...read.issues);
  }
  return { bound, schedules, unresolved, issues };
}

/** `inject_hyperparams` takes a schedule for any number. */
function takingSchedule(argument: CatalogueEntry["arguments"][number]): CatalogueEntry["arguments"][number] {
  return argument.kind === "number" && argument.ruleNames !== undefined
    ? { ...argument, takesSchedule: true }
    : argument;
}
