import type { LossMeasures } from "../../src/core/comparison/lossMeasures";
import type { RunSummary } from "../../src/protocol/panel";
import type { ComparisonOf } from "./useComparison";

/** A measure of a run's losses; of each, less is better. */
export type Measure = "final" | "best" | "stepsToTarget" | "area";

/** A run with what the comparison says of it. */
export interface ComparedRow {
  readonly run: RunSummary;
  /** In the order of the comparison's settings; null where the run has none of a name, or is not compared yet. */
  readonly settings: readonly (string | null)[];
  /** Null of a run without losses, of one that is under way, and of one that is not compared yet. */
  readonly losses: LossMeasures | null;
}

export function comparedRows(runs: readonly RunSummary[], { runs: ids, content }: ComparisonOf): ComparedRow[] {
  return runs.map((run) => {
    const index = ids.indexOf(run.id);
    const isKnown = index >= 0;
    return {
      run,
      settings: content.settings.map(({ values }) => (isKnown ? values[index] : null)),
      losses: isKnown && run.status !== "running" ? content.losses[index] : null,
    };
  });
}

/** A measure as a number; null where there is none. */
export function measured(losses: LossMeasures | null, measure: Measure): number | null {
  if (losses === null) return null;
  return measure === "best" ? (losses.best?.loss ?? null) : losses[measure];
}

/** Rows with the smallest of a measure first; those without it, or where it is not finite, last and as they were. */
export function sortedBy(rows: readonly ComparedRow[], measure: Measure | null): readonly ComparedRow[] {
  if (measure === null) return rows;
  const weight = ({ losses }: ComparedRow) => finiteOr(measured(losses, measure), Infinity);
  return rows.toSorted((one, other) => {
    const [a, b] = [weight(one), weight(other)];
    return a === b ? 0 : a - b;
  });
}

/** The smallest finite value of a measure among several rows; null where all that have one agree. */
export function lowest(rows: readonly ComparedRow[], measure: Measure): number | null {
  const values = rows.flatMap(({ losses }) => measured(losses, measure) ?? []);
  const smallest = Math.min(...values.filter(Number.isFinite));
  return Number.isFinite(smallest) && values.some((value) => value !== smallest) ? smallest : null;
}

function finiteOr(value: number | null, other: number): number {
  return value !== null && Number.isFinite(value) ? value : other;
}
