import type { Envelope } from "../../src/core/trace/envelope";
import type { StepRange } from "./stepRange";

/** A series that grows so many times, past so many times what others reach, runs away from them. */
const RUNAWAY = 1e6;

/** How far beyond the others an axis goes for the way up to be seen. */
const ROOM = { linear: 2, log: 1e3 };

/** How large a series is, whatever its sign. */
interface Magnitude {
  /** Of its first value that is not 0. */
  readonly first: number;
  readonly largest: number;
  readonly canRunAway: boolean;
}

/** A series of a chart and whether it ends in values that are not finite. */
export interface MeasuredSeries {
  readonly envelope: Envelope;
  readonly isNonFinite: boolean;
}

/**
 * The magnitude at which an axis ends where series run away from others: a run that diverges to 1e300 would leave a straight
 * line of the one beside it. Null where none does, and where all do, since then there is nothing else to see.
 */
export function ceiling(series: readonly MeasuredSeries[], range: StepRange, scale: "linear" | "log"): number | null {
  if (series.length < 2) return null;
  const magnitudes = series.map((one) => magnitude(one, range)).filter(({ largest }) => largest > 0);
  const others = magnitudes.filter(({ canRunAway }) => !canRunAway);
  if (others.length === 0) return null;
  const usual = Math.max(...others.map(({ largest }) => largest));
  const away = magnitudes.filter(({ canRunAway, largest }) => canRunAway && largest > RUNAWAY * usual);
  if (away.length === 0) return null;
  const starts = away.map(({ first }) => first).filter((first) => first <= RUNAWAY * usual);
  return ROOM[scale] * Math.max(usual, ...starts);
}

/** The first step at which a series is beyond a magnitude; null where it never is. */
export function stepBeyond({ steps, minimum, maximum }: Envelope, largest: number): number | null {
  for (let bucket = 0; bucket < steps.length; bucket++) {
    if (minimum[bucket] > maximum[bucket]) continue;
    if (maximum[bucket] > largest || minimum[bucket] < -largest) return steps[bucket];
  }
  return null;
}

function magnitude({ envelope, isNonFinite }: MeasuredSeries, range: StepRange): Magnitude {
  const { steps, values, minimum, maximum } = envelope;
  let first = 0;
  let largest = 0;
  for (let bucket = 0; bucket < steps.length; bucket++) {
    if (steps[bucket] < range.from - 1 || steps[bucket] > range.to + 1 || minimum[bucket] > maximum[bucket]) continue;
    if (first === 0 && Number.isFinite(values[bucket])) first = Math.abs(values[bucket]);
    largest = Math.max(largest, maximum[bucket], -minimum[bucket]);
  }
  return { first, largest, canRunAway: isNonFinite || largest > RUNAWAY * first };
}
