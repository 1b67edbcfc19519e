import type { PlannedSchedule } from "../core/plannedSchedule/plannedSchedule";
import { TraceWriter } from "../core/trace/traceWriter";
import type { SchedulePlan } from "./panel";

/** The series of a schedule that is planned, as that of a run. */
export const SCHEDULE_COLUMN = "learningRate";

/** More points than any screen has pixels. */
const MOST_POINTS = 4096;

/** A planned schedule for the panel. */
export function schedulePlan({ rates, stride, ...plan }: PlannedSchedule): SchedulePlan {
  const writer = new TraceWriter({ columns: [SCHEDULE_COLUMN], expectedRows: rates.length });
  for (const rate of rates) writer.append(Float64Array.of(rate));
  writer.flush();
  const { steps, values, minimum, maximum } = writer.trace.envelope(0, 0, rates.length, MOST_POINTS);
  const points = steps.length;
  const data = new Float64Array(4 * points);
  [steps.map((step) => step * stride), values, minimum, maximum].forEach((block, position) => {
    data.set(block, position * points);
  });
  return { ...plan, final: rates[rates.length - 1], curve: { rows: plan.covered, points, data: data.buffer } };
}
