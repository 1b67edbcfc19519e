import { type Dispatch, useEffect, useMemo } from "preact/hooks";
import type { RowQuery } from "../../src/protocol/panel";
import { stepAt } from "../compare/alignment";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";
import { probedRun } from "../instruments/probedRun";
import { needsRow } from "./columnValues";
import { chartPlaces, crosshairPlace, listedRun, type PanelModel, readRuns } from "./panelModel";
import type { PanelAction } from "./panelReducer";

/** Fetches the values at the crosshair where the curves, drawn at the screen's resolution, do not have that very step. */
export function useRows(host: PanelHost, model: PanelModel, dispatch: Dispatch<PanelAction>): void {
  const ask = useMemo(
    () =>
      latestOnly<RowQuery, readonly number[]>((query) => host.calls.row(query), {
        answered: (run, { step }, values) => dispatch({ type: "row", run, row: { step, values } }),
        // A row that is gone has nothing to show.
        failed: () => {},
      }),
    [host, dispatch],
  );
  const place = crosshairPlace(model);
  const places = chartPlaces(model);
  const listed = listedRun(model);
  // What is followed of a run is there for as long as an instrument shows it.
  const probe = listed && probedRun(listed);
  const missing = [...readRuns(model), ...(probe ? [probe] : [])].flatMap((run) => {
    if (place === null) return [];
    const step = stepAt(places, run, place);
    return needsRow(model, run, step) ? [{ run, step }] : [];
  });
  const signature = missing.map(({ run: { id, revision }, step }) => `${id}\n${revision}\n${step}`).join("\n");
  useEffect(() => {
    for (const { run, step } of missing) ask(run.id, { run: run.id, step });
  }, [ask, signature]);
}
