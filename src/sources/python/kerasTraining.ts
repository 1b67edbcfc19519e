import type { SyntaxNode } from "@lezer/common";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import type { OptimizerConfiguration, ScheduleConfiguration, SourceIssue } from "../configuration";
import { OWN_RULE } from "../ownRule";
import { callArguments } from "./callArguments";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import { enclosingFunction } from "./functionCalls";
import { readKerasPlateau } from "./kerasPlateau";
import type { PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { atom } from "./ruleText";
import { type Scope, soleAssignment } from "./scopes";
import { readStepFunction } from "./stepFunction";
import { readStepMethod } from "./stepMethod";
import { noSchedule } from "./torchSchedule";

/** What a file says of the training of Keras' optimizers, beside their own arguments. */
export type KerasTraining = Pick<OptimizerConfiguration, "schedule" | "unresolved" | "issues" | "simulation">;

const callbackPath = /^(tensorflow\.)?(tf_)?keras\.callbacks\.(\w+\.)?(LearningRateScheduler|ReduceLROnPlateau)$/;
const schedulePath =
  /^(tensorflow\.)?(tf_)?keras\.optimizers\.schedules\.(learning_rate_schedule\.)?LearningRateSchedule$/;

/**
 * The schedule that an object of the user's own class makes, whose `__call__` is arithmetic of the step (Keras 3.15.1: `LearningRateSchedule`).
 *
 * @param expression in the place of the learning rate
 * @returns null for anything else
 */
export function readOwnSchedule(
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): ScheduleConfiguration | null {
  if (expression.name === "VariableName") {
    const assignment = soleAssignment(source.textOf(expression), scope);
    const isCall = assignment?.value.name === "CallExpression";
    return isCall ? readOwnSchedule(assignment.value, assignment.home, source) : null;
  }
  const callee = expression.name === "CallExpression" ? expression.firstChild : null;
  const definition = callee?.name === "VariableName" ? soleAssignment(source.textOf(callee), scope)?.value : null;
  if (definition?.name !== "ClassDefinition" || !derivesFromSchedule(definition, source)) return null;
  const text = readStepMethod(definition, "__call__", expression, scope, source);
  return text === null ? null : ownRule(`lr = ${text}`, expression, expression, source);
}

function derivesFromSchedule(definition: SyntaxNode, source: PythonSource): boolean {
  const { scopes } = indexOf(source);
  return callArguments(definition, source).some(({ value }) => {
    const paths = value && resolvePaths(value, scopes.scopeOf(definition), source);
    return paths?.every((path) => schedulePath.test(path)) ?? false;
  });
}

function ownRule(rule: string, at: SyntaxNode, text: SyntaxNode, source: PythonSource): ScheduleConfiguration {
  const hyperparameters = { rule: { value: rule, range: source.rangeOf(text) } };
  return { name: OWN_RULE, range: source.rangeOf(at), hyperparameters };
}

/**
 * What `fit` and its callbacks say of an optimizer of Keras: how many updates it makes, and how the learning rate is set in every epoch. They belong
 * to an optimizer that is the only one of its function, or of the file.
 *
 * @param optimizers all of Keras in the file
 */
export function readKerasTraining(
  optimizer: FrameworkCall,
  optimizers: readonly FrameworkCall[],
  source: PythonSource,
): KerasTraining {
  const { scopes } = indexOf(source);
  const own = trainingCalls(optimizers, source).get(optimizer);
  const [fit, ...otherFits] = own?.fits ?? [];
  const length = fit !== undefined && otherFits.length === 0 ? lengthOf(fit, source) : { epochs: null, batches: null };
  const updates = length.epochs !== null && length.batches !== null ? length.epochs * length.batches : null;
  const simulation = updates !== null && updates >= 1 && updates <= MAXIMUM_STEPS ? { steps: updates } : {};
  const callbacks = (own?.callbacks ?? []).filter((call) => {
    const paths = call.firstChild && resolvePaths(call.firstChild, scopes.scopeOf(call), source);
    return paths?.every((path) => callbackPath.test(path)) ?? false;
  });
  const [callback, ...others] = callbacks;
  if (callback === undefined) return { schedule: null, unresolved: [], issues: [], simulation };
  const information = (message: string): SourceIssue => ({
    severity: "information",
    message,
    range: source.rangeOf(callback),
  });
  const read = others.length === 0 ? scheduleOf(callback, source) : null;
  const plateau = others.length === 0 ? readKerasPlateau(callback, source) : null;
  const schedule = plateau?.schedule ?? read;
  if (schedule === null) {
    const message =
      "The learning rate that this callback sets in the run cannot be simulated yet; a simulation leaves it.";
    return { schedule: null, unresolved: [], issues: [information(message)], simulation };
  }
  const { batches } = length;
  const { unresolved, issues } = plateau ?? noSchedule;
  if (batches !== null && batches > 1) {
    return { schedule: { ...schedule, interval: batches }, unresolved, issues, simulation };
  }
  const message =
    "This schedule is stepped once for a whole loop of updates, whose number only the run knows; " +
    "a simulation steps it with every update.";
  return { schedule, unresolved, issues: batches === 1 ? issues : [...issues, information(message)], simulation };
}

interface TrainingCalls {
  readonly fits: SyntaxNode[];
  /** Of what may be callbacks by its name. */
  readonly callbacks: SyntaxNode[];
}

const trainings = new WeakMap<PythonSource, ReadonlyMap<FrameworkCall, TrainingCalls>>();

/** The calls that train, by the only optimizer in their function, or where that has none, in the file. */
function trainingCalls(
  optimizers: readonly FrameworkCall[],
  source: PythonSource,
): ReadonlyMap<FrameworkCall, TrainingCalls> {
  const known = trainings.get(source);
  if (known !== undefined) return known;
  const functionOf = (node: SyntaxNode) => enclosingFunction(node)?.from;
  const byFunction = new Map<number | undefined, FrameworkCall[]>();
  for (const optimizer of optimizers) {
    const same = byFunction.get(functionOf(optimizer.node));
    if (same === undefined) byFunction.set(functionOf(optimizer.node), [optimizer]);
    else same.push(optimizer);
  }
  const found = new Map<FrameworkCall, TrainingCalls>();
  const add = (name: string, kind: keyof TrainingCalls) => {
    for (const call of indexOf(source).calls.get(name) ?? []) {
      const [owner, ...others] = byFunction.get(functionOf(call)) ?? optimizers;
      if (owner === undefined || others.length > 0) continue;
      const own = found.get(owner) ?? { fits: [], callbacks: [] };
      own[kind].push(call);
      found.set(owner, own);
    }
  };
  add("fit", "fits");
  add("fit_generator", "fits");
  add("LearningRateScheduler", "callbacks");
  add("ReduceLROnPlateau", "callbacks");
  trainings.set(source, found);
  return found;
}

/** The schedule of a `LearningRateScheduler`, a function of the epoch or of the epoch and the last learning rate. */
function scheduleOf(callback: SyntaxNode, source: PythonSource): ScheduleConfiguration | null {
  const [first, ...rest] = callArguments(callback, source);
  const given = [first, ...rest].find((it) => it?.name === "schedule") ?? (first?.name === null ? first : undefined);
  if (!given?.value) return null;
  const scope = indexOf(source).scopes.scopeOf(callback);
  const [epoch, rate] = [atom("step"), atom("lr")];
  const text =
    readStepFunction(given.value, scope, source, [epoch, rate]) ??
    readStepFunction(given.value, scope, source, [epoch]);
  return text === null ? null : ownRule(`lr = ${text}`, callback, given.value, source);
}

function lengthOf(fit: SyntaxNode, source: PythonSource) {
  const scope = indexOf(source).scopes.scopeOf(fit);
  const integerOf = (wanted: string) => {
    const given = callArguments(fit, source).find(({ name }) => name === wanted)?.value;
    const value = given ? readValue(given, scope, source)?.value : undefined;
    return value?.type === "integer" && value.value > 0 ? value.value : null;
  };
  return { epochs: integerOf("epochs"), batches: integerOf("steps_per_epoch") };
}
