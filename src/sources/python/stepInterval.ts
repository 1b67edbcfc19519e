import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo, targetsOf } from "./assignedCalls";
import { callArguments } from "./callArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { loopsAround, roundsOf } from "./loops";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";

/** How a schedule is stepped: once every so many updates of its optimizer; null where only the run knows how many. */
export interface StepInterval {
  readonly updates: number | null;
}

/** A call of `step`, with what it steps: `optimizer` in `optimizer.step()`, and in `scaler.step(optimizer)`. */
export interface StepCall extends FrameworkCall {
  readonly stepped: SyntaxNode;
}

/** All calls of methods named `step`. */
export function findStepCalls(calls: readonly FrameworkCall[], source: PythonSource): readonly StepCall[] {
  return calls.flatMap((call) => {
    if (call.callee.kind !== "step") return [];
    const [first] = callArguments(call.node, source);
    return [call.callee.subject, ...(first?.value ? [first.value] : [])].map((stepped) => ({ ...call, stepped }));
  });
}

/** Those that step what a call has made. */
export function stepsOf(made: FrameworkCall, steps: readonly StepCall[], source: PythonSource): readonly StepCall[] {
  return steps.filter((step) => callsAssignedTo(step.stepped, step, [made], source).length > 0);
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
  { node, scope }: Pick<FrameworkCall, "node" | "scope">,
  steps: readonly StepCall[],
  source: PythonSource,
): StepInterval | null {
  const around = loopsAround(node);
  const update = stepsOf(optimizer, steps, source).find((step) => step.scope === scope);
  if (update !== undefined) {
    const within = loopsAround(update.node).filter((loop) => !around.some(({ from }) => from === loop.from));
    return { updates: roundsOfAll(within, update.scope, source) };
  }
  // A function that the loop calls once in every epoch has the loop over the batches.
  const names = targetsOf(optimizer.node).map((target) => source.textOf(target));
  const elsewhere = steps.find(
    (step) => names.includes(source.textOf(step.stepped)) && loopsAround(step.node).length > 0,
  );
  if (around.length === 0 || elsewhere === undefined) return null;
  return { updates: roundsOfAll(loopsAround(elsewhere.node), elsewhere.scope, source) };
}

/** How often the innermost of several loops, one within the other, goes round; null where only the run knows. */
function roundsOfAll(loops: readonly SyntaxNode[], scope: Scope, source: PythonSource): number | null {
  const rounds = loops.map((loop) => roundsOf(loop, scope, source));
  return rounds.reduce((product, count) => product && count && product * count, 1);
}
