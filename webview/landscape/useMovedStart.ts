import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { MoveStartQuery } from "../../src/protocol/landscape";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";

/** Starts that the host has been asked for: one that it simulates, and one that is on its way. */
const UNDER_WAY = 2;

export interface MovedStart {
  /** Where the start is dragged to; null where it is as the host shows it. */
  readonly dragged: PlanePoint | null;
  readonly error: string | null;
  readonly move: (to: PlanePoint | null) => void;
}

/**
 * Lets a run start elsewhere: the start follows the pointer at once, and the run as fast as the host shows it.
 *
 * @param shown where the run on show starts; null while that is not known
 */
export function useMovedStart(run: string, shown: PlanePoint | null, host: PanelHost): MovedStart {
  const [draft, setDraft] = useState<MoveStartQuery | null>(null);
  const [settled, setSettled] = useState<MoveStartQuery | null>(null);
  const [error, setError] = useState<string | null>(null);
  const latest = useRef<MoveStartQuery | null>(null);
  const ask = useMemo(
    () =>
      latestOnly<MoveStartQuery, void>(
        (query) => host.calls.moveStart(query),
        {
          answered: (_, query) => {
            if (query !== latest.current) return;
            setSettled(query);
            setError(null);
          },
          failed: (_, query, reason) => {
            if (query !== latest.current) return;
            setDraft(null);
            setError(reason instanceof Error ? reason.message : String(reason));
          },
        },
        UNDER_WAY,
      ),
    [host],
  );
  // Until the path from there has come it stands where it was dragged to, so that it never jumps back below the pointer.
  useEffect(() => {
    if (settled !== null) setDraft((before) => (before === settled ? null : before));
  }, [shown?.x, shown?.y]);
  useEffect(() => {
    setDraft(null);
    setError(null);
  }, [run]);
  return {
    dragged: draft?.run === run ? draft.to : null,
    error,
    move: (to) => {
      const query = { run, to };
      latest.current = query;
      setDraft(query);
      ask(run, query);
    },
  };
}
