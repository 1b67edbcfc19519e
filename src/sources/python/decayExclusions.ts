import type { SourceIssue } from "../configuration";
import { callsAssignedTo } from "./assignedCalls";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";

/** Says of an optimizer of Keras that it is told to spare some variables the weight decay, which a test problem does not have. */
export function decayExclusionIssues(
  optimizer: FrameworkCall,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly SourceIssue[] {
  return calls.flatMap((call): readonly SourceIssue[] => {
    if (call.callee.kind !== "decayExclusion") return [];
    if (!callsAssignedTo(call.callee.subject, call, calls, source).includes(optimizer)) return [];
    const message = "exclude_from_weight_decay names variables of your model; of a test problem all parameters decay.";
    return [{ severity: "information", message, range: source.rangeOf(call.node) }];
  });
}
