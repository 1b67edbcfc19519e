import type { PointOutcome } from "../../../src/core/sweep/pointOutcome";
import type { FinderState } from "../../../src/protocol/finder";

/** @param finalLoss null for a point that diverged at step 7 */
export function outcomeOf(finalLoss: number | null): PointOutcome {
  return {
    steps: 100,
    firstLoss: 10,
    finalLoss: finalLoss ?? Number.NaN,
    bestLoss: finalLoss ?? 10,
    divergedAt: finalLoss === null ? 7 : null,
    reachedAt: null,
  };
}

/** A sweep of five learning rates that has finished, unless it is told otherwise. */
export function finderState(changes: Partial<FinderState> = {}): FinderState {
  return {
    run: "run 0",
    name: "SGD lr 0.01",
    problem: "quadratic · 3 p · seed 0",
    steps: 100,
    status: "finished",
    message: null,
    stale: false,
    span: { below: 2, above: 2, perDecade: 1 },
    rates: [1e-4, 1e-3, 0.01, 0.1, 1],
    ownRate: 2,
    isScheduled: false,
    second: null,
    choices: [],
    outcomes: [9, 4, 0.5, 0.1, null].map(outcomeOf),
    targetLoss: 0.5,
    stable: { rate: 0.5, sharpness: 4, formula: "2 / η" },
    ...changes,
  };
}
