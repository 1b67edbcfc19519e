import type { PlannedSchedule } from "../../src/core/plannedSchedule/plannedSchedule";
import { peakOf, ratePhases } from "../../src/core/plannedSchedule/ratePhases";

/** Learning rates by step: warm-up, plateau and decay over more steps than the run has, or restarts. */
const rates: Readonly<Record<string, (step: number) => number>> = {
  usual: (step) => (step < 300 ? step / 300 : step < 2000 ? 1 : Math.max(0, 2600 - step) / 600),
  instrumentsRestarts: (step) => 0.7 ** Math.floor(step / 900) * 0.5 * (1 + Math.cos((Math.PI * (step % 900)) / 900)),
};

/** The plan of a schedule without the kernels that it is usually worked out with; null where only the run decides. */
export function fakeSchedule(situation: string): PlannedSchedule | null {
  if (situation === "instrumentsFollowed") return null;
  const updates = 2600;
  const rate = rates[situation] ?? rates.usual;
  const planned = Float64Array.from({ length: updates }, (_, step) => 0.003 * rate(step));
  return {
    updates,
    covered: updates,
    rates: planned,
    stride: 1,
    phases: ratePhases(planned, 1),
    peak: peakOf(planned, 1),
  };
}
