import { type Dispatch, useEffect, useMemo } from "preact/hooks";
import type { RowQuery } from "../../src/protocol/panel";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";
import { needsRow } from "./columnValues";
import { crosshairStep, type PanelModel, readRuns } from "./panelModel";
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
  const step = crosshairStep(model);
  const missing = step === null ? [] : readRuns(model).filter((run) => needsRow(model, run, step));
  const signature = missing.map(({ id, revision }) => `${id}\n${revision}`).join("\n");
  useEffect(() => {
    if (step !== null) for (const { id } of missing) ask(id, { run: id, step });
  }, [ask, step, signature]);
}
