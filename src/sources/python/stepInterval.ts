import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo, targetsOf } from "./assignedCalls";
import { callArguments } from "./callArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { loopsAround, roundsOf } from "./loops";
import type { PythonSource } from "./pythonSource";

/** How a schedule is stepped: once every so many updates of its optimizer. */
export interface StepInterval {
  /** Null where only the run knows. */
  readonly updates: number | null;
  /** Where the schedule is stepped. */
  readonly node: SyntaxNode;
}

/**
 * How many updates there are from one step of a schedule to the next, by the loops around the two calls of `step`: where the
 * optimizer is stepped in loops within the one that steps the schedule, as many as these go round.
 *
 * @param calls every call of the file, those of methods named `step` among them
 * @returns null where the text does not show how the two go together
 */
export function stepInterval(
  optimizer: FrameworkCall,
  scheduler: FrameworkCall,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): StepInterval | null {
  const steps = calls.flatMap((call) => steppedBy(call, source).map((stepped) => ({ ...call, stepped })));
  const stepsOf = (made: FrameworkCall) =>
    steps.filter((step) => callsAssignedTo(step.stepped, step, [made], source).length > 0);
  const [step] = stepsOf(scheduler);
  if (step === undefined) return null;
  const { node } = step;
  const around = loopsAround(node);
  const update = stepsOf(optimizer).find(({ scope }) => scope === step.scope);
  if (update !== undefined) {
    const within = loopsAround(update.node).filter((loop) => !around.some(({ from }) => from === loop.from));
    const rounds = within.map((loop) => roundsOf(loop, update.scope, source));
    return { updates: rounds.reduce((product, count) => product && count && product * count, 1), node };
  }
  // A function that the loop calls once in every epoch has the loop over the batches.
  const names = targetsOf(optimizer.node).map((target) => source.textOf(target));
  const isElsewhere = steps.some((other) => names.includes(source.textOf(other.stepped)) && isInLoop(other.node));
  return around.length > 0 && isElsewhere ? { updates: null, node } : null;
}

function isInLoop(node: SyntaxNode): boolean {
  return loopsAround(node).length > 0;
}

/** What a call of `step` steps: `optimizer` in `optimizer.step()`, and in `scaler.step(optimizer)`. */
function steppedBy({ node, callee }: FrameworkCall, source: PythonSource): readonly SyntaxNode[] {
  if (callee.kind !== "step") return [];
  const [first] = callArguments(node, source);
  return [callee.subject, ...(first?.value ? [first.value] : [])];
}
