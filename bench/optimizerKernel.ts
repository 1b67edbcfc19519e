import type { Precision } from "../src/core/floatArray";
import type { Rule } from "../src/core/rule/rule";
import { createUpdateSession } from "../src/core/simulation/createUpdateSession";
import type { OptimizerSpecification } from "../src/core/simulation/specification";
import type { UpdateSession } from "../src/core/simulation/updateSession";

const PRECISION: Precision = "float64";

/** An optimizer in float64 with all statistics, as a simulation runs it, on a gradient that stays the same. */
export class OptimizerKernel {
  /** Null for an algorithm. */
  readonly rule: Rule | null;
  private readonly session: UpdateSession;
  private readonly scalars: Float64Array;
  private readonly t: number;
  private readonly step: number;
  private updates = 0;

  /** @param shape of the one tensor */
  constructor(optimizer: OptimizerSpecification, shape: readonly number[]) {
    const length = shape.reduce((product, extent) => product * extent, 1);
    const { session, rule } = createUpdateSession(
      optimizer,
      PRECISION,
      [{ name: "p", shape, offset: 0, length, group: 0 }],
      null,
    );
    this.session = session;
    this.rule = rule;
    this.scalars = session.scalars(0);
    this.t = session.scalarIndex("t");
    this.step = session.scalarIndex("step");
    for (const [name, value] of Object.entries({ ...optimizer.hyperparameters, lr: optimizer.learningRate })) {
      this.scalars[session.scalarIndex(name)] = value;
    }
    for (let index = 0; index < length; index++) {
      session.gradient[index] = Math.sin(index + 1);
      session.parameters[index] = Math.cos(index + 1);
    }
  }

  /** @returns nanoseconds that so many steps took */
  run(steps: number): number {
    const begin = process.hrtime.bigint();
    for (let step = 0; step < steps; step++) {
      this.scalars[this.step] = this.updates;
      this.scalars[this.t] = ++this.updates;
      this.session.step(0);
    }
    return Number(process.hrtime.bigint() - begin);
  }
}
