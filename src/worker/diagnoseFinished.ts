import { Trace } from "../core/trace/trace";
import { diagnoseRun } from "../diagnosis/run/diagnoseRun";
import type { RunFinding } from "../diagnosis/run/runRule";
import type { DiagnosisQuery } from "../protocol/worker";

/** What happened in a run that is over, by its trace in shared memory. */
export function diagnoseFinished({
  specification,
  columns,
  chunks,
  nonFinite,
  settings,
}: DiagnosisQuery): readonly RunFinding[] {
  const trace = new Trace(columns);
  for (const chunk of chunks) trace.addChunk(chunk);
  return diagnoseRun({ specification, trace, nonFinite }, settings);
}
