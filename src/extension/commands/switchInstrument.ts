import { withInstrument } from "../../core/instruments/instrument";
import type { RunSpecification } from "../../core/simulation/specification";
import type { InstrumentSwitch } from "../../protocol/panel";
import type { RunStore } from "../runs/runStore";
import { setInstrument } from "../settings";

/** Turns an instrument on or off, also for later runs, and simulates runs again as they are: with the same numbers. */
export async function switchInstrument(store: RunStore, { runs, instrument, isOn }: InstrumentSwitch): Promise<void> {
  await setInstrument(instrument, isOn);
  const switched = (specification: RunSpecification): RunSpecification => ({
    ...specification,
    instruments: withInstrument(specification.instruments ?? [], instrument, isOn),
  });
  for (const id of runs) {
    const { plan } = store.get(id);
    const { specification, trial } = plan;
    store.renew(id, {
      ...plan,
      specification: switched(specification),
      ...(trial === undefined ? {} : { trial: { ...trial, original: switched(trial.original) } }),
    });
  }
}
