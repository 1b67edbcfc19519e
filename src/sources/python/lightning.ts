import type { SyntaxNode } from "@lezer/common";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import type { OptimizerConfiguration } from "../configuration";
import { callArguments } from "./callArguments";
import { dictionaryItems } from "./dictionaryItems";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import { classOfMethod, enclosingFunction } from "./functionCalls";
import { trainerOfModule } from "./lightningTrainers";
import type { PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import type { StepInterval } from "./stepInterval";
import type { ReadClipping } from "./torchClipping";
import { unreadAccumulation } from "./trainingLoop";
import { valueOrigins } from "./valueOrigins";

/** What Lightning's Trainer does with the gradients of an optimizer (Lightning 2.5, lightning/pytorch/trainer/trainer.py). */
export interface LightningTraining extends Pick<OptimizerConfiguration, "accumulation" | "simulation"> {
  readonly clipping: ReadClipping;
}

const trainerPath = /^(pytorch_lightning|lightning|lightning\.pytorch)\.(trainer\.(trainer\.)?)?Trainer$/;

/** The method in which a module of Lightning makes its optimizers and schedules, around a call; null where the call is not in one. */
function configuringMethod({ node }: Pick<FrameworkCall, "node">, source: PythonSource): SyntaxNode | null {
  for (let method = enclosingFunction(node); method !== null; method = enclosingFunction(method)) {
    const name = method.getChild("VariableName");
    const isNamed = name !== null && source.textOf(name) === "configure_optimizers";
    if (isNamed && classOfMethod(method) !== null) return method;
  }
  return null;
}

/**
 * How Lightning steps a schedule that `configure_optimizers` returns: with every update where a dictionary around it says `"interval": "step"`, else
 * once in an epoch.
 *
 * @returns null for a schedule that is made elsewhere
 */
export function lightningInterval(scheduler: FrameworkCall, source: PythonSource): StepInterval | null {
  const method = configuringMethod(scheduler, source);
  if (method === null) return null;
  const { scopes } = indexOf(source);
  const isScheduler = ({ from, to }: SyntaxNode) => from === scheduler.node.from && to === scheduler.node.to;
  let interval: StepInterval = { updates: null };
  method.cursor().iterate(({ name, node }) => {
    if (name !== "DictionaryExpression") return;
    const items = dictionaryItems(node, source);
    const scope = scopes.scopeOf(node);
    const itemAt = (key: string) => items.find((item) => item.name === key)?.value ?? null;
    const own = itemAt("scheduler");
    if (own === null || valueOrigins(own, scope, isScheduler, source).length === 0) return;
    const unit = itemAt("interval");
    const frequency = itemAt("frequency");
    const count = frequency === null ? 1 : integerOf(frequency, source);
    if (unit !== null && stringOf(unit, source) === "step") interval = { updates: count };
  });
  return interval;
}

/** The epochs of the Trainer of the file, in each of which it steps a schedule once; null where it has none, or several, or they cannot be read. */
export function lightningEpochs(source: PythonSource): number | null {
  const trainer = soleTrainer(source);
  const epochs = trainer && callArguments(trainer, source).find(({ name }) => name === "max_epochs")?.value;
  const count = epochs ? integerOf(epochs, source) : null;
  return count !== null && count >= 1 ? count : null;
}

function soleTrainer(source: PythonSource): SyntaxNode | null {
  const { calls, scopes } = indexOf(source);
  const [trainer, ...others] = (calls.get("Trainer") ?? []).filter((call) => {
    const paths = call.firstChild && resolvePaths(call.firstChild, scopes.scopeOf(call), source);
    return paths?.every((path) => trainerPath.test(path)) ?? false;
  });
  return trainer !== undefined && others.length === 0 ? trainer : null;
}

/**
 * What the Trainer of the file does with the gradients of an optimizer that `configure_optimizers` makes.
 *
 * @returns null for an optimizer that is made elsewhere, and where the file has no Trainer, or several that may be the one
 */
export function readLightningTraining(optimizer: FrameworkCall, source: PythonSource): LightningTraining | null {
  const method = configuringMethod(optimizer, source);
  const definition = method && classOfMethod(method);
  if (definition === null) return null;
  const { calls, scopes } = indexOf(source);
  const trainers = (calls.get("Trainer") ?? []).filter((call) => {
    const paths = call.firstChild && resolvePaths(call.firstChild, scopes.scopeOf(call), source);
    return paths?.every((path) => trainerPath.test(path)) ?? false;
  });
  const trainer = trainerOfModule(trainers, definition, source);
  if (trainer === null) return null;
  const given = callArguments(trainer, source);
  const argument = (name: string) => given.find((it) => it.name === name)?.value ?? null;
  const gradients = argument("accumulate_grad_batches");
  const steps = argument("max_steps");
  const count = gradients === null ? null : integerOf(gradients, source);
  const updates = steps === null ? null : integerOf(steps, source);
  const clipping = clippingOf(argument("gradient_clip_val"), argument("gradient_clip_algorithm"), source);
  const isUnread = gradients !== null && count === null && gradients.name !== "DictionaryExpression";
  return {
    clipping: isUnread ? { ...clipping, issues: [unreadAccumulation(gradients, source)] } : clipping,
    ...(count !== null && count > 1 ? { accumulation: count } : {}),
    simulation: updates !== null && updates >= 1 && updates <= MAXIMUM_STEPS ? { steps: updates } : {},
  };
}

function clippingOf(limit: SyntaxNode | null, algorithm: SyntaxNode | null, source: PythonSource): ReadClipping {
  const none: ReadClipping = { clipping: null, unresolved: [], issues: [] };
  if (limit === null) return none;
  const value = readValue(limit, indexOf(source).scopes.scopeOf(limit), source)?.value;
  const by = algorithm === null ? "norm" : stringOf(algorithm, source);
  const isRead = by === "norm" || by === "value";
  if (value?.type === "none") return none;
  if ((value?.type !== "integer" && value?.type !== "float") || !isRead) return { ...none, unresolved: ["clipping"] };
  return value.value > 0 ? { ...none, clipping: { kind: by, limit: value.value } } : none;
}

function integerOf(node: SyntaxNode, source: PythonSource): number | null {
  const value = readValue(node, indexOf(source).scopes.scopeOf(node), source)?.value;
  return value?.type === "integer" ? value.value : null;
}

function stringOf(node: SyntaxNode, source: PythonSource): string | null {
  const value = readValue(node, indexOf(source).scopes.scopeOf(node), source)?.value;
  return value?.type === "string" ? value.value : null;
}
