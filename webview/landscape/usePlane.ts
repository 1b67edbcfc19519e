import { useEffect, useState } from "preact/hooks";
import type { LandscapePlane } from "../../src/protocol/landscape";
import type { RunSummary } from "../../src/protocol/panel";
import type { PanelHost } from "../host/panelHost";

/** The plane of one run, or why it has none. */
interface KnownPlane {
  readonly run: string;
  readonly plane: LandscapePlane | null;
  readonly error: string | null;
}

/** The plane of a run's landscape, as soon as the run has ended: before, nobody knows where it goes. */
export function usePlane(run: RunSummary, host: PanelHost): Pick<KnownPlane, "plane" | "error"> {
  const [known, setKnown] = useState<KnownPlane | null>(null);
  const isTrial = run.trial !== null;
  const isKnowable = isTrial || (run.status !== "running" && run.stepsDone > 0);
  // While values are tried the plane stays that of what the source says.
  const version = `${run.id} ${isTrial ? "trial" : `${run.revision} ${run.stepsDone}`}`;
  useEffect(() => {
    if (!isKnowable) return;
    let isWanted = true;
    host.calls.landscapePlane({ run: run.id }).then(
      (plane) => isWanted && setKnown({ run: run.id, plane, error: null }),
      (reason: Error) => isWanted && setKnown({ run: run.id, plane: null, error: reason.message }),
    );
    return () => {
      isWanted = false;
    };
  }, [host, isKnowable, isKnowable && version]);
  return known?.run === run.id ? known : { plane: null, error: null };
}
