import { useEffect, useRef } from "preact/hooks";
import { listedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { drawnInstruments } from "./drawnInstruments";

/** Fetches the planned schedule of the selected run while it is shown. */
export function useSchedule({ model, host, dispatch, perform }: Panel): void {
  const asked = useRef<string | null>(null);
  const listed = listedRun(model);
  const isShown =
    host.isLive && listed !== null && drawnInstruments(model).some(({ instrument }) => instrument === "schedule");
  // That of the version before stays until the next is there.
  const wish = isShown ? `${listed.id}\n${listed.revision}` : null;
  useEffect(() => {
    if (wish === null || listed === null || asked.current === wish) return;
    asked.current = wish;
    const { id } = listed;
    const show = async () => {
      const reply = await host.calls.schedule({ run: id });
      if (reply !== null) dispatch({ type: "schedule", run: id, reply });
    };
    perform(show());
  }, [wish]);
}
