import { useEffect, useMemo, useState } from "preact/hooks";
import type { CompareQuery, Comparison, RunSummary } from "../../src/protocol/panel";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";

/** A comparison with the runs that it is of. */
export interface ComparisonOf {
  readonly runs: readonly string[];
  readonly content: Comparison;
}

/** One request at a time: only what is compared last counts. */
const COMPARISON = "comparison";

/**
 * Fetches how runs compare, and again whenever one of them has come to its end or was made anew. The former comparison stays until
 * the next is there; null before the first.
 */
export function useComparison(
  host: PanelHost,
  runs: readonly RunSummary[],
  target: number | null,
): ComparisonOf | null {
  const [comparison, setComparison] = useState<ComparisonOf | null>(null);
  const ask = useMemo(
    () =>
      latestOnly<CompareQuery, Comparison>((query) => host.calls.compare(query), {
        answered: (_, query, content) => setComparison({ runs: query.runs, content }),
        // A run has gone meanwhile: the next news of the runs asks again.
        failed: () => {},
      }),
    [host],
  );
  const signature = JSON.stringify(
    runs.map(({ id, revision, status, gist, title, problem }) => [id, revision, status, gist, title, problem]),
  );
  useEffect(() => ask(COMPARISON, { runs: runs.map(({ id }) => id), target }), [ask, signature, target]);
  return comparison;
}
