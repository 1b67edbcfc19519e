import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ChangedValues, Hyperparameter, RunSummary } from "../../src/protocol/panel";
import { latestOnly } from "../data/latestOnly";
import type { Panel } from "../panel/usePanel";

/** The values as they are set, which the host may not show yet, or cannot simulate. */
interface Draft {
  readonly run: string;
  readonly changes: ChangedValues;
}

/** Values that the host has been asked for: one that it simulates, and one that is on its way. */
const UNDER_WAY = 2;

/** What the section works with. */
export interface TrialControls {
  /** Empty until they are known. */
  readonly hyperparameters: readonly Hyperparameter[];
  /** Why they cannot be changed; null where they can. */
  readonly obstacle: string | null;
  /** Why what was done last had no effect; null where it had. */
  readonly error: string | null;
  readonly changes: ChangedValues;
  /** Tries values in the place of all that are tried. */
  readonly adjust: (changes: ChangedValues) => void;
  readonly write: () => Promise<boolean>;
}

/**
 * Other values for a run: what is set is shown at once, and goes to the host as fast as that shows it.
 *
 * @param isOpen whether the hyperparameters are looked at
 */
export function useTrial(run: RunSummary, { host }: Panel, isOpen: boolean): TrialControls {
  const [listed, setListed] = useState<{ run: string; hyperparameters: readonly Hyperparameter[] } | null>(null);
  const [obstacle, setObstacle] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<string | null>(null);
  const latestDraft = useRef<Draft | null>(null);
  latestDraft.current = draft;

  // Another version of the source may have others, and other places to write to.
  const version = `${run.id} ${run.stale} ${run.source} ${run.trial === null ? run.revision : "trial"}`;
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    host.calls.hyperparameters({ run: run.id }).then(
      (hyperparameters) => {
        if (!isWanted) return;
        setListed({ run: run.id, hyperparameters });
        setObstacle(null);
      },
      (reason) => isWanted && setObstacle(messageOf(reason)),
    );
    return () => {
      isWanted = false;
    };
  }, [host, isOpen, version]);

  const ask = useMemo(
    () =>
      latestOnly<Draft, void>(
        ({ run: id, changes }) => host.calls.adjust({ run: id, changes }),
        {
          answered: (_, query) => query === latestDraft.current && setError(null),
          failed: (_, query, reason) => query === latestDraft.current && setError(messageOf(reason)),
        },
        UNDER_WAY,
      ),
    [host],
  );
  const shown = run.trial?.changes ?? {};
  const changes = draft?.run === run.id ? draft.changes : shown;
  const settled = draft !== null && (draft.run !== run.id || isSame(draft.changes, shown)) ? draft : null;
  // Until the host shows it, what is set stands: a slider never jumps back below the pointer. Another value may have been set by now.
  useEffect(() => {
    if (settled !== null) setDraft((latest) => (latest === settled ? null : latest));
  }, [settled]);
  // What the source says by now takes the place of what was set before.
  useEffect(() => {
    setDraft(null);
    setError(null);
  }, [run.id, run.source, run.stale, run.dropped]);

  return {
    hyperparameters: listed?.run === run.id ? listed.hyperparameters : [],
    obstacle,
    error,
    changes,
    adjust: (next) => {
      const set = { run: run.id, changes: next };
      latestDraft.current = set;
      setDraft(set);
      ask(run.id, set);
    },
    write: async () => {
      try {
        await host.calls.writeChanges({ run: run.id });
        setError(null);
        return true;
      } catch (reason) {
        setError(messageOf(reason));
        return false;
      }
    },
  };
}

function isSame(one: ChangedValues, other: ChangedValues): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
