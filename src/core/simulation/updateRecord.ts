import type { FloatArray } from "../floatArray";
import type { ElementInputs } from "../rule/evaluator";
import type { LaidOutTensor } from "./tensorLayout";
import type { UpdateSession } from "./updateSession";

/** What an update of a session found, so that it can be worked out again parameter by parameter. */
export class UpdateRecord {
  /** Flat, before the update. */
  readonly parametersBefore: FloatArray;
  /** State vectors before the update, in the order of the rule; those that a preparation fills, as its rule then read them. */
  readonly statesBefore: readonly FloatArray[];
  /** Scalar block of every tensor: the inputs of this step, and the state scalars before it. */
  readonly scalars: readonly Float64Array[];

  constructor(
    private readonly session: UpdateSession,
    private readonly tensors: readonly LaidOutTensor[],
  ) {
    this.parametersBefore = session.parameters.slice();
    this.statesBefore = [...session.states.values()].map((state) => state.slice());
    this.scalars = tensors.map((_, tensor) => session.scalars(tensor).slice());
  }

  /** Keeps what the session holds: called when the gradient is there, and nothing of the update has been made. */
  found(): void {
    const { session } = this;
    this.parametersBefore.set(session.parameters);
    [...session.states.values()].forEach((state, index) => {
      this.statesBefore[index].set(state);
    });
    this.scalars.forEach((before, tensor) => {
      before.set(session.scalars(tensor));
    });
  }

  /** Adds what the update was given only after that. */
  made(): void {
    const { session } = this;
    const inputs = session.inputScalars.map((name) => session.scalarIndex(name));
    this.scalars.forEach((before, tensor) => {
      const after = session.scalars(tensor);
      for (const input of inputs) before[input] = after[input];
    });
    const names = [...session.states.keys()];
    this.tensors.forEach(({ offset, length }, tensor) => {
      for (const name of session.filled?.(tensor) ?? []) {
        const filled = (session.states.get(name) as FloatArray).subarray(offset, offset + length);
        this.statesBefore[names.indexOf(name)].set(filled, offset);
      }
    });
  }

  /**
   * What the evaluator needs to work one parameter's update out again.
   *
   * @param index over all tensors
   * @param tensor that it belongs to
   */
  elementInputs(index: number, tensor: number): ElementInputs {
    return {
      scalars: this.scalars[tensor],
      reductions: Array.from(this.session.reductions(tensor)),
      p: this.parametersBefore[index],
      g: this.session.gradient[index],
      states: this.statesBefore.map((state) => state[index]),
    };
  }
}
