import type { ScheduleConfiguration } from "../configuration";
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
