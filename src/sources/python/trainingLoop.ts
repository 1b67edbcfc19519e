import type { SyntaxNode } from "@lezer/common";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findGradScaler, gradScaling } from "../catalogue/torchGradScaler";
import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { plainValues } from "../configurationValues";
import { bindArguments } from "./bindArguments";
import { callArguments } from "./callArguments";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import { enclosingFunction } from "./functionCalls";
import { iterationOf, loopsAround, roundsOf } from "./loops";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { type StepCall, stepsOf, stepsOfRun } from "./stepInterval";
import { type UpdateCondition, updateCondition } from "./updateCondition";
import { valueOrigins } from "./valueOrigins";

/** What the loop that steps an optimizer says of its updates. */
export type TrainingLoop = Pick<OptimizerConfiguration, "accumulation" | "lossScaling" | "simulation" | "issues">;

/**
 * How many updates a run makes of an optimizer of torch, of how many gradients each is made, and whether the loss is scaled on the way, as far as
 * the text says.
 */
export function readTrainingLoop(
  optimizer: FrameworkCall,
  steps: readonly StepCall[],
  source: PythonSource,
): TrainingLoop {
  const own = stepsOf(optimizer, steps);
  const updates = stepsOfRun(optimizer, steps, source);
  const scaling = own.map((step) => readScaling(step, source)).find((found) => found !== null);
  const accumulated = own.length === 0 ? null : (readAccumulation(own[0].node, source) ?? acceleratedBy(source));
  return {
    simulation: updates !== null && updates >= 1 && updates <= MAXIMUM_STEPS ? { steps: updates } : {},
    ...(scaling ? { lossScaling: scaling } : {}),
    ...(accumulated && accumulated.gradients !== null && accumulated.gradients > 1
      ? { accumulation: accumulated.gradients }
      : {}),
    issues: accumulated?.issues ?? [],
  };
}

/** The loss scaling of `scaler.step(optimizer)`. */
function readScaling(step: StepCall, source: PythonSource): OptimizerConfiguration["lossScaling"] | null {
  const subject = step.callee.kind === "step" ? step.callee.subject : null;
  if (subject === null || subject.from === step.stepped.from) return null;
  const { calls, scopes } = indexOf(source);
  const scalers = calls.get("GradScaler") ?? [];
  const isScaler = (node: SyntaxNode) => scalers.some(({ from, to }) => from === node.from && to === node.to);
  const [made] = valueOrigins(subject, step.scope, isScaler, source);
  if (made?.firstChild === null || made === undefined) return null;
  const scope = scopes.scopeOf(made);
  const paths = resolvePaths(made.firstChild, scope, source) ?? [];
  const entry = paths.map(findGradScaler).find((found) => found !== undefined);
  return entry === undefined
    ? null
    : (gradScaling(plainValues(bindArguments(entry, made, scope, source).hyperparameters)) ?? null);
}

/** The loop that works out the gradients of one update, and what says how many these are. */
type GradientLoop = Pick<UpdateCondition, "modulus" | "rounds" | "loop">;

interface Accumulation {
  /** Gradients that make one update; null where only the run knows. */
  readonly gradients: number | null;
  readonly issues: readonly SourceIssue[];
}

function readAccumulation(update: SyntaxNode, source: PythonSource): Accumulation | null {
  const condition = updateCondition(update, source);
  const repeated = condition?.accumulates ? condition : repeatedGradients(update, source);
  if (repeated === null) return null;
  const { rounds, modulus } = repeated;
  if (rounds === null) return { gradients: null, issues: [unreadAccumulation(modulus, source)] };
  const message = `The loop adds up ${rounds} gradients for one update and does not divide the loss by their number; a simulation takes their mean.`;
  const isMean = rounds === 1 || dividesLoss(repeated, source);
  return {
    gradients: rounds,
    issues: isMean ? [] : [{ severity: "information", message, range: source.rangeOf(modulus) }],
  };
}

/** What is said where it cannot be read how many gradients make one update. */
export function unreadAccumulation(count: SyntaxNode, source: PythonSource): SourceIssue {
  const message = `${source.textOf(count)} gradients make one update; only the run knows how many these are, and a simulation takes one.`;
  return { severity: "information", message, range: source.rangeOf(count) };
}

/**
 * A loop of its own that works out several gradients before an update: `for _ in range(4): loss.backward()`. One that steps an optimizer itself has
 * nothing to do with the update behind it.
 */
function repeatedGradients(update: SyntaxNode, source: PythonSource): GradientLoop | null {
  const { calls, scopes } = indexOf(source);
  const around = loopsAround(update);
  const home = enclosingFunction(update)?.from;
  const contains = (loop: SyntaxNode, { from, to }: SyntaxNode) => loop.from <= from && to <= loop.to;
  for (const backward of calls.get("backward") ?? []) {
    const inner = loopsAround(backward).filter((loop) => !around.some(({ from }) => from === loop.from));
    const [loop, ...others] = inner;
    const isNear = loopsAround(backward).length === around.length + 1 && enclosingFunction(backward)?.from === home;
    if (loop === undefined || others.length > 0 || !isNear || backward.from > update.from) continue;
    if ((calls.get("step") ?? []).some((step) => contains(loop, step))) continue;
    const over = iterationOf(loop)?.over;
    const [end, ...more] = over?.name === "CallExpression" ? callArguments(over, source) : [];
    const isRange = over?.firstChild != null && /^t?range$/.test(source.textOf(over.firstChild));
    if (!isRange || !end?.value || more.length > 0) continue;
    const rounds = roundsOf(loop, scopes.scopeOf(loop), source);
    return { modulus: end.value, rounds, loop };
  }
  return null;
}

/** Whether the loop divides something by the number of gradients, as it does to the loss for their mean. */
function dividesLoss({ loop, modulus, rounds }: GradientLoop, source: PythonSource): boolean {
  const text = source.textOf(modulus);
  const { scopes } = indexOf(source);
  const isNumber = (node: SyntaxNode) => {
    if (source.textOf(node) === text) return true;
    const value = readValue(node, scopes.scopeOf(node), source)?.value;
    return value?.type === "integer" && value.value === rounds;
  };
  let divides = false;
  loop.cursor().iterate(({ name, node }) => {
    if (name !== "BinaryExpression" && name !== "UpdateStatement") return !divides;
    const [, operator, divisor] = childrenOf(node);
    const isDivision = operator !== undefined && /^\/=?$/.test(source.textOf(operator));
    divides ||= isDivision && divisor !== undefined && isNumber(divisor);
    return !divides;
  });
  return divides;
}

/** What `accelerate` accumulates where the loop leaves that to it; it divides the loss itself. */
function acceleratedBy(source: PythonSource): Accumulation | null {
  const { calls, scopes } = indexOf(source);
  const [accelerator, ...others] = (calls.get("Accelerator") ?? []).filter(
    (call) => call.firstChild && isAccelerator(resolvePaths(call.firstChild, scopes.scopeOf(call), source)),
  );
  if (accelerator === undefined || others.length > 0 || !calls.has("accumulate")) return null;
  const given = callArguments(accelerator, source).find(({ name }) => name === "gradient_accumulation_steps")?.value;
  if (!given) return null;
  const value = readValue(given, scopes.scopeOf(accelerator), source)?.value;
  if (value?.type === "integer") return { gradients: value.value, issues: [] };
  return { gradients: null, issues: [unreadAccumulation(given, source)] };
}

function isAccelerator(paths: readonly string[] | null): boolean {
  return paths?.every((path) => /^accelerate\.(accelerator\.)?Accelerator$/.test(path)) ?? false;
}
