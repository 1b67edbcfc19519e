import type { SyntaxNode } from "@lezer/common";
import type {
  CatalogueEntry,
  CompositionEntry,
  OptimizerEntry,
  ScheduleEntry,
  SelectorEntry,
} from "../catalogue/catalogue";
import { findComposition, findOptimizer, findSchedule, findSelector, findTraining } from "../catalogue/findEntry";
import { isLossScale } from "../catalogue/kerasLossScale";
import { findTransformation } from "../catalogue/optaxTransformations";
import type { TransformationEntry } from "../catalogue/transformation";
import { isOptimizerPath } from "../unknownOptimizer";
import { callArguments } from "./callArguments";
import type { PythonSource } from "./pythonSource";
import { resolvePaths } from "./resolvePath";
import type { Scope, Scopes } from "./scopes";

/** A call that concerns optimizers, by what is called. */
export interface FrameworkCall {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly callee: Callee;
  /** Whether `optax.inject_hyperparams` lets schedules stand for its numbers. */
  readonly injects?: boolean;
}

export type Callee =
  | { readonly kind: "optimizer"; readonly entry: OptimizerEntry }
  /** A class among a framework's optimizers that the catalogue has not. */
  | { readonly kind: "unknownOptimizer"; readonly path: string }
  /** Keras' `LossScaleOptimizer`, which stands around an optimizer. */
  | { readonly kind: "lossScale" }
  | { readonly kind: "schedule"; readonly entry: ScheduleEntry }
  | { readonly kind: "composition"; readonly entry: CompositionEntry }
  /** A function that makes a schedule by its name. */
  | { readonly kind: "selector"; readonly entry: SelectorEntry }
  /** The arguments from which transformers' Trainer makes optimizer, schedule and clipping. */
  | { readonly kind: "training"; readonly entry: CatalogueEntry }
  | { readonly kind: "trainer" }
  /** A scheduler that torch or transformers have and the catalogue has not. */
  | { readonly kind: "unknownSchedule"; readonly name: string }
  | { readonly kind: "clipping"; readonly by: "norm" | "value" }
  /** A method named `step`, with what it is a method of: an optimizer or a schedule, perhaps. */
  | { readonly kind: "step"; readonly subject: SyntaxNode }
  /** Keras' method that spares parameters the weight decay, with the optimizer that it is a method of, perhaps. */
  | { readonly kind: "decayExclusion"; readonly subject: SyntaxNode }
  /** What stands in a chain of optax. */
  | { readonly kind: "transformation"; readonly entry: TransformationEntry }
  /** Anything else of optax, which may stand around an optimizer. */
  | { readonly kind: "wrapper"; readonly name: string };

/** Every call of the file that concerns optimizers, in the order of the text. */
export function findFrameworkCalls(source: PythonSource, scopes: Scopes): readonly FrameworkCall[] {
  const calls: FrameworkCall[] = [];
  source.tree.iterate({
    enter({ name, node }) {
      if (name !== "CallExpression" || node.firstChild === null) return;
      const scope = scopes.scopeOf(node);
      const called = calledFunction(node.firstChild, scope, source);
      const callee = calleeOf(resolvePaths(called, scope, source)) ?? methodOf(node.firstChild, source);
      const injects = called !== node.firstChild;
      if (callee !== null) calls.push({ node, scope, callee, ...(injects ? { injects } : {}) });
    },
  });
  return calls;
}

/** Methods that matter, whatever they are methods of. */
const methods: ReadonlyMap<string, "step" | "decayExclusion"> = new Map([
  ["step", "step"],
  ["exclude_from_weight_decay", "decayExclusion"],
]);

function methodOf({ name, firstChild, lastChild }: SyntaxNode, source: PythonSource): Callee | null {
  if (name !== "MemberExpression" || firstChild === null || lastChild?.name !== "PropertyName") return null;
  const kind = methods.get(source.textOf(lastChild));
  return kind === undefined ? null : { kind, subject: firstChild };
}

/** What a call's first part stands for: `optax.adam` in `optax.inject_hyperparams(optax.adam)(0.1)`. */
function calledFunction(callee: SyntaxNode, scope: Scope, source: PythonSource): SyntaxNode {
  if (callee.name !== "CallExpression" || callee.firstChild === null) return callee;
  const paths = resolvePaths(callee.firstChild, scope, source);
  const injects = paths?.every((path) => /^optax\.(schedules\.)?inject_hyperparams$/.test(path)) ?? false;
  return (injects ? callArguments(callee, source)[0]?.value : null) ?? callee;
}

/** What is called by one of these full names, if they agree. */
function calleeOf(paths: readonly string[] | null): Callee | null {
  const known = (paths ?? []).map(calleeByPath);
  const [first] = known;
  const agree = known.every((callee) => callee !== null && first !== null && isSame(callee, first));
  return agree ? (first ?? null) : null;
}

function isSame(a: Callee, b: Callee): boolean {
  return a.kind === b.kind && ("entry" in a && "entry" in b ? a.entry === b.entry : true);
}

/** Schedulers that the catalogue has are found before. */
const schedulerPath =
  /^(?:torch\.optim\.lr_scheduler\.|transformers\.(?:optimization\.)?(?=get_\w+_schedule$|GreedyLR$|AdafactorSchedule$))(.+)$/;

const trainerPath = /^transformers\.((trainer\.)?Trainer|(trainer_seq2seq\.)?Seq2SeqTrainer)$/;

function calleeByPath(path: string): Callee | null {
  const optimizer = findOptimizer(path);
  if (optimizer !== undefined && path.includes(".")) return { kind: "optimizer", entry: optimizer };
  if (isLossScale(path)) return { kind: "lossScale" };
  if (isOptimizerPath(path)) return { kind: "unknownOptimizer", path };
  const schedule = findSchedule(path);
  if (schedule !== undefined && path.includes(".")) return { kind: "schedule", entry: schedule };
  const composition = findComposition(path);
  if (composition !== undefined) return { kind: "composition", entry: composition };
  const selector = findSelector(path);
  if (selector !== undefined) return { kind: "selector", entry: selector };
  const training = findTraining(path);
  if (training !== undefined) return { kind: "training", entry: training };
  if (trainerPath.test(path)) return { kind: "trainer" };
  const scheduler = schedulerPath.exec(path);
  if (scheduler !== null) return { kind: "unknownSchedule", name: scheduler[1] };
  const transformation = findTransformation(path);
  if (transformation !== undefined) return { kind: "transformation", entry: transformation };
  if (path.startsWith("optax.")) return { kind: "wrapper", name: path.slice("optax.".length) };
  const clipping = /^torch\.nn\.utils\.(?:clip_grad\.)?clip_grad_(norm|value)_$/.exec(path);
  return clipping && { kind: "clipping", by: clipping[1] === "norm" ? "norm" : "value" };
}
