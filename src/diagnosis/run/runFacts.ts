import { createProblem } from "../../core/problems/createProblem";
import type { Problem } from "../../core/problems/problem";
import { problemCatalogue } from "../../core/problems/problemCatalogue";
import type { Rule } from "../../core/rule/rule";
import { createUpdateSession } from "../../core/simulation/createUpdateSession";
import { Simulation } from "../../core/simulation/simulation";
import type { NonFiniteEvent, RunSpecification } from "../../core/simulation/specification";
import { tensorLength } from "../../core/simulation/tensorLayout";
import type { Trace } from "../../core/trace/trace";
import { type Divergence, divergenceOf } from "./divergence";
import { medianOfShare } from "./windows";

/** A run that is done: finished, or stopped. */
export interface FinishedRun {
  readonly specification: RunSpecification;
  readonly trace: Trace;
  /** The first infinite or NaN quantity, where there was one. */
  readonly nonFinite: NonFiniteEvent | null;
}

/** Products of steps and parameters that a rule may simulate besides to look closer. */
const SIMULATED = 10_000_000;

/** A run with what follows from it, worked out when a rule asks. */
export class RunFacts {
  readonly specification: RunSpecification;
  /** Steps that were made. */
  readonly steps: number;
  private readonly columns = new Map<string, Float64Array | null>();
  private ownProblem: Problem | null | undefined;
  private ownRule: Rule | null | undefined;
  private ownPeakRate: number | undefined;
  private ownDivergence: Divergence | null | undefined;

  constructor(readonly run: FinishedRun) {
    this.specification = run.specification;
    this.steps = run.trace.rows;
  }

  /** A column of the trace; null where there is none. Not to be changed. */
  column(name: string): Float64Array | null {
    const known = this.columns.get(name);
    if (known !== undefined) return known;
    const { trace } = this.run;
    const index = trace.columns.indexOf(name);
    const column = index < 0 ? null : trace.column(index);
    this.columns.set(name, column);
    return column;
  }

  /** The largest learning rate of the run. */
  get peakRate(): number {
    if (this.ownPeakRate === undefined) {
      const rates = this.column("learningRate") ?? [];
      let peak = 0;
      for (let step = 0; step < rates.length; step++) if (rates[step] > peak) peak = rates[step];
      this.ownPeakRate = peak;
    }
    return this.ownPeakRate;
  }

  /** Gradient norms of single tensors, in the order of the problem; empty where there is one tensor. */
  get tensorNorms(): readonly { readonly tensor: string; readonly column: string }[] {
    return this.run.trace.columns.flatMap((column) => {
      const tensor = /^gradientNorm\[(.*)\]$/.exec(column)?.[1];
      return tensor === undefined ? [] : [{ tensor, column }];
    });
  }

  /** Name of the test problem; null where gradients come from a recording. */
  get problemName(): string | null {
    const { problem, recording } = this.specification;
    return recording === undefined ? problem.name : null;
  }

  /** Null where gradients come from a recording. */
  get problem(): Problem | null {
    const { problem, seed } = this.specification;
    this.ownProblem ??= this.problemName === null ? null : createProblem(problem, seed);
    return this.ownProblem;
  }

  /** Number of parameters; null where gradients come from a recording. */
  get size(): number | null {
    return this.problem?.tensors.reduce((size, tensor) => size + tensorLength(tensor), 0) ?? null;
  }

  /** Whether gradients differ from batch to batch, or may. */
  get isNoisy(): boolean {
    const { problem } = this.specification;
    const parameters = problemCatalogue.find(({ name }) => name === this.problemName)?.parameters;
    if (parameters === undefined) return true;
    const batchSize = problem.parameters.batchSize ?? parameters.batchSize?.default ?? 0;
    const samples = problem.parameters.samples ?? parameters.samples?.default;
    return batchSize !== 0 && batchSize !== samples;
  }

  /** The optimizer's rule; null for an algorithm. */
  get rule(): Rule | null {
    if (this.ownRule === undefined) {
      const { optimizer } = this.specification;
      const isRule = optimizer.algorithm === undefined && optimizer.preparation === undefined;
      const tensor = { name: "p", shape: [1], offset: 0, length: 1, group: 0 };
      this.ownRule = isRule ? createUpdateSession(optimizer, "float64", [tensor], null).rule : null;
    }
    return this.ownRule;
  }

  /** Null where the run did not diverge. */
  get divergence(): Divergence | null {
    if (this.ownDivergence === undefined) {
      this.ownDivergence = divergenceOf(this.column("loss"), this.run.nonFinite);
    }
    return this.ownDivergence;
  }

  /** The loss above the smallest that there is, over a part of the run, as median; null where that is unknown. */
  excess(from: number, to: number): number | null {
    const losses = this.column("loss");
    const lowest = this.problem?.minimum?.loss;
    return losses === null || lowest === undefined ? null : medianOfShare(losses, from, to) - lowest;
  }

  /**
   * A simulation of the same run that has come to a step, or as far as there is time for; null where there is none at all, or its
   * gradients come from a recording.
   */
  simulateTo(step: number, changes: Partial<RunSpecification> = {}): Simulation | null {
    const { size } = this;
    if (size === null || size > SIMULATED / 10) return null;
    // What is measured on the way would be measured twice.
    const { curvature: _, ...plain } = this.specification;
    const simulation = new Simulation({ ...plain, ...changes }, { record: false });
    simulation.advance(Math.min(step, Math.floor(SIMULATED / size)));
    return simulation;
  }
}
