import type { FloatArray } from "../floatArray";
import type { ElementInputs } from "../rule/evaluator";
import type { Simulation } from "../simulation/simulation";

/** A step as it was made: what the update found, and, in the simulation, what it left. */
export interface ReplayedStep {
  readonly simulation: Simulation;
  /** Flat, before the update. */
  readonly parametersBefore: FloatArray;
  /** State vectors before the update, in the order of the rule; those that a preparation fills, as its rule then read them. */
  readonly statesBefore: readonly FloatArray[];
  /** Scalar block of every tensor: the inputs of this step, and the state scalars before it. */
  readonly scalars: readonly Float64Array[];
}

/** Makes the next update of a simulation and keeps what it found. */
export function replayNextStep(simulation: Simulation): ReplayedStep {
  const { session, tensors } = simulation;
  const states = [...session.states.values()];
  const parametersBefore = session.parameters.slice();
  const statesBefore = states.map((state) => state.slice());
  const scalars = tensors.map((_, tensor) => session.scalars(tensor).slice());
  simulation.advanceOne(() => {
    // Between the gradients that make an update a running mean may have moved, and have taken the parameters' place.
    parametersBefore.set(session.parameters);
    states.forEach((state, index) => {
      statesBefore[index].set(state);
    });
  });
  const inputs = session.inputScalars.map((name) => session.scalarIndex(name));
  scalars.forEach((before, tensor) => {
    const after = session.scalars(tensor);
    for (const input of inputs) before[input] = after[input];
  });
  const names = [...session.states.keys()];
  tensors.forEach(({ offset, length }, tensor) => {
    for (const name of session.filled?.(tensor) ?? []) {
      const filled = (session.states.get(name) as FloatArray).subarray(offset, offset + length);
      statesBefore[names.indexOf(name)].set(filled, offset);
    }
  });
  return { simulation, parametersBefore, statesBefore, scalars };
}

/** What the evaluator needs to work one parameter's update out again; `index` counts over all tensors. */
export function elementInputs(replayed: ReplayedStep, index: number): ElementInputs {
  const tensor = tensorOf(replayed.simulation, index);
  return {
    scalars: replayed.scalars[tensor],
    reductions: Array.from(replayed.simulation.session.reductions(tensor)),
    p: replayed.parametersBefore[index],
    g: replayed.simulation.gradient[index],
    states: replayed.statesBefore.map((state) => state[index]),
  };
}

/** Position of the tensor that a parameter belongs to. */
export function tensorOf(simulation: Simulation, index: number): number {
  return simulation.tensors.findIndex(({ offset, length }) => index >= offset && index < offset + length);
}
