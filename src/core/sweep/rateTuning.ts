import type { PointOutcome } from "./pointOutcome";

/** One trial of a tuning: a learning rate, with its outcome for every seed. */
export interface Trial {
  readonly rate: number;
  readonly outcomes: readonly PointOutcome[];
}

/** What a tuning found. */
export interface TuningResult {
  /** Position of the trial with the smallest mean final loss over the seeds, none of which diverged; null where every trial diverged. */
  readonly best: number | null;
  /** Trials of which at least one seed diverged. */
  readonly diverged: number;
  /** Whether the best is the smallest or the largest of all rates that were tried, so that there may be a better one beyond. */
  readonly atEdge: "low" | "high" | null;
}

/** Chooses among trials; of equal ones the one with the smaller learning rate, so that their order has no say. */
export function chooseTrial(trials: readonly Trial[]): TuningResult {
  const means = trials.map(({ outcomes }) =>
    outcomes.some(hasDiverged) ? Number.POSITIVE_INFINITY : meanOf(outcomes.map(({ finalLoss }) => finalLoss)),
  );
  let best: number | null = null;
  trials.forEach(({ rate }, index) => {
    if (!Number.isFinite(means[index])) return;
    const isBetter =
      best === null || means[index] < means[best] || (means[index] === means[best] && rate < trials[best].rate);
    if (isBetter) best = index;
  });
  const diverged = trials.filter(({ outcomes }) => outcomes.some(hasDiverged)).length;
  if (best === null) return { best, diverged, atEdge: null };
  const rates = trials.map(({ rate }) => rate);
  const { rate } = trials[best];
  const atEdge = rate === Math.min(...rates) ? "low" : rate === Math.max(...rates) ? "high" : null;
  return { best, diverged, atEdge: trials.length > 1 ? atEdge : null };
}

/** Several seeds of the same run, put together. */
export interface SeedSummary {
  readonly seeds: number;
  /** Seeds that diverged; they are not in the numbers below. */
  readonly diverged: number;
  readonly finalLoss: Spread;
  readonly bestLoss: Spread;
  /** At every point of the curve; empty where none was asked for. */
  readonly curve: readonly Spread[];
}

/** A quantity over seeds; NaN where there are none. */
export interface Spread {
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Mean and band of what became of the same run for several seeds. */
export function summarizeSeeds(outcomes: readonly PointOutcome[]): SeedSummary {
  const sound = outcomes.filter((outcome) => !hasDiverged(outcome));
  const points = Math.min(...sound.map(({ curve }) => curve?.length ?? 0), sound.length === 0 ? 0 : Infinity);
  return {
    seeds: outcomes.length,
    diverged: outcomes.length - sound.length,
    finalLoss: spreadOf(sound.map(({ finalLoss }) => finalLoss)),
    bestLoss: spreadOf(sound.map(({ bestLoss }) => bestLoss)),
    curve: Array.from({ length: points }, (_, index) =>
      spreadOf(sound.map(({ curve }) => curve?.[index] ?? Number.NaN)),
    ),
  };
}

function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: Number.NaN, lowest: Number.NaN, highest: Number.NaN };
  return { mean: meanOf(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

function hasDiverged({ divergedAt, finalLoss }: PointOutcome): boolean {
  return divergedAt !== null || !Number.isFinite(finalLoss);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
