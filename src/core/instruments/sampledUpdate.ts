import type { FloatArray, Precision } from "../floatArray";
import { findAddedEpsilon } from "../inspection/preconditioner";
import { evaluateElement } from "../rule/evaluator";
import type { Operation } from "../rule/program";
import type { Rule } from "../rule/rule";
import { isVector } from "../rule/types";
import type { OptimizerSpecification } from "../simulation/specification";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { UpdateSession } from "../simulation/updateSession";
import { columnOperation, roundColumn } from "./columnOperations";
import { type UnitResponse, unitResponse } from "./unitResponse";

/** What is worked out again of every update. */
export interface SampledQuantities {
  readonly rates: boolean;
  readonly epsilonShare: boolean;
}

/** The run whose updates are worked out again. */
export interface SampledRun {
  readonly rule: Rule;
  readonly optimizer: OptimizerSpecification;
  readonly precision: Precision;
  readonly session: UpdateSession;
  readonly tensors: readonly LaidOutTensor[];
  /** Positions of the parameters that are looked at, ascending. */
  readonly samples: Uint32Array;
}

/** Samples of one tensor: from `from` on, before `to`. */
interface Stretch {
  readonly tensor: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Works a rule's updates out again for some parameters side by side: value by value in a column, in the order and the precision of the run. Only
 * what the wanted quantities need is worked out.
 *
 * The effective learning rate of a parameter is how far an update moves it for a gradient of 1 that has been there since the run began, with what
 * the rule divides by as it is: lr / (√v̂ + ε) for Adam however it corrects its means, lr (1 − βᵗ) / (1 − β) for gradient descent with momentum.
 */
export class SampledUpdate {
  /** The effective learning rates in the last update; null where the rule has none, or they are not wanted. */
  readonly rates: Float64Array | null;
  private readonly run: SampledRun;
  private readonly stretches: readonly Stretch[];
  /** Of every value that is needed, by its number. */
  private readonly columns = new Map<number, Float64Array>();
  private readonly responses = new Map<number, Float64Array>();
  private readonly work: ((from: number, to: number) => void)[] = [];
  /** Values of a tensor as a whole. */
  private uniform: Float64Array = new Float64Array(0);
  private readonly scalarsBefore: readonly Float64Array[];
  /** Vectors whose values before the update are needed, with where these go. */
  private readonly loads = new Map<number, Float64Array>();
  /** Momenta of a gradient of 1, by vector. */
  private readonly carried = new Map<number, Float64Array>();
  private readonly response: UnitResponse | null;
  private readonly epsilon: { readonly added: Float64Array; readonly to: Float64Array } | null;
  private readonly parameterResponse: Float64Array | null;

  constructor(run: SampledRun, wanted: SampledQuantities) {
    this.run = run;
    const { rule, samples, session, tensors } = run;
    this.stretches = stretchesOf(tensors, samples);
    this.scalarsBefore = tensors.map((_, tensor) => session.scalars(tensor).slice());
    const { program } = rule;
    this.response = wanted.rates ? unitResponse(rule, run.optimizer) : null;
    const own = program.vectorResults[program.vectors.indexOf("p")];
    for (const vector of this.response?.states ?? []) this.carried.set(vector, new Float64Array(samples.length));
    this.parameterResponse = this.response === null ? null : this.responseOf(own);
    for (const vector of this.carried.keys()) this.responseOf(program.vectorResults[vector]);
    this.rates = this.parameterResponse === null ? null : new Float64Array(samples.length);
    const epsilon = wanted.epsilonShare ? findAddedEpsilon(rule) : null;
    this.epsilon = epsilon && { added: this.columnOf(epsilon.epsilon), to: this.columnOf(epsilon.addend) };
  }

  /** Whether the rule adds an ε that could be larger than what it is added to, and that is wanted. */
  get hasEpsilon(): boolean {
    return this.epsilon !== null;
  }

  /** Share of the parameters for which ε was larger than what it was added to in the last update. */
  get epsilonShare(): number {
    if (this.epsilon === null) return Number.NaN;
    const { added, to } = this.epsilon;
    let count = 0;
    for (let i = 0; i < added.length; i++) if (added[i] > to[i]) count++;
    return count / added.length;
  }

  /** Momenta of a gradient of 1: what the next update depends on besides the session. */
  get memory(): readonly Float64Array[] {
    return [...this.carried.values()];
  }

  /** Keeps what the session holds: called when the gradient is there, and nothing of the update has been made. */
  found(): void {
    const { session } = this.run;
    this.scalarsBefore.forEach((before, tensor) => {
      before.set(session.scalars(tensor));
    });
    for (const [vector, column] of this.loads) this.gather(vector, column, 0, column.length);
  }

  /** Called when the update has been made. */
  made(): void {
    const { session, rule } = this.run;
    const { vectors, vectorResults } = rule.program;
    const gradient = this.loads.get(vectors.indexOf("g"));
    // Clipped only after it was found.
    if (gradient !== undefined) this.gather(vectors.indexOf("g"), gradient, 0, gradient.length);
    for (const { tensor, from, to } of this.stretches) {
      for (const name of session.filled?.(tensor) ?? []) {
        const filled = this.loads.get(vectors.indexOf(name));
        if (filled !== undefined) this.gather(vectors.indexOf(name), filled, from, to);
      }
      this.evaluateUniform(tensor, from, to);
      for (const step of this.work) step(from, to);
    }
    const { parameterResponse, rates } = this;
    if (parameterResponse === null || rates === null) return;
    for (let i = 0; i < rates.length; i++) rates[i] = Math.abs(parameterResponse[i]);
    // One momentum's new value may be another's old one.
    const moved = [...this.carried.keys()].map((vector) => this.responseOf(vectorResults[vector]).slice());
    this.memory.forEach((momentum, index) => {
      momentum.set(moved[index]);
    });
  }

  /** Values that are the same for a whole tensor, worked out with its first sample; states that start from them. */
  private evaluateUniform(tensor: number, from: number, to: number): void {
    const { session, rule, precision, samples } = this.run;
    const { program } = rule;
    const before = this.scalarsBefore[tensor];
    const after = session.scalars(tensor);
    for (const name of session.inputScalars) before[session.scalarIndex(name)] = after[session.scalarIndex(name)];
    const isFirst = program.startedSlot >= 0 && before[program.startedSlot] === 0;
    this.uniform = evaluateElement(rule, precision, {
      scalars: before,
      reductions: Array.from(session.reductions(tensor)),
      p: session.parameters[samples[from]],
      g: session.gradient[samples[from]],
      states: rule.stateVectors.map(() => 0),
    }).values;
    if (!isFirst) return;
    for (const { name, value, fromInputs } of program.starts) {
      if (fromInputs) this.loads.get(program.vectors.indexOf(name))?.fill(this.uniform[value], from, to);
    }
  }

  private gather(vector: number, column: Float64Array, from: number, to: number): void {
    const { session, samples, rule } = this.run;
    const name = rule.program.vectors[vector];
    const values =
      name === "p" ? session.parameters : name === "g" ? session.gradient : (session.states.get(name) as FloatArray);
    for (let i = from; i < to; i++) column[i] = values[samples[i]];
  }

  /** The column of a value, and with it, what is to be done in every update to fill it. */
  private columnOf(value: number): Float64Array {
    const known = this.columns.get(value);
    if (known !== undefined) return known;
    const { rule, precision } = this.run;
    const instruction = rule.program.instructions[value];
    const column = this.newColumn();
    if (instruction.kind === "load") this.loads.set(instruction.index, column);
    else if (instruction.kind === "operation" && isVector(instruction.type)) {
      this.operate(
        instruction.operation,
        column,
        instruction.operands.map((operand) => this.columnOf(operand)),
      );
      if (precision === "float32") this.work.push((from, to) => roundColumn(column, from, to));
    } else this.work.push((from, to) => column.fill(this.uniform[value], from, to));
    this.columns.set(value, column);
    return column;
  }

  /** The column of what a value becomes for a steady gradient of 1. */
  private responseOf(value: number): Float64Array {
    const known = this.responses.get(value);
    if (known !== undefined) return known;
    const made = this.makeResponse(value);
    this.responses.set(value, made);
    return made;
  }

  private makeResponse(value: number): Float64Array {
    const instruction = this.run.rule.program.instructions[value];
    if (!this.response?.isLinear[value]) return this.newColumn();
    if (instruction.kind === "load") return this.carried.get(instruction.index) ?? this.newColumn().fill(1);
    if (instruction.kind !== "operation") return this.newColumn();
    const { operation, operands } = instruction;
    const [a, b, c] = operands;
    const column = this.newColumn();
    switch (operation) {
      case "add":
      case "subtract":
        this.operate(operation, column, [this.responseOf(a), this.responseOf(b)]);
        break;
      case "multiply": {
        const [linear, factor] = this.response.isLinear[a] ? [a, b] : [b, a];
        this.operate(operation, column, [this.responseOf(linear), this.columnOf(factor)]);
        break;
      }
      case "divide":
        this.operate(operation, column, [this.responseOf(a), this.columnOf(b)]);
        break;
      case "select":
        this.operate(operation, column, [this.columnOf(a), this.responseOf(b), this.responseOf(c)]);
        break;
      case "minimum":
      case "maximum": {
        // As the operations choose: the second only where it is smaller, or larger.
        const isSecond = this.newColumn();
        this.operate(operation === "minimum" ? "less" : "greater", isSecond, [this.columnOf(b), this.columnOf(a)]);
        this.operate("select", column, [isSecond, this.responseOf(b), this.responseOf(a)]);
        break;
      }
      case "negate":
        this.operate(operation, column, [this.responseOf(a)]);
        break;
      default:
        return this.responseOf(a);
    }
    return column;
  }

  /** Adds an operation on columns to what is done in every update. */
  private operate(operation: Operation, out: Float64Array, [a, b = a, c = a]: readonly Float64Array[]): void {
    const loop = columnOperation(operation);
    this.work.push((from, to) => loop(out, a, b, c, from, to));
  }

  private newColumn(): Float64Array {
    return new Float64Array(this.run.samples.length);
  }
}

function stretchesOf(tensors: readonly LaidOutTensor[], samples: Uint32Array): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  tensors.forEach(({ offset, length }, tensor) => {
    let to = from;
    while (to < samples.length && samples[to] < offset + length) to++;
    if (to > from) stretches.push({ tensor, from, to });
    from = to;
  });
  return stretches;
}
