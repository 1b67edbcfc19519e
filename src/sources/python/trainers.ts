import type { SyntaxNode } from "@lezer/common";
import type { CatalogueEntry } from "../catalogue/catalogue";
import type { SourceIssue } from "../configuration";
import { trainerClipping } from "../training/trainerClipping";
import { callsAssignedTo } from "./assignedCalls";
import { bindArguments } from "./bindArguments";
import { callArguments } from "./callArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { childrenOf, type PythonSource } from "./pythonSource";
import type { ReadClipping } from "./torchClipping";

/** A Trainer of transformers that is given an optimizer, and so makes none of its arguments. */
export interface SuppliedTrainer {
  /** The calls of TrainingArguments that it may have. */
  readonly trainings: readonly FrameworkCall[];
  /** The calls of optimizers that it may be given; none where these are not known. */
  readonly optimizers: readonly FrameworkCall[];
  /** Whether it is given a schedule too, and does not make that of its arguments. */
  readonly hasSchedule: boolean;
}

/** The Trainers of a file that are given an optimizer: `Trainer(model, args, optimizers=(optimizer, scheduler))`. */
export function suppliedTrainers(calls: readonly FrameworkCall[], source: PythonSource): readonly SuppliedTrainer[] {
  const trainings = calls.filter(({ callee }) => callee.kind === "training");
  const optimizers = calls.filter(({ callee }) => callee.kind === "optimizer");
  return calls.flatMap((call): readonly SuppliedTrainer[] => {
    if (call.callee.kind !== "trainer") return [];
    const given = callArguments(call.node, source);
    const named = (wanted: string) => given.find(({ name }) => name === wanted)?.value ?? null;
    const second = given[1]?.name === null && given[1].spread === null ? given[1].value : null;
    const [optimizer, schedule] = pairOf(named("optimizers"));
    const args = named("args") ?? second;
    if (args === null || optimizer === undefined || optimizer.name === "None") return [];
    return [
      {
        trainings: callsAssignedTo(args, call, trainings, source),
        optimizers: callsAssignedTo(optimizer, call, optimizers, source),
        hasSchedule: schedule !== undefined && schedule.name !== "None",
      },
    ];
  });
}

function pairOf(expression: SyntaxNode | null): readonly SyntaxNode[] {
  if (expression?.name !== "TupleExpression") return [];
  return childrenOf(expression).filter(({ name }) => !["(", ")", ","].includes(name));
}

/** What is said of TrainingArguments whose Trainer is given its optimizer. */
export function suppliedIssues(
  { node, scope }: FrameworkCall,
  entry: CatalogueEntry,
  source: PythonSource,
): readonly SourceIssue[] {
  const message = "Trainer is given an optimizer of its own, and makes none from these arguments.";
  const { issues } = bindArguments(entry, node, scope, source);
  return [...issues, { severity: "information", message, range: source.rangeOf(node) }];
}

/**
 * What an optimizer gets of the Trainer that it is given to: the clipping, and where the Trainer makes it, a schedule, which is not read.
 *
 * @returns null where no Trainer is given the optimizer
 */
export function readTrainerCompanions(
  optimizer: FrameworkCall,
  trainers: readonly SuppliedTrainer[],
  source: PythonSource,
): ReadClipping | null {
  const trainer = trainers.find(({ optimizers }) => optimizers.includes(optimizer));
  const training = trainer?.trainings.length === 1 ? trainer.trainings[0] : undefined;
  if (trainer === undefined || training?.callee.kind !== "training") return null;
  const { clipping, unresolved } = trainerClipping(
    bindArguments(training.callee.entry, training.node, training.scope, source),
  );
  if (trainer.hasSchedule) return { clipping, unresolved, issues: [] };
  const message = "Trainer makes the schedule of this optimizer from its arguments, which cannot be simulated yet.";
  const unread: SourceIssue = { severity: "information", message, range: source.rangeOf(optimizer.node) };
  return { clipping, unresolved: [...unresolved, "schedule"], issues: [unread] };
}
