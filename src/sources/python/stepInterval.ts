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
  const updates = stepsOf(optimizer, steps).map((step) => step.node);
  const own = enclosingFunction(node)?.from;
  const isNear = (update: SyntaxNode) => enclosingFunction(update)?.from === own;
  const places = loopPathsOf(node, source);
  for (const update of [...updates.filter(isNear), ...updates.filter((it) => !isNear(it))]) {
    for (const path of loopPathsOf(update, source)) {
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
  return { updates: updatesIn(loopsAround(elsewhere.node), elsewhere.node, source) };
}

/** How often the whole run steps what a call has made, an optimizer or a schedule; null where only the run knows. */
export function stepsOfRun(made: FrameworkCall, steps: readonly StepCall[], source: PythonSource): number | null {
  const counts = stepsOf(made, steps).flatMap(({ node }) =>
    loopPathsOf(node, source).map((path) =>
      path.length === 0 || isDecidedByRound(node, source) ? null : updatesIn(path, node, source),
    ),
  );
  const [count] = counts;
  return count !== undefined && counts.every((other) => other === count) ? count : null;
}

/** How often an update is made by loops around it; null where only the run knows. */
function updatesIn(loops: readonly SyntaxNode[], update: SyntaxNode, source: PythonSource): number | null {
  const { scopes } = indexOf(source);
  const steppedOnce = loops.filter((loop) => !goesOverStepped(loop, update, source));
  const rounds = steppedOnce.map((loop) => roundsOf(loop, scopes.scopeOf(loop), source));
  const [innermost, ...others] = rounds;
  if (innermost === undefined) return 1;
  const condition = updateCondition(update, source);
  const isWithin = condition !== null && loops.some(({ from }) => from === condition.loop.from);
  const own = isWithin ? innermost && condition.rounds && innermost / condition.rounds : innermost;
  const whole = own && (condition?.atEnd ? Math.ceil(own) : Math.floor(own));
  return others.reduce((product, count) => product && count && product * count, whole);
}

/** Whether a loop goes over the optimizers themselves, and so steps each of them once: `for o in optimizers: o.step()`. */
function goesOverStepped(loop: SyntaxNode, update: SyntaxNode, source: PythonSource): boolean {
  const statement = statementAt(loop.from, source);
  const given = statement && indexOf(source).given.within(statement, steppedText(update, source));
  const targets = (given ?? []).map(({ node }) => node);
  return targets.some(({ from, name }) => from === loop.from && name === loop.name);
}

function steppedText(update: SyntaxNode, source: PythonSource): string {
  const [first] = callArguments(update, source);
  const stepped = first?.value ?? update.firstChild?.firstChild;
  return stepped ? source.textOf(stepped) : "";
}
