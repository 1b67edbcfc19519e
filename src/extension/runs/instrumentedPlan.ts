import { type Instrument, withInstrument } from "../../core/instruments/instrument";
import type { RunSpecification } from "../../core/simulation/specification";
import type { RunPlan } from "./runPlan";

/** A run's plan with one more instrument or without it, also for the curves beside it while other values are tried. */
export function instrumentedPlan(plan: RunPlan, instrument: Instrument, isOn: boolean): RunPlan {
  const switched = ({ instruments: before = [], ...rest }: RunSpecification): RunSpecification => {
    const instruments = withInstrument(before, instrument, isOn);
    return instruments.length === 0 ? rest : { ...rest, instruments };
  };
  const { specification, trial } = plan;
  return {
    ...plan,
    specification: switched(specification),
    ...(trial === undefined ? {} : { trial: { ...trial, original: switched(trial.original) } }),
  };
}
