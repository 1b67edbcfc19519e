import type { MadeScheduler } from "../../loopFacts";
import { targetsOf } from "../assignedCalls";
import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import { type StepCall, stepsOf } from "../stepInterval";
import { outermostSchedulers } from "../torchSchedule";
import { goesElsewhere } from "./usesElsewhere";

/** What a scheduler is asked for that leaves it where it is. */
const questions = /^(get_last_lr|get_lr|state_dict|load_state_dict|last_epoch|base_lrs|print_lr|_last_lr)$/;

/** The schedulers of an optimizer that no other one is made of, and whether they are ever stepped. */
export function schedulersMade(
  schedulers: readonly FrameworkCall[],
  steps: readonly StepCall[],
  source: PythonSource,
): readonly MadeScheduler[] {
  return outermostSchedulers(schedulers, source).map((call) => {
    const name = "entry" in call.callee ? call.callee.entry.name : "";
    const isHere = stepsOf(call, steps).length > 0;
    const stepped = isHere ? "here" : goesElsewhere(call, questions, source) ? "elsewhere" : "never";
    const [target] = targetsOf(call.node);
    const variable = target?.name === "VariableName" ? source.textOf(target) : null;
    return { variable, name, range: source.rangeOf(call.node), stepped };
  });
}
