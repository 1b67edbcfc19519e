import { type Dispatch, useEffect, useMemo } from "preact/hooks";
import type { StepInspection } from "../../src/core/inspection/stepInspection";
import type { InspectQuery } from "../../src/protocol/panel";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";
import { inspectedStep, type PanelModel, selectedRun } from "./panelModel";
import type { PanelAction } from "./panelReducer";

/** One request at a time for the whole inspector: only the step that is looked at last counts. */
const INSPECTOR = "inspector";

/** While values are tried the charts come first: the arithmetic follows when a slider has rested for so long, in milliseconds. */
const TRIAL_REST = 120;

/**
 * Fetches the arithmetic of the inspector's step. While a run goes on there is only that of a step that was chosen and made:
 * its last step changes faster than anyone reads.
 */
export function useInspection(host: PanelHost, model: PanelModel, dispatch: Dispatch<PanelAction>): void {
  const ask = useMemo(
    () =>
      latestOnly<InspectQuery, StepInspection>((query) => host.calls.inspect(query), {
        answered: (_, { run }, inspection) => dispatch({ type: "inspected", run, inspection }),
        failed: (_key, _query, error) =>
          dispatch({ type: "inspectionFailed", message: error instanceof Error ? error.message : String(error) }),
      }),
    [host, dispatch],
  );
  const run = selectedRun(model);
  const step = inspectedStep(model);
  const isRunning = run?.status === "running";
  const isChosen = run !== null && model.view.step !== null && model.view.step < run.stepsDone;
  const isWanted = isChosen || !isRunning;
  const { choice } = model.view;
  // The end of a run is a reason to ask again: it may have begun anew.
  const rest = run?.trial ? TRIAL_REST : 0;
  useEffect(() => {
    if (!isWanted || run === null || step === null) return;
    const query = { run: run.id, step, choice };
    const begin = () => {
      dispatch({ type: "inspecting" });
      ask(INSPECTOR, query);
    };
    if (rest === 0) {
      begin();
      return;
    }
    const timer = setTimeout(begin, rest);
    return () => clearTimeout(timer);
  }, [ask, dispatch, isWanted, isRunning, run?.id, run?.revision, step, choice]);
}
