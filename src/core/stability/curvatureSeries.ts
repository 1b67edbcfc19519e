import type { FloatArray } from "../floatArray";
import { createProblem } from "../problems/createProblem";
import type { Problem } from "../problems/problem";
import { Random } from "../random";
import type { Rule } from "../rule/rule";
import { accumulateGradients } from "../simulation/accumulateGradients";
import type { RunSpecification } from "../simulation/specification";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import { UpdateRecord } from "../simulation/updateRecord";
import type { UpdateSession } from "../simulation/updateSession";
import { Hessian } from "./hessian";
import { overshoot } from "./overshoot";
import { StepLimits, stepStability, updateForm } from "./stepStability";

/** The run whose curvature is measured. */
export interface MeasuredRun {
  readonly specification: RunSpecification;
  readonly session: UpdateSession;
  readonly tensors: readonly LaidOutTensor[];
  /** Null where the optimizer is an algorithm. */
  readonly rule: Rule | null;
}

/**
 * Measures curvature along a run, every so many steps; in between the last values stand. `sharpness` is the largest eigenvalue of
 * the Hessian of the loss over all samples at the parameters that the step found, `preconditionedSharpness` that of P⁻¹H for rules that divide
 * by P, `stabilityRatio` the latter over the rule's own limit, and `alpha` the overshoot along the step on its own batch.
 *
 * A measurement costs some 10 to 120 gradients of the whole data set, and for rules that divide per parameter the plain evaluation of the
 * rule for each parameter.
 */
export class CurvatureSeries {
  readonly columns: readonly string[];
  /** Of `columns`: those of the last measurement. */
  readonly values: Float64Array;
  private readonly every: number;
  private readonly hessian: Hessian;
  private readonly batches: Problem;
  private readonly record: UpdateRecord;
  private readonly limits = new StepLimits();
  private readonly random = new Random(0);
  private readonly gradients: readonly [Float64Array, Float64Array];
  private readonly stableRule: Rule | null;
  private randomBefore: Uint32Array = new Uint32Array(0);

  /** @throws SpecificationError where the problem cannot be evaluated over all of its samples at once */
  constructor(private readonly run: MeasuredRun) {
    const { specification, session, tensors, rule } = run;
    const { problem, seed, optimizer } = specification;
    this.every = specification.curvature?.every ?? 1;
    this.hessian = new Hessian(problem, seed);
    this.batches = accumulateGradients(createProblem(problem, seed), optimizer.accumulation ?? 1);
    this.record = new UpdateRecord(session, tensors);
    this.gradients = [new Float64Array(this.hessian.size), new Float64Array(this.hessian.size)];
    const form = rule === null || optimizer.preparation !== undefined ? null : updateForm(rule);
    this.stableRule = form === null ? null : rule;
    this.columns = [
      "sharpness",
      ...(form?.isPreconditioned ? ["preconditionedSharpness"] : []),
      ...(form === null ? [] : ["stabilityRatio"]),
      "alpha",
    ];
    this.values = new Float64Array(this.columns.length);
  }

  /** Called before the gradient of a step is taken. */
  begin(step: number, random: Random): void {
    if (this.isDue(step)) this.randomBefore = random.snapshot();
  }

  /** Called when the gradient of a step is there, and nothing of the update has been made. */
  found(step: number): void {
    if (this.isDue(step)) this.record.found();
  }

  /**
   * Called when the update has been made.
   *
   * @param clipFactor by which the gradient was clipped
   */
  made(step: number, clipFactor: number): void {
    if (!this.isDue(step)) return;
    const { record, hessian, run, columns } = this;
    record.made();
    hessian.moveTo(record.parametersBefore);
    this.keep("sharpness", hessian.largestEigenvalue());
    if (this.stableRule !== null) {
      const { precision } = run.specification;
      const stability = stepStability(
        this.stableRule,
        precision,
        run.tensors,
        record,
        clipFactor,
        hessian,
        this.limits,
      );
      if (columns.includes("preconditionedSharpness") && stability !== null) {
        this.keep("preconditionedSharpness", stability.preconditionedSharpness);
      }
      if (stability !== null) this.keep("stabilityRatio", stability.stabilityRatio);
    }
    this.keep("alpha", this.overshootOf(step));
  }

  private isDue(step: number): boolean {
    return step % this.every === 0;
  }

  private keep(column: string, value: number): void {
    this.values[this.columns.indexOf(column)] = value;
  }

  private overshootOf(step: number): number {
    const { record, run, gradients } = this;
    const before = Float64Array.from(record.parametersBefore);
    const after = Float64Array.from(run.session.parameters);
    const [startLoss, endLoss] = [before, after].map((parameters, end) =>
      this.evaluate(parameters, gradients[end], step),
    );
    let [startSlope, endSlope] = [0, 0];
    for (let i = 0; i < before.length; i++) {
      startSlope += gradients[0][i] * (after[i] - before[i]);
      endSlope += gradients[1][i] * (after[i] - before[i]);
    }
    return overshoot({ loss: startLoss, slope: startSlope }, { loss: endLoss, slope: endSlope });
  }

  /** Loss and gradient on the batch and with the noise of a step. */
  private evaluate(parameters: FloatArray, gradient: FloatArray, step: number): number {
    this.random.restore(this.randomBefore);
    return this.batches.evaluate(parameters, gradient, step, this.random);
  }
}
