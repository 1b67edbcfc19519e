import { type Dispatch, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ForeseenAnswers, PanelState, WindowQuery, WindowReply } from "../../src/protocol/panel";
import { type Curves, curvesFromReply } from "../data/curves";
import { latestOnly } from "../data/latestOnly";
import { type Clock, paced } from "../data/paced";
import type { PanelHost } from "../host/panelHost";
import { withProbes } from "../instruments/probedRun";
import type { PanelModel } from "./panelModel";
import type { PanelAction } from "./panelReducer";
import type { ViewState } from "./viewState";
import { windowQueries } from "./windowQueries";

const browserClock: Clock = {
  now: () => performance.now(),
  nextFrame: (run) => void requestAnimationFrame(run),
  after: (milliseconds, run) => void setTimeout(run, milliseconds),
};

/** Of the curves that come with the news of what the panel shows: those that it would ask for, by run. They count as asked for. */
export type TakeForeseen = (
  content: PanelState,
  windows: ForeseenAnswers["windows"],
) => Readonly<Record<string, Curves>>;

/** Fetches curves whenever zoom, size or progress of a run ask for others than were asked for last. */
export function useCurves(host: PanelHost, model: PanelModel, dispatch: Dispatch<PanelAction>): TakeForeseen {
  const asked = useRef(new Map<string, string>());
  const latest = useRef(model);
  latest.current = model;
  const { ask, takeForeseen } = useMemo(() => {
    // Answers for several runs that come before the next drawing are drawn at once.
    const arrived = new Map<string, Curves>();
    const show = paced(() => {
      if (arrived.size > 0) dispatch({ type: "curves", curves: Object.fromEntries(arrived) });
      arrived.clear();
    }, browserClock);
    const ask = latestOnly<WindowQuery, WindowReply>((query) => host.calls.window(query), {
      answered: (run, query, reply) => {
        arrived.set(run, curvesFromReply(query, reply));
        show();
      },
      // The run may be gone by now; if it is not, the next change asks again.
      failed: (run) => asked.current.delete(run),
    });
    const takeForeseen: TakeForeseen = (content, windows) => {
      const taken: Record<string, Curves> = {};
      for (const wanted of windowQueries({ ...latest.current, content })) {
        const signature = signatureOf(wanted, content);
        const answer = windows.find(({ query }) => signatureOf(query, content) === signature);
        if (answer === undefined) continue;
        taken[wanted.run] = curvesFromReply(wanted, answer.reply);
        asked.current.set(wanted.run, signature);
        arrived.delete(wanted.run);
      }
      return taken;
    };
    return { ask, takeForeseen };
  }, [host, dispatch]);
  const { content, view, plotWidths } = model;
  // Nothing else of the model decides which curves are needed. They are asked for before what there is of them is drawn anew:
  // the host looks them up meanwhile.
  useLayoutEffect(() => {
    if (content === null) return;
    for (const query of windowQueries(model)) {
      const signature = signatureOf(query, content);
      if (asked.current.get(query.run) === signature) continue;
      asked.current.set(query.run, signature);
      ask(query.run, query);
    }
  }, [ask, content, ...curveSettings(view), plotWidths]);
  return takeForeseen;
}

/** What of the view decides which curves are needed. */
export function curveSettings(view: ViewState): readonly unknown[] {
  return [view.range, view.alignment, view.showsAllCharts, view.layout, view.stepScale, view.smoothing];
}

/** What is asked, of which version of the run: status and revision are part of it, for a run that begins again under the same name. */
export function signatureOf(query: WindowQuery, { runs }: PanelState): string {
  const { run: id, columns, from, to, buckets, spacing, smoothing } = query;
  const run = withProbes(runs).find((each) => each.id === id);
  return JSON.stringify([id, columns, from, to, buckets, spacing, smoothing, run?.status, run?.revision]);
}
