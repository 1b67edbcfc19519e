import { useEffect } from "preact/hooks";
import type { PlanePoint } from "../../src/core/landscape/plane";
import { type PlaneWindow, windowAround } from "../../src/core/landscape/planeWindow";
import type { LandscapePlane } from "../../src/protocol/landscape";
import type { RunSummary } from "../../src/protocol/panel";
import type { PanelHost } from "../host/panelHost";
import { useFittedWindow } from "./useFittedWindow";
import { type Losses, useLosses } from "./useLosses";
import { type MovedStart, useMovedStart } from "./useMovedStart";
import { usePlane } from "./usePlane";
import { type DrawnPath, type PlanePaths, usePlanePaths } from "./usePlanePaths";

/** All that the landscape of a run shows. */
export interface LandscapeContent extends Pick<PlanePaths, "paths" | "leftOut">, Pick<Losses, "grid" | "isWorking"> {
  /** Null until it is known. */
  readonly plane: LandscapePlane | null;
  /** Null until there is something to see. */
  readonly window: PlaneWindow | null;
  /** Where the selected run starts; null while that is not known. */
  readonly start: PlanePoint | null;
  readonly moveStart: MovedStart["move"];
  /** Why there is nothing to see, or something is missing; null where all is well. */
  readonly obstacle: string | null;
}

/**
 * Fetches plane, paths and losses of the selected run's landscape, as long as it is looked at.
 *
 * @param chosen what is to be seen of it; null for one around all paths
 */
export function useLandscape(
  selected: RunSummary,
  runs: readonly RunSummary[],
  chosen: PlaneWindow | null,
  host: PanelHost,
): LandscapeContent {
  useEffect(() => () => void host.calls.leaveLandscape({}), [host]);
  const { plane, error: planeError } = usePlane(selected, host);
  const id = plane?.id ?? null;
  const { paths, drawn, isComplete, leftOut } = usePlanePaths(selected, runs, id, host);
  const fitted = useFittedWindow(id, isComplete ? drawn : null, () => {
    const known = paths.flatMap(({ path }) => path ?? []);
    return known.length === 0 ? null : windowAround(known, plane?.minimum ?? null);
  });
  const window = fitted && (chosen ?? fitted);
  const { grid, isWorking, error: lossesError } = useLosses(selected.id, id, window, host);
  const shown = startOf(paths.find((path) => path.id === selected.id));
  const { dragged, error: startError, move } = useMovedStart(selected.id, shown, host);
  return {
    plane,
    paths,
    leftOut,
    window,
    grid,
    isWorking,
    start: dragged ?? shown,
    moveStart: move,
    obstacle: planeError ?? startError ?? lossesError,
  };
}

function startOf(drawn: DrawnPath | undefined): PlanePoint | null {
  return drawn?.path ? { x: drawn.path.x[0], y: drawn.path.y[0] } : null;
}
