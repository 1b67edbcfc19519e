import { useEffect, useRef } from "preact/hooks";
import { listedRun, type PanelModel } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { drawnInstruments } from "./drawnInstruments";
import { isOfParameter } from "./instrumentDefinitions";

/** Whether something that is drawn shows one parameter. */
export function showsParameter(model: PanelModel): boolean {
  return drawnInstruments(model).some(isOfParameter);
}

/** Has one parameter of the selected run followed while an instrument shows it, and none while none does. */
export function useProbe({ model, host, perform }: Panel): void {
  const asked = useRef<string | null>(null);
  const listed = listedRun(model);
  const isShown = listed !== null && showsParameter(model);
  const index = listed === null ? 0 : Math.min(model.view.probed, Math.max(0, listed.parameters - 1));
  // A run that is at rest or has only begun has no parameters yet.
  const isWanted = host.isLive && isShown && listed.parameters > 0 && listed.probe?.index !== index;
  const wish = isWanted ? `${listed.id}\n${listed.revision}\n${index}` : null;
  useEffect(() => {
    if (wish === null || listed === null || asked.current === wish) return;
    asked.current = wish;
    perform(host.calls.probe({ run: listed.id, index }));
  }, [wish]);
  const unwanted =
    isShown || !host.isLive ? "" : (model.content?.runs ?? []).flatMap(({ id, probe }) => (probe ? id : [])).join("\n");
  useEffect(() => {
    if (unwanted === "") return;
    asked.current = null;
    for (const run of unwanted.split("\n")) perform(host.calls.probe({ run, index: null }));
  }, [unwanted]);
}
