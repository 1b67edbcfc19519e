import type { ElementInputs } from "../rule/evaluator";
import type { Simulation } from "../simulation/simulation";
import { UpdateRecord } from "../simulation/updateRecord";

/** A step as it was made: what the update found, and, in the simulation, what it left. */
export interface ReplayedStep extends Pick<UpdateRecord, "parametersBefore" | "scalars"> {
  readonly simulation: Simulation;
  readonly record: UpdateRecord;
}

/** Makes the next update of a simulation and keeps what it found. */
export function replayNextStep(simulation: Simulation): ReplayedStep {
  const record = new UpdateRecord(simulation.session, simulation.tensors);
  // Between the gradients that make an update a running mean may have moved, and have taken the parameters' place.
  simulation.advanceOne(() => record.found());
  record.made();
  return { simulation, record, parametersBefore: record.parametersBefore, scalars: record.scalars };
}

/** What the evaluator needs to work one parameter's update out again; `index` counts over all tensors. */
export function elementInputs(replayed: ReplayedStep, index: number): ElementInputs {
  return replayed.record.elementInputs(index, tensorOf(replayed.simulation, index));
}

/** Position of the tensor that a parameter belongs to. */
export function tensorOf(simulation: Simulation, index: number): number {
  return simulation.tensors.findIndex(({ offset, length }) => index >= offset && index < offset + length);
}
