import { PointEvaluation } from "../core/sweep/pointEvaluation";
import type { PointOutcome } from "../core/sweep/pointOutcome";
import type { EvaluationQuery } from "../protocol/worker";
import { Slices } from "./slices";

/** A point that is being evaluated. */
interface Task {
  readonly group: string;
  readonly evaluation: PointEvaluation;
  readonly slices: Slices;
  readonly resolve: (outcome: PointOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Points of sweeps, evaluated one after the other, a slice at a time. */
export class Evaluations {
  private readonly tasks: Task[] = [];

  get isPending(): boolean {
    return this.tasks.length > 0;
  }

  /**
   * Puts a point behind those that wait.
   *
   * @throws SpecificationError or RuleError when the specification cannot be simulated
   */
  begin({ group, specification, question }: EvaluationQuery): Promise<PointOutcome> {
    const evaluation = new PointEvaluation(specification, question);
    return new Promise((resolve, reject) => {
      this.tasks.push({ group, evaluation, slices: new Slices(), resolve, reject });
    });
  }

  /** Works for one slice. */
  advance(): void {
    const [task] = this.tasks;
    if (task === undefined) return;
    const { evaluation, slices, resolve, reject } = task;
    try {
      slices.work((most) => evaluation.advance(most));
      if (!evaluation.isDone) return;
      resolve(evaluation.outcome);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.tasks.shift();
  }

  /** Gives up all points of a group. */
  cancel(group: string): void {
    const cancelled = this.tasks.filter((task) => task.group === group);
    const kept = this.tasks.filter((task) => task.group !== group);
    this.tasks.splice(0, this.tasks.length, ...kept);
    for (const { reject } of cancelled) reject(new Error("The evaluation was cancelled."));
  }
}
