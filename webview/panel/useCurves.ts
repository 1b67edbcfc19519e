import { type Dispatch, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { WindowQuery, WindowReply } from "../../src/protocol/panel";
import { type Curves, curvesFromReply } from "../data/curves";
import { latestOnly } from "../data/latestOnly";
import { type Clock, paced } from "../data/paced";
import type { PanelHost } from "../host/panelHost";
import type { PanelModel } from "./panelModel";
import type { PanelAction } from "./panelReducer";
import { windowQueries } from "./windowQueries";

const browserClock: Clock = {
  now: () => performance.now(),
  nextFrame: (run) => void requestAnimationFrame(run),
  after: (milliseconds, run) => void setTimeout(run, milliseconds),
};

/** Fetches curves whenever zoom, size or progress of a run ask for others than were asked for last. */
export function useCurves(host: PanelHost, model: PanelModel, dispatch: Dispatch<PanelAction>): void {
  const asked = useRef(new Map<string, string>());
  const ask = useMemo(() => {
    // Answers for several runs that come before the next drawing are drawn at once.
    const arrived = new Map<string, Curves>();
    const show = paced(() => {
      dispatch({ type: "curves", curves: Object.fromEntries(arrived) });
      arrived.clear();
    }, browserClock);
    return latestOnly<WindowQuery, WindowReply>((query) => host.calls.window(query), {
      answered: (run, query, reply) => {
        arrived.set(run, curvesFromReply(query, reply));
        show();
      },
      // The run may be gone by now; if it is not, the next change asks again.
      failed: (run) => asked.current.delete(run),
    });
  }, [host, dispatch]);
  const { content, view, plotWidths } = model;
  // Nothing else of the model decides which curves are needed. They are asked for before what there is of them is drawn anew:
  // the host looks them up meanwhile.
  useLayoutEffect(() => {
    for (const query of windowQueries(model)) {
      // Status and revision are part of it, for a run that begins again under the same name.
      const run = content?.runs.find((each) => each.id === query.run);
      const signature = JSON.stringify([query, run?.status, run?.revision]);
      if (asked.current.get(query.run) === signature) continue;
      asked.current.set(query.run, signature);
      ask(query.run, query);
    }
  }, [ask, content, view.range, view.hidden, view.showsAllCharts, plotWidths]);
}
