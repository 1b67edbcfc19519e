import type { ScheduleConfiguration, SourceIssue } from "../configuration";
import { callArguments } from "./callArguments";
import { countedFrom, iterationOf, loopsAround } from "./loops";
import type { PythonSource } from "./pythonSource";
import type { StepCall } from "./stepInterval";

/**
 * Those of a schedule's steps that move it. timm's schedules have two methods, one for the end of an epoch and one for that of an update, and programs call both:
 * by `t_in_epochs` one of them does nothing.
 */
export function steppingCalls(
  steps: readonly StepCall[],
  schedule: ScheduleConfiguration | null,
  source: PythonSource,
): readonly StepCall[] {
  const inEpochs = schedule?.hyperparameters.t_in_epochs?.value;
  if (typeof inEpochs !== "boolean") return steps;
  const method = inEpochs ? "step" : "step_update";
  return steps.filter(({ node }) => {
    const name = node.firstChild?.lastChild;
    return name ? source.textOf(name) === method : false;
  });
}

/**
 * What to say of a step of timm's schedules that is given the number of the epoch, or of the update, that is over, behind whose updates it stands: timm sets the learning
 * rate of that number, and not of the next.
 *
 * @param updates of the optimizer
 */
export function lateStepIssues(
  step: StepCall,
  updates: readonly StepCall[],
  schedule: ScheduleConfiguration | null,
  source: PythonSource,
): readonly SourceIssue[] {
  if (typeof schedule?.hyperparameters.t_in_epochs?.value !== "boolean") return [];
  const number = callArguments(step.node, source)[0]?.value;
  if (number?.name !== "VariableName" || !updates.some(({ node }) => node.from < step.node.from)) return [];
  const name = source.textOf(number);
  const counts = loopsAround(step.node).some((loop) => {
    const iteration = iterationOf(loop);
    const isCounter = iteration !== null && source.textOf(iteration.variable) === name;
    return isCounter && countedFrom(iteration.over, step.scope, source) === 0;
  });
  if (!counts) return [];
  const message = `timm is given the number that is over, and sets its learning rate once more; a simulation takes that of the next: expected ${name} + 1.`;
  return [{ severity: "information", message, range: source.rangeOf(step.node) }];
}
