import type { RunPlan } from "../runs/runPlan";

/** Another start than the problem's own. */
export interface MovedStart {
  readonly start: readonly number[];
  /** In short: `start (−0.5, 2)`. */
  readonly words: string;
}

/** The plan of a run that starts elsewhere, whatever else is tried in it; null for where it starts by itself. */
export function withMovedStart(plan: RunPlan, moved: MovedStart | null): RunPlan {
  const { trial, ...rest } = plan;
  const original = trial?.original ?? plan.specification;
  const { start: _, ...specification } = plan.specification;
  const { start: __, ...tried } = trial ?? { changes: {}, words: "", original };
  if (moved !== null) {
    return {
      ...rest,
      specification: { ...specification, start: moved.start },
      trial: { ...tried, start: moved.words },
    };
  }
  if (Object.keys(tried.changes).length === 0) return { ...rest, specification: original };
  const own = original.start === undefined ? {} : { start: original.start };
  return { ...rest, specification: { ...specification, ...own }, trial: tried };
}
