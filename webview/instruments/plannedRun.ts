import { PLAIN_LABELS, type RunSummary, type SchedulePlan, type ScheduleReply } from "../../src/protocol/panel";
import { SCHEDULE_COLUMN } from "../../src/protocol/schedulePlan";
import { type Curves, curvesFromReply } from "../data/curves";

/** Stands for the optimizer under the cursor, which has no run. */
export const AT_CURSOR = "";

/** The id under which the curve of a planned schedule is kept among those of runs. */
export function plannedId(run: string): string {
  return `schedule of ${run}`;
}

/** A schedule as a run that records nothing but the learning rate, so that charts draw it as any other's; null where it has no curve. */
export function plannedRun(run: RunSummary | null, { title, plan }: ScheduleReply): RunSummary | null {
  if (plan === null) return null;
  return {
    ...(run ?? NO_RUN),
    id: plannedId(run?.id ?? AT_CURSOR),
    name: run?.name ?? title,
    title,
    columns: [{ name: SCHEDULE_COLUMN, firstNonFinite: null, firstNonFiniteValue: null }],
    steps: plan.updates,
    stepsDone: plan.covered,
    status: "finished",
    stateVectors: [],
    trial: null,
  };
}

export function plannedCurves(run: string, { covered, curve }: SchedulePlan): Curves {
  const id = plannedId(run);
  return curvesFromReply(
    { run: id, columns: [SCHEDULE_COLUMN], from: 0, to: covered, buckets: curve.points },
    { run: id, ...curve },
  );
}

const NO_RUN: RunSummary = {
  id: AT_CURSOR,
  revision: 0,
  name: "",
  labels: PLAIN_LABELS,
  title: "",
  gist: [],
  source: null,
  problem: "",
  isReplay: false,
  precision: "",
  steps: 0,
  curvatureInterval: null,
  instruments: [],
  stepsDone: 0,
  status: "finished",
  message: null,
  nonFinite: null,
  columns: [],
  stateVectors: [],
  tensors: [],
  parameters: 0,
  probe: null,
  color: 0,
  stale: false,
  held: null,
  trial: null,
  dropped: null,
};
