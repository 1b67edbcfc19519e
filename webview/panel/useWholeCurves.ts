import { type Dispatch, useEffect, useMemo, useRef } from "preact/hooks";
import type { WindowQuery, WindowReply } from "../../src/protocol/panel";
import { curvesFromReply } from "../data/curves";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";
import type { PanelModel } from "./panelModel";
import type { PanelAction } from "./panelReducer";
import { curveSettings, signatureOf } from "./useCurves";
import { wholeQueries } from "./windowQueries";

/** Fetches the curves of all steps while the axes of values are to hold them and the charts show fewer. */
export function useWholeCurves(host: PanelHost, model: PanelModel, dispatch: Dispatch<PanelAction>): void {
  const asked = useRef(new Map<string, string>());
  const ask = useMemo(
    () =>
      latestOnly<WindowQuery, WindowReply>((query) => host.calls.window(query), {
        answered: (run, query, reply) => dispatch({ type: "whole", run, curves: curvesFromReply(query, reply) }),
        failed: (run) => asked.current.delete(run),
      }),
    [host, dispatch],
  );
  const { content, view } = model;
  useEffect(() => {
    if (content === null) return;
    for (const query of wholeQueries(model)) {
      const signature = signatureOf(query, content);
      if (asked.current.get(query.run) === signature) continue;
      asked.current.set(query.run, signature);
      ask(query.run, query);
    }
  }, [ask, content, ...curveSettings(view), view.valueRange]);
}
