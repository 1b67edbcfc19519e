import type { SchedulePlan, ValueForm } from "../../src/protocol/panel";
import { SCHEDULE_COLUMN } from "../../src/protocol/schedulePlan";
import { envelopeOf } from "../data/curves";
import { AT_CURSOR, plannedCurves } from "./plannedRun";

/** The learning rate of a planned schedule as the text of a file: at every step, of long ones at those that the panel has. */
export function plannedValues(plan: SchedulePlan, form: ValueForm): string {
  const curve = envelopeOf(plannedCurves(AT_CURSOR, plan), SCHEDULE_COLUMN);
  const steps = Array.from(curve?.steps ?? []);
  const rates = Array.from(curve?.values ?? []);
  if (form === "json") return `${JSON.stringify({ step: steps, [SCHEDULE_COLUMN]: rates })}\n`;
  return [`step,${SCHEDULE_COLUMN}`, ...steps.map((step, index) => `${step},${rates[index]}`), ""].join("\n");
}
