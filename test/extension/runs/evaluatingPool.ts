import { stableRate } from "../../../src/core/stability/stableRate";
import { evaluatePoint } from "../../../src/core/sweep/pointEvaluation";
import type { EvaluationQuery } from "../../../src/protocol/worker";

/** Evaluates points in this thread, as the worker pool does in others. */
export class EvaluatingPool {
  readonly sweepThreads = 2;
  readonly evaluated: EvaluationQuery[] = [];
  readonly cancelled: string[] = [];
  /** Points at a time, and the most there were. */
  pending = 0;
  most = 0;

  async evaluate(query: EvaluationQuery) {
    this.evaluated.push(query);
    this.most = Math.max(this.most, ++this.pending);
    await new Promise<void>((resolve) => void setImmediate(resolve));
    this.pending--;
    if (this.cancelled.includes(query.group)) throw new Error("The evaluation was cancelled.");
    return evaluatePoint(query.specification, query.question);
  }

  cancelEvaluations(group: string): void {
    this.cancelled.push(group);
  }

  async stableRate(...[specification, guess]: Parameters<typeof stableRate>) {
    return stableRate(specification, guess);
  }
}
