import type { RunSpecification } from "../../core/simulation/specification";
import type { PointOutcome, PointQuestion } from "../../core/sweep/pointOutcome";
import type { WorkerPool } from "./workerPool";

/** Points that wait at a thread while it evaluates one, so that it never waits itself. */
const WAITING = 1;

/** A point to evaluate, with what the caller knows it by. */
export interface Point<Key> {
  readonly key: Key;
  readonly specification: RunSpecification;
}

/**
 * Evaluates points on all cores, in order, and tells of each when it is done. Ends early, without a word, when it is cancelled.
 *
 * @param group unique among all that are under way
 * @throws Error of the first point that cannot be evaluated; the others are given up
 */
export async function evaluatePoints<Key>(
  pool: Pick<WorkerPool, "evaluate" | "cancelEvaluations" | "sweepThreads">,
  group: string,
  points: Iterable<Point<Key>>,
  question: PointQuestion,
  { signal, onOutcome }: { signal: AbortSignal; onOutcome: (key: Key, outcome: PointOutcome) => void },
): Promise<void> {
  const rest = points[Symbol.iterator]();
  const giveUp = () => pool.cancelEvaluations(group);
  signal.addEventListener("abort", giveUp, { once: true });
  const lane = async (): Promise<void> => {
    for (let next = rest.next(); !next.done && !signal.aborted; next = rest.next()) {
      const { key, specification } = next.value;
      const outcome = await pool.evaluate({ group, specification, question });
      if (!signal.aborted) onOutcome(key, outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: pool.sweepThreads * (1 + WAITING) }, lane));
  } catch (error) {
    if (signal.aborted) return;
    giveUp();
    throw error;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
