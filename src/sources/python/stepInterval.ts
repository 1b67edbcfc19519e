import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo, targetsOf } from "./assignedCalls";
import { callArguments } from "./callArguments";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import { enclosingFunction } from "./functionCalls";
import { loopPathsOf } from "./loopPaths";
import { loopsAround, roundsOf } from "./loops";
import { statementAt } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import { isDecidedByRound } from "./roundConditions";
import { updateCondition } from "./updateCondition";

/** How a schedule is stepped: once every so many updates of its optimizer; null where only the run knows how many. */
export interface StepInterval {
  readonly updates: number | null;
}

/** A call of `step`, with what it steps: `optimizer` in `optimizer.step()`, and in `scaler.step(optimizer)`. */
export interface StepCall extends FrameworkCall {
  readonly stepped: SyntaxNode;
  /** The calls that may have made what is stepped. */
  readonly made: readonly FrameworkCall[];
}

/** All calls of methods named `step`. */
export function findStepCalls(calls: readonly FrameworkCall[], source: PythonSource): readonly StepCall[] {
  return calls.flatMap((call) => {
    if (call.callee.kind !== "step") return [];
    const [first] = callArguments(call.node, source);
    const objects = [call.callee.subject, ...(first?.value ? [first.value] : [])];
    return objects.map((stepped) => ({ ...call, stepped, made: callsAssignedTo(stepped, call, calls, source) }));
  });
}

/** Those that step what a call has made. */
export function stepsOf(made: FrameworkCall, steps: readonly StepCall[]): readonly StepCall[] {
  const known = stepsByMade.get(steps) ?? groupSteps(steps);
  stepsByMade.set(steps, known);
  return known.get(made) ?? [];
}

const stepsByMade = new WeakMap<readonly StepCall[], ReadonlyMap<FrameworkCall, readonly StepCall[]>>();

function groupSteps(steps: readonly StepCall[]): ReadonlyMap<FrameworkCall, readonly StepCall[]> {
  const groups = new Map<FrameworkCall, StepCall[]>();
  for (const step of steps) {
    for (const made of new Set(step.made)) {
      const group = groups.get(made);
      if (group === undefined) groups.set(made, [step]);
      else group.push(step);
    }
  }
  return groups;
}

/**
 * How many updates there are from one step of a schedule to the next, by the loops around the two: where the optimizer is stepped
 * in loops within the one that steps the schedule, as many as these go round.
 *
 * @param place where the schedule is stepped
 * @returns null where the text does not show how the two go together
 */
export function stepInterval(
  optimizer: FrameworkCall,
  { node }: Pick<FrameworkCall, "node">,
  steps: readonly StepCall[],
  source: PythonSource,
): StepInterval | null {
  const updates = stepsOf(optimizer, steps);
  const own = enclosingFunction(node)?.from;
  const isNear = (update: StepCall) => enclosingFunction(update.node)?.from === own;
  const places = loopPathsOf(node, source);
  for (const update of [...updates.filter(isNear), ...updates.filter((it) => !isNear(it))]) {
    for (const path of loopPathsOf(update.node, source)) {
      const isShared = (loop: SyntaxNode) => places.some((loops) => loops.some(({ from }) => from === loop.from));
      if (!isNear(update) && !path.some(isShared)) continue;
      return {
        updates: updatesIn(
          path.filter((loop) => !isShared(loop)),
          update,
          source,
        ),
      };
    }
  }
  // A function that the loop calls once in every epoch has the loop over the batches.
  const names = targetsOf(optimizer.node).map((target) => source.textOf(target));
  const elsewhere = steps.find(
    (step) => names.includes(source.textOf(step.stepped)) && loopsAround(step.node).length > 0,
  );
  if (loopsAround(node).length === 0 || elsewhere === undefined) return null;
  return { updates: updatesIn(loopsAround(elsewhere.node), elsewhere, source) };
}

/** How often the whole run steps what a call has made, an optimizer or a schedule; null where only the run knows. */
export function stepsOfRun(made: FrameworkCall, steps: readonly StepCall[], source: PythonSource): number | null {
  const counts = stepsOf(made, steps).flatMap((step) =>
    loopPathsOf(step.node, source).map((path) =>
      path.length === 0 || isDecidedByRound(step.node, source) ? null : updatesIn(path, step, source),
    ),
  );
  const [count] = counts;
  return count !== undefined && counts.every((other) => other === count) ? count : null;
}

/** How often an update is made by loops around it; null where only the run knows. */
function updatesIn(loops: readonly SyntaxNode[], { node, stepped }: StepCall, source: PythonSource): number | null {
  const { scopes } = indexOf(source);
  // A loop over the optimizers themselves steps each of them once: `for o in optimizers: o.step()`.
  const steppedOnce = loops.filter((loop) => !givesValueTo(loop, source.textOf(stepped), source));
  const rounds = steppedOnce.map((loop) => roundsOf(loop, scopes.scopeOf(loop), source));
  const [innermost, ...others] = rounds;
  if (innermost === undefined) return 1;
  const condition = updateCondition(node, source);
  const isWithin = condition !== null && loops.some(({ from }) => from === condition.loop.from);
  const own = isWithin ? innermost && condition.rounds && innermost / condition.rounds : innermost;
  const whole = own && (condition?.atEnd ? Math.ceil(own) : Math.floor(own));
  return others.reduce((product, count) => product && count && product * count, whole);
}

/** Whether it is a loop that gives something its value: `for scheduler in schedulers` to `scheduler`. */
export function givesValueTo(loop: SyntaxNode, text: string, source: PythonSource): boolean {
  const statement = statementAt(loop.from, source);
  const targets = ((statement && indexOf(source).given.within(statement, text)) ?? []).map(({ node }) => node);
  return targets.some(({ from, name }) => from === loop.from && name === loop.name);
}
