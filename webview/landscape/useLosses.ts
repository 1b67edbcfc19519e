import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { LandscapeLossesQuery } from "../../src/protocol/landscape";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";
import { firstGridSize, nextGridSize } from "./gridSizes";
import type { PlacedGrid } from "./lossAt";

/** Losses asked for: the next request cancels the one that is under way. */
const UNDER_WAY = 2;

interface LossesQuery extends LandscapeLossesQuery {
  readonly plane: number;
}

export interface Losses {
  /** What there is last of the plane, around another window while that of this one is awaited; null before there is any. */
  readonly grid: PlacedGrid | null;
  readonly isWorking: boolean;
  readonly error: string | null;
}

/** The loss in a window of a run's plane, coarse first and then finer. */
export function useLosses(run: string, plane: number | null, window: PlaneWindow | null, host: PanelHost): Losses {
  const [known, setKnown] = useState<{ readonly plane: number; readonly grid: PlacedGrid } | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  /** Milliseconds that a point took last. */
  const pace = useRef<number | null>(null);
  const latest = useRef<string | null>(null);
  const ask = useMemo(() => {
    const send = async ({ plane: _, ...query }: LossesQuery) => {
      const begin = performance.now();
      const losses = new Float64Array(await host.calls.landscapeLosses(query));
      pace.current = (performance.now() - begin) / losses.length;
      return losses;
    };
    const request = latestOnly<LossesQuery, Float64Array>(
      send,
      {
        answered: (_, query, losses) => {
          const { window: place, columns, rows } = query;
          setKnown({ plane: query.plane, grid: { window: place, columns, rows, losses } });
          setError(null);
          if (latest.current !== keyOf(query.plane, place)) return;
          const size = nextGridSize(columns, pace.current);
          if (size === null) setWorking(false);
          else request(query.run, { ...query, columns: size, rows: size });
        },
        failed: (_, query, reason) => {
          // Where another window has taken its place it was given up.
          if (latest.current !== keyOf(query.plane, query.window)) return;
          setWorking(false);
          setError(reason instanceof Error ? reason.message : String(reason));
        },
      },
      UNDER_WAY,
    );
    return request;
  }, [host]);
  const key = plane === null || window === null ? null : keyOf(plane, window);
  useEffect(() => {
    latest.current = key;
    if (plane === null || window === null) return;
    const size = firstGridSize(pace.current);
    setWorking(true);
    ask(run, { run, plane, window, columns: size, rows: size });
  }, [ask, key]);
  return { grid: known?.plane === plane ? known.grid : null, isWorking: isWorking && key !== null, error };
}

function keyOf(plane: number, { left, right, bottom, top }: PlaneWindow): string {
  return `${plane} ${left} ${right} ${bottom} ${top}`;
}
