import { hasSameLandscape } from "../../core/landscape/landscapeLoss";
import type { RunPlan } from "../runs/runPlan";
import { withMovedStart } from "./movedStart";

/** The plan with the start that is tried in another version of the same run, where it means the same in both. */
export function carryStart(plan: RunPlan, from: Pick<RunPlan, "specification" | "trial">): RunPlan {
  const { start } = from.specification;
  const words = from.trial?.start;
  if (start === undefined || words === undefined) return plan;
  return hasSameLandscape(plan.specification, from.specification) ? withMovedStart(plan, { start, words }) : plan;
}
