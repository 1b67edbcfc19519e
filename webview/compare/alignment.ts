import type { RunSummary } from "../../src/protocol/panel";
import type { StepRange } from "../charts/stepRange";

/** How runs of different lengths lie over one another: step by step, or each from its first step to its last. */
export type Alignment = "step" | "share";

/**
 * Where steps lie on the x axis that all runs share. By steps a step's place is its number. By share of the run they are stretched to the
 * length of the longest: a step's place is its number times the longest length over the run's own, as they were asked for.
 */
export interface Places {
  readonly alignment: Alignment;
  /** Steps of the longest run, as they were asked for. */
  readonly longest: number;
}

export function placesOf(alignment: Alignment, runs: readonly RunSummary[]): Places {
  return { alignment, longest: Math.max(1, ...runs.map(({ steps }) => steps)) };
}

/** Places from one step of a run to its next. */
export function stretchOf({ alignment, longest }: Places, run: RunSummary): number {
  return alignment === "step" || run.steps === 0 ? 1 : longest / run.steps;
}

/** The step of a run that is nearest to a place; by steps also one that it does not have. */
export function stepAt(places: Places, run: RunSummary, place: number): number {
  if (places.alignment === "step") return place;
  return Math.min(Math.round(place / stretchOf(places, run)), Math.max(0, run.steps - 1));
}

/** The whole axis: by steps as far as the runs go, with `end` of each; by share up to the end of what was asked for. */
export function domainOfPlaces(
  { alignment, longest }: Places,
  runs: readonly RunSummary[],
  end: (run: RunSummary) => number,
): StepRange {
  return { from: 0, to: alignment === "share" ? longest : Math.max(1, ...runs.map(end)) };
}
