import { GridEvaluation } from "../../../src/core/landscape/lossGrid";
import { PathTracing } from "../../../src/core/landscape/pathTracing";
import { PlaneSearch } from "../../../src/core/landscape/planeSearch";
import type { SlicedWork } from "../../../src/core/slicedWork";
import { stableRate } from "../../../src/core/stability/stableRate";
import { evaluatePoint } from "../../../src/core/sweep/pointEvaluation";
import type { EvaluationQuery, GridQuery, LandscapeQuery, PathQuery } from "../../../src/protocol/worker";

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

  findPlane({ group, specification }: LandscapeQuery) {
    return this.work(group, new PlaneSearch(specification));
  }

  tracePath({ group, specification, plane }: PathQuery) {
    return this.work(group, new PathTracing(specification, plane));
  }

  evaluateGrid({ group, specification, plane, places }: GridQuery) {
    return this.work(group, new GridEvaluation(specification, plane, places));
  }

  private async work<Outcome>(group: string, work: SlicedWork<Outcome>): Promise<Outcome> {
    const cancelledBefore = this.cancelled.filter((each) => each === group).length;
    await new Promise<void>((resolve) => void setImmediate(resolve));
    if (this.cancelled.filter((each) => each === group).length > cancelledBefore) {
      throw new Error("The evaluation was cancelled.");
    }
    while (!work.isDone) work.advance(1000);
    return work.outcome;
  }

  cancelEvaluations(group: string): void {
    this.cancelled.push(group);
  }

  async stableRate(...[specification, guess]: Parameters<typeof stableRate>) {
    return stableRate(specification, guess);
  }
}
