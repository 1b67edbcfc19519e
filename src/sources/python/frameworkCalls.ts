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
import { otherSchedulers } from "../catalogue/otherOptimizers";
import type { TransformationEntry } from "../catalogue/transformation";
import type { ReadValue, SourceIssue } from "../configuration";
import { isOptimizerPath } from "../unknownOptimizer";
import { callArguments, type PythonArgument } from "./callArguments";
import { calledFunctions, handsOnClass } from "./calledFunctions";
import { frameworkStatements } from "./frameworkStatements";
import { isKerasGetter, kerasStrings } from "./kerasStrings";
import type { PythonSource } from "./pythonSource";
import type { Scope, Scopes } from "./scopes";
import { nodesWithin } from "./syntaxNodes";
import { isTimmFactory, timmCall } from "./timmFactories";

/** A call that concerns optimizers, by what is called. */
export interface FrameworkCall {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly callee: Callee;
  /** Whether `optax.inject_hyperparams` lets schedules stand for its numbers. */
  readonly injects?: boolean;
  /** What is called is given, where that is not what stands in the call's parentheses. */
  readonly given?: readonly PythonArgument[];
  /** Arguments that a function of the framework gives what is called; null for those that only the run knows. */
  readonly known?: Readonly<Record<string, ReadValue | null>>;
  /** What is to be said of it besides. */
  readonly remarks?: readonly SourceIssue[];
  /** Whether it is a call of `functools.partial`, which leaves the parameters to another. */
  readonly isPartial?: boolean;
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
  /** A method named `step`, or timm's `step_update`, with what it is a method of: an optimizer or a schedule, perhaps. */
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
  const used = new Set<number>();
  const statements = statementsWanted(source, scopes.module);
  for (const node of nodesWithin(statements, "CallExpression")) {
    if (node.firstChild === null) continue;
    const scope = scopes.scopeOf(node);
    const called = calledFunctions(node, scope, source, isClass);
    const found = called.flatMap(({ paths, partial, ...how }): readonly FrameworkCall[] => {
      const made = how.given === undefined ? timmCall(paths, node, scope, source) : null;
      if (made !== null) return made;
      const callee = calleeOf(paths);
      if (callee === null || (how.given !== undefined && !takesGiven(callee))) return [];
      if (partial !== undefined && partial.from !== node.from) used.add(partial.from);
      return [{ node, scope, callee, ...how, isPartial: partial?.from === node.from }];
    });
    const method = found.length > 0 ? null : methodOf(node.firstChild, source);
    calls.push(...found, ...(method === null ? [] : [{ node, scope, callee: method }]));
  }
  // What `functools.partial` holds is shown where the parameters are given, if the file does.
  const own = calls.filter(({ node, isPartial }) => !(isPartial && used.has(node.from)));
  return [...own, ...kerasStrings(source, statements)].sort((a, b) => a.node.from - b.node.from);
}

/** Whether full names are those of one class of an optimizer or of a scheduler. */
function isClass(paths: readonly string[]): boolean {
  const callee = calleeOf(paths);
  return callee !== null && ["optimizer", "unknownOptimizer", "schedule"].includes(callee.kind);
}

/** Whether a call's arguments may stand elsewhere than in its parentheses. */
function takesGiven(callee: Callee): boolean {
  return callee.kind === "optimizer" && callee.entry.framework !== "optax";
}

/** Methods that matter, whatever they are methods of. */
const methods: ReadonlyMap<string, "step" | "decayExclusion" | "clipping"> = new Map([
  ["step", "step"],
  ["step_update", "step"],
  ["exclude_from_weight_decay", "decayExclusion"],
  ["clip_grad_norm_", "clipping"],
  ["clip_grad_value_", "clipping"],
]);

const statementsWanted = frameworkStatements({
  methods: new Set(methods.keys()),
  isWanted: (path) => calleeByPath(path) !== null || isTimmFactory(path) || isKerasGetter(path) || handsOnClass(path),
  isClass: (path) => isClass([path]),
});

function methodOf({ name, parent, firstChild, lastChild }: SyntaxNode, source: PythonSource): Callee | null {
  if (name !== "MemberExpression" || firstChild === null || lastChild?.name !== "PropertyName") return null;
  const method = source.textOf(lastChild);
  const kind = methods.get(method);
  if (kind !== "clipping") return kind === undefined ? null : { kind, subject: firstChild };
  // That of `accelerate` is given the parameters too, as torch's function is; those of models and engines are not.
  const isGiven = parent !== null && callArguments(parent, source).length > 1;
  return isGiven ? { kind, by: method === "clip_grad_norm_" ? "norm" : "value" } : null;
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
  if (otherSchedulers.test(path)) return { kind: "unknownSchedule", name: path };
  const transformation = findTransformation(path);
  if (transformation !== undefined) return { kind: "transformation", entry: transformation };
  if (path.startsWith("optax.")) return { kind: "wrapper", name: path.slice("optax.".length) };
  const clipping = /^torch\.nn\.utils\.(?:clip_grad\.)?clip_grad_(norm|value)_$/.exec(path);
  return clipping && { kind: "clipping", by: clipping[1] === "norm" ? "norm" : "value" };
}
