import { type Dispatch, useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { ForeseenAnswers } from "../../src/protocol/panel";
import type { PanelHost } from "../host/panelHost";
import { useProbe } from "../instruments/useProbe";
import { useSchedule } from "../instruments/useSchedule";
import { reportQuery } from "../report/reportQuery";
import type { PanelModel, RowValues } from "./panelModel";
import { initialModel, type PanelAction, panelReducer } from "./panelReducer";
import { useCurves } from "./useCurves";
import { useInspection } from "./useInspection";
import { useRows } from "./useRows";
import { useWholeCurves } from "./useWholeCurves";
import { restoreView } from "./viewState";

/** What every part of the panel is given. */
export interface Panel {
  readonly model: PanelModel;
  readonly dispatch: Dispatch<PanelAction>;
  readonly host: PanelHost;
  /** Asks the host for something that has no reply to show, and shows why it could not be done. */
  readonly perform: (request: Promise<unknown>) => void;
}

/** The panel's state, kept up to date by the host and asking it for what the charts and the inspector need. */
export function usePanel(host: PanelHost): Panel {
  const [model, dispatch] = useReducer(panelReducer, undefined, () => initialModel(restoreView(host.restoreView())));
  const perform = (request: Promise<unknown>) => {
    request.catch((error) => dispatch({ type: "problem", message: errorText(error) }));
  };
  const latest = useRef(model);
  latest.current = model;
  const takeForeseen = useCurves(host, model, dispatch);
  useEffect(() => {
    host.listen({
      state: ({ content, foreseen: { windows, rows } }) =>
        dispatch({ type: "content", content, curves: takeForeseen(content, windows), rows: rowsByRun(rows) }),
      progress: ({ run, stepsDone }) => dispatch({ type: "progress", run, stepsDone }),
      finder: (state) => dispatch({ type: "finder", state }),
      fairComparison: (state) => dispatch({ type: "fairComparison", state }),
      reportWanted: () => perform(host.calls.exportReport(reportQuery(latest.current))),
    });
    host.calls.ready({}).then(
      (content) => dispatch({ type: "content", content }),
      (error) => dispatch({ type: "problem", message: errorText(error) }),
    );
  }, [host, takeForeseen]);
  // Before the next paint: whoever reloads the window upon what is seen finds it again.
  useLayoutEffect(() => host.keepView(model.view), [host, model.view]);
  useWholeCurves(host, model, dispatch);
  useRows(host, model, dispatch);
  useInspection(host, model, dispatch);
  const panel = { model, dispatch, host, perform };
  useProbe(panel);
  useSchedule(panel);
  return panel;
}

function rowsByRun(rows: ForeseenAnswers["rows"]): Readonly<Record<string, RowValues>> {
  return Object.fromEntries(rows.map(({ query: { run, step }, values }) => [run, { step, values }]));
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
