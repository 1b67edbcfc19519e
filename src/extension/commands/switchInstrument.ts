import type { InstrumentSwitch } from "../../protocol/panel";
import { instrumentedPlan } from "../runs/instrumentedPlan";
import type { RunStore } from "../runs/runStore";
import { setInstrument } from "../settings";

/** Turns an instrument on or off, also for later runs, and simulates runs again as they are: with the same numbers. */
export async function switchInstrument(store: RunStore, { runs, instrument, isOn }: InstrumentSwitch): Promise<void> {
  await setInstrument(instrument, isOn);
  for (const id of runs) store.renew(id, instrumentedPlan(store.get(id).plan, instrument, isOn));
}
