import { roundIf } from "../algorithms/roundIf";
import { type FloatArray, floatArray } from "../floatArray";
import type { ElementInputs } from "../rule/evaluator";
import type { ExplainedLine } from "../rule/explanation";
import type { Kernel } from "../rule/kernel";
import { KernelSession } from "../rule/kernelSession";
import { packVectors, unpackVectors } from "../simulation/packedVectors";
import type { TENSOR_INPUTS } from "../simulation/ruleInputs";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { BoundPreparation, Preparation } from "./preparation";

/** A kernel bound to the tensors of one run, some of whose states are filled by a preparation before every update. */
export class PreparedSession extends KernelSession {
  /** Of every tensor; null for those that are left to the rule. */
  private readonly bound: readonly (BoundPreparation | null)[];
  /** The gradient with `penalty` · p, which rules that read such a number add to it first; null where that is 0. */
  private readonly penalized: FloatArray | null;
  private readonly isSingle: boolean;
  /** What the preparation keeps for itself. */
  private readonly memory: FloatArray[] = [];

  /**
   * @param kernel of a rule that has `TENSOR_INPUTS` among its scalars, and the states that the preparation fills
   * @throws RangeError as for any kernel
   */
  constructor(
    kernel: Kernel,
    private readonly tensors: readonly LaidOutTensor[],
    private readonly preparation: Preparation,
    hyperparameters: Readonly<Record<string, number>>,
  ) {
    super(
      kernel,
      tensors.map(({ length }) => length),
    );
    const { precision } = kernel;
    this.isSingle = precision === "float32";
    this.penalized = hyperparameters.penalty ? this.gradient.slice() : null;
    this.bound = tensors.map((tensor, index) => {
      const scalars = this.scalars(index);
      const run = {
        precision,
        hyperparameters,
        gradient: this.penalized ?? this.gradient,
        state: (name: string) => this.states.get(name) as FloatArray,
        scalar: (name: string) => scalars[this.scalarIndex(name)],
        keep: (length: number) => {
          const memory = floatArray(length, precision);
          this.memory.push(memory);
          return memory;
        },
      };
      const bound = preparation.bind(run, tensor);
      const inputs: Readonly<Record<(typeof TENSOR_INPUTS)[number], number>> = {
        factored: bound === null ? 0 : 1,
        parameterCount: tensor.length,
        isFloat32: this.isSingle ? 1 : 0,
      };
      for (const [name, value] of Object.entries(inputs)) scalars[this.scalarIndex(name)] = value;
      return bound;
    });
  }

  filled(tensor: number): readonly string[] {
    return this.bound[tensor] === null ? [] : this.preparation.fills;
  }

  override step(tensor: number): void {
    const bound = this.bound[tensor];
    if (bound !== null) {
      if (this.penalized !== null) this.addPenalty(this.penalized, tensor);
      bound.update();
    }
    super.step(tensor);
  }

  private addPenalty(penalized: FloatArray, tensor: number): void {
    const { parameters, gradient, isSingle } = this;
    const { offset, length } = this.tensors[tensor];
    const penalty = roundIf(isSingle, this.scalars(tensor)[this.scalarIndex("penalty")]);
    for (let i = offset; i < offset + length; i++) {
      penalized[i] = gradient[i] + roundIf(isSingle, penalty * parameters[i]);
    }
  }

  override reset(): void {
    super.reset();
    for (const memory of this.memory) memory.fill(0);
  }

  override snapshot(): Uint8Array {
    return packVectors([super.snapshot(), ...this.memory]);
  }

  override restore(snapshot: Uint8Array): void {
    const kernel = super.snapshot();
    unpackVectors(snapshot, [kernel, ...this.memory]);
    super.restore(kernel);
  }

  explain(_inputs: ElementInputs, index: number, format: (value: number) => string): ExplainedLine[] {
    const tensor = this.tensors.findIndex(({ offset, length }) => index < offset + length);
    const lines = this.bound[tensor]?.explain(index, format) ?? [];
    return lines.map((line, at) => ({ ...line, line: at + 1 }));
  }
}
