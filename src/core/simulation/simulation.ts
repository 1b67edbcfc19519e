import type { FloatArray } from "../floatArray";
import { InstrumentSeries } from "../instruments/instrumentSeries";
import { createProblem } from "../problems/createProblem";
import type { Problem } from "../problems/problem";
import { Random } from "../random";
import type { Rule } from "../rule/rule";
import { CurvatureSeries } from "../stability/curvatureSeries";
import { sum } from "../sums";
import type { Trace } from "../trace/trace";
import { TraceWriter } from "../trace/traceWriter";
import { accumulateGradients } from "./accumulateGradients";
import { clipGradient, gradientNorm } from "./clipping";
import { createUpdateSession } from "./createUpdateSession";
import { gatherSkipped } from "./gatherSkipped";
import { LearningRates, type LearningRatesSnapshot } from "./learningRates";
import { LossScale, type LossScaleSnapshot } from "./lossScale";
import { moveAverages } from "./moveAverages";
import { type ComputedStep, findNonFinite, hasNonFinite } from "./nonFinite";
import { NonFiniteGuard } from "./nonFiniteGuard";
import { RepeatedEvaluation } from "./repeatedEvaluation";
import type { ScheduleObservation } from "./schedulers";
import { type NonFiniteEvent, type RunSpecification, SpecificationError } from "./specification";
import { combineStatistics, STATISTIC } from "./statistics";
import { type LaidOutTensor, layOutTensors } from "./tensorLayout";
import { holdsFor } from "./tensorMask";
import { SERIES, type StepScalars, TraceRow } from "./traceRow";
import type { UpdateSession } from "./updateSession";
import { requireNoLoss, requireTraceFits, requireVectors, validateSpecification } from "./validateSpecification";

export interface SimulationOptions {
  /** Where the gradients come from instead of the specification's problem: a recording, which has to be opened first. */
  readonly source?: Problem;
  /** Memory of the trace's chunks; shared memory lets other threads read along. */
  readonly allocate?: (bytes: number) => ArrayBufferLike;
  readonly onChunk?: (chunk: ArrayBufferLike) => void;
  /** Keep no trace. Default true: keep one. */
  readonly record?: boolean;
}

/** All that a simulation needs to go on from a step as if it had never stopped. */
export interface SimulationSnapshot {
  readonly step: number;
  readonly updates: number;
  /** Null where the loss is not scaled. */
  readonly lossScale: LossScaleSnapshot | null;
  /** Gradients in a row that were not finite and made no update. */
  readonly nonFiniteCount: number;
  readonly random: Uint32Array;
  readonly kernel: Uint8Array;
  readonly learningRates: LearningRatesSnapshot;
  readonly parameterChange: number;
  readonly nonFinite: NonFiniteEvent | null;
  /** The last measurement of curvature; null where it is not measured. */
  readonly curvature: Float64Array | null;
  /** Of the instruments; null without any. */
  readonly instruments: Float64Array | null;
}

/**
 * One run as a machine that can be advanced, photographed and put back. The same specification gives the same numbers,
 * bit for bit, however the steps are cut into calls of `advance`.
 */
export class Simulation {
  /** Null where the optimizer is an algorithm. */
  readonly rule: Rule | null;
  readonly columns: readonly string[];
  readonly stateVectors: readonly string[];
  readonly tensors: readonly LaidOutTensor[];
  readonly session: UpdateSession;
  /** The first infinite or NaN quantity; the run stops after that step unless it is told to go on. */
  nonFinite: NonFiniteEvent | null = null;
  /** Number of steps made. */
  step = 0;
  /** Whether the last step was skipped for a gradient, or that of the scaled loss, that was not finite. */
  isSkipped = false;

  private readonly problem: Problem;
  private readonly random: Random;
  /** Where the optimizer evaluates the loss besides. */
  private readonly repeated: RepeatedEvaluation | null;
  private readonly lossScale: LossScale | null;
  private readonly guard: NonFiniteGuard | null;
  /** Number of updates made: fewer than steps where some were skipped. */
  private updates = 0;
  private readonly learningRates: LearningRates;
  private readonly curvature: CurvatureSeries | null;
  private readonly instruments: InstrumentSeries | null;
  private readonly row: TraceRow;
  private readonly writer: TraceWriter | null;
  private readonly scalars: readonly Float64Array[];
  private readonly statistics: readonly Float64Array[];
  /** Over all tensors; of a single tensor its own. */
  private readonly totals: Float64Array;
  private readonly inputIndex: { readonly lr: number; readonly t: number; readonly step: number };
  /** Entries of the hyperparameters that the schedule moves. */
  private readonly movedIndices: readonly number[];
  private readonly scalarsOfStep: StepScalars;
  private readonly computed: ComputedStep;
  private readonly observation: ScheduleObservation;
  private continuesPastNonFinite: boolean;

  /** @throws SpecificationError or RuleError when the specification cannot be simulated */
  constructor(
    readonly specification: RunSpecification,
    options: SimulationOptions = {},
  ) {
    validateSpecification(specification);
    const { optimizer, precision, seed } = specification;
    this.continuesPastNonFinite = specification.continuePastNonFinite ?? false;
    this.problem = accumulateGradients(options.source ?? ownProblem(specification), optimizer.accumulation ?? 1, {
      method: optimizer.accumulationMethod,
      between: optimizer.averagesGradually ? () => moveAverages(this.session, this.tensors, this.updates) : undefined,
    });
    if (optimizer.vectorsOnly) requireVectors(this.problem.tensors);
    this.tensors = layOutTensors(this.problem.tensors, optimizer.groups ?? []);
    this.random = new Random(seed);

    const hasLoss = this.problem.hasLoss !== false;
    if (!hasLoss) requireNoLoss(optimizer);
    const repeated = hasLoss
      ? new RepeatedEvaluation(this.problem, this.random, this.tensors, optimizer.clipping)
      : null;
    const { session, rule } = createUpdateSession(optimizer, precision, this.tensors, repeated);
    this.session = session;
    this.rule = rule;
    this.repeated = session.evaluatesLoss ? repeated : null;
    this.lossScale = optimizer.lossScaling === undefined ? null : new LossScale(optimizer.lossScaling);
    this.guard = optimizer.toleratedNonFinite === undefined ? null : new NonFiniteGuard(optimizer.toleratedNonFinite);
    this.stateVectors = [...session.states.keys()];
    const tensorIndices = this.tensors.map((_, index) => index);
    this.scalars = tensorIndices.map((tensor) => this.session.scalars(tensor));
    this.statistics = tensorIndices.map((tensor) => this.session.statistics(tensor));
    this.inputIndex = {
      lr: this.session.scalarIndex("lr"),
      t: this.session.scalarIndex("t"),
      step: this.session.scalarIndex("step"),
    };
    this.setHyperparameters();
    this.learningRates = new LearningRates(optimizer);
    this.movedIndices = this.learningRates.moves.map((name) => this.session.scalarIndex(name));
    this.problem.start(this.session.parameters, this.random);
    if (specification.start !== undefined) startAt(specification.start, this.session.parameters);

    this.totals = this.statistics.length === 1 ? this.statistics[0] : new Float64Array(this.statistics[0].length);
    this.curvature = specification.curvature === undefined ? null : new CurvatureSeries(this);
    this.instruments = specification.instruments?.length ? new InstrumentSeries(this) : null;
    this.row = new TraceRow({
      tensors: this.tensors,
      stateVectors: this.stateVectors,
      stateScalars: session.stateScalars,
      stateScalarIndices: session.stateScalars.map((name) => this.session.scalarIndex(name)),
      hasLoss,
      clips: optimizer.clipping !== null,
      scalesLoss: this.lossScale !== null,
      skips: this.lossScale !== null || this.guard !== null,
      groups: this.learningRates.values.length,
      moved: this.learningRates.moves,
      measured: [this.curvature, this.instruments].filter((series) => series !== null),
    });
    this.columns = this.row.columns;
    this.writer = options.record === false ? null : createWriter(this.columns, specification.steps, options);
    this.scalarsOfStep = {
      loss: Number.NaN,
      gradientNorm: 0,
      clipFactor: 1,
      lossScale: 1,
      skipped: 0,
      learningRates: this.learningRates.values,
      moved: this.learningRates.moved,
    };
    this.computed = {
      scalars: this.scalarsOfStep,
      hasLoss,
      tensors: this.tensors,
      session: this.session,
      statistics: this.statistics,
      totals: this.totals,
    };
    this.observation = { loss: Number.NaN, gradientNorm: 0, gradientSum: 0, parameterChange: Number.NaN };
  }

  /** Flat over all tensors; changes with every update. */
  get parameters(): FloatArray {
    return this.session.parameters;
  }

  /** The gradient of the last update, after clipping. */
  get gradient(): FloatArray {
    return this.session.gradient;
  }

  /** The values of `columns` in the last update; overwritten by the next. */
  get lastRow(): Float64Array {
    return this.row.values;
  }

  /** @throws Error when the simulation was made without a record */
  get trace(): Trace {
    if (this.writer === null) throw new Error("This simulation keeps no trace: it was made with record: false.");
    return this.writer.trace;
  }

  /** Whether there is nothing more to do: all steps are made, or the run has stopped at a non-finite value. */
  get isDone(): boolean {
    return this.step >= this.specification.steps || (this.nonFinite !== null && !this.continuesPastNonFinite);
  }

  /** Lets a run that has stopped at a non-finite value go on. */
  continuePastNonFinite(): void {
    this.continuesPastNonFinite = true;
  }

  /**
   * Makes at most `steps` updates.
   *
   * @returns the number made: fewer at the end of the run or where it stops at a non-finite value
   */
  advance(steps: number): number {
    const first = this.step;
    const last = Math.min(first + steps, this.specification.steps);
    while (this.step < last && !this.isDone) this.update();
    this.writer?.flush();
    return this.step - first;
  }

  snapshot(): SimulationSnapshot {
    return {
      step: this.step,
      updates: this.updates,
      lossScale: this.lossScale?.snapshot() ?? null,
      nonFiniteCount: this.guard?.count ?? 0,
      random: this.random.snapshot(),
      kernel: this.session.snapshot(),
      learningRates: this.learningRates.snapshot(),
      parameterChange: this.observation.parameterChange,
      nonFinite: this.nonFinite,
      curvature: this.curvature?.values.slice() ?? null,
      instruments: this.instruments?.snapshot() ?? null,
    };
  }

  /** Goes back, or forward, to a snapshot of a simulation of the same specification. The trace keeps what it has. */
  restore(snapshot: SimulationSnapshot): void {
    this.step = snapshot.step;
    this.updates = snapshot.updates;
    if (snapshot.lossScale !== null) this.lossScale?.restore(snapshot.lossScale);
    if (this.guard !== null) this.guard.count = snapshot.nonFiniteCount;
    this.random.restore(snapshot.random);
    this.session.restore(snapshot.kernel);
    this.learningRates.restore(snapshot.learningRates);
    this.observation.parameterChange = snapshot.parameterChange;
    this.nonFinite = snapshot.nonFinite;
    if (snapshot.curvature !== null) this.curvature?.values.set(snapshot.curvature);
    if (snapshot.instruments !== null) this.instruments?.restore(snapshot.instruments);
  }

  /**
   * Makes one update, unless the run is done.
   *
   * @param found called when the gradient is there, and nothing of the update has been made
   */
  advanceOne(found: () => void): void {
    if (!this.isDone) this.update(found);
    this.writer?.flush();
  }

  private update(found?: () => void): void {
    const { step, scalarsOfStep, session, lossScale, curvature } = this;
    curvature?.begin(step, this.random);
    const loss =
      this.repeated?.begin(session.parameters, session.gradient, step) ??
      this.problem.evaluate(session.parameters, session.gradient, step, this.random);
    found?.();
    curvature?.found(step);
    scalarsOfStep.loss = loss;
    if (lossScale !== null) scalarsOfStep.lossScale = lossScale.value;
    const isUsable = lossScale?.apply(session.gradient) ?? true;
    this.isSkipped = !isUsable || this.guard?.admits(session.gradient) === false;
    scalarsOfStep.skipped = Number(this.isSkipped);
    scalarsOfStep.clipFactor = 1;
    if (this.isSkipped) {
      gatherSkipped(session, this.tensors);
      this.instruments?.skipped();
    } else {
      this.applyGradient(loss);
      curvature?.made(step, scalarsOfStep.clipFactor);
    }

    if (this.statistics.length > 1) combineStatistics(this.statistics, this.totals);
    scalarsOfStep.gradientNorm =
      this.needsNorm && !this.isSkipped
        ? this.observation.gradientNorm
        : Math.sqrt(this.totals[SERIES.g + STATISTIC.sumOfSquares]);
    const parameterChange = this.row.fill(scalarsOfStep, this.totals, this.statistics, this.scalars[0]);
    if (!this.isSkipped) this.observation.parameterChange = parameterChange;
    if (this.writer !== null && this.writer.rows === step) this.writer.append(this.row.values);
    if (this.nonFinite === null && !this.isSkipped && hasNonFinite(this.computed)) {
      this.nonFinite = findNonFinite(this.computed, step);
    }
    this.step = step + 1;
  }

  /** Makes an update with the gradient as it stands in the session. */
  private applyGradient(loss: number): void {
    const { updates, scalarsOfStep, observation, session } = this;
    const { clipping } = this.specification.optimizer;
    if (this.needsNorm) {
      observation.gradientNorm = gradientNorm(session.gradient, this.tensors);
      observation.gradientSum = sum(session.gradient, 0, session.gradient.length);
    }
    this.instruments?.found();
    observation.loss = loss;
    this.learningRates.advance(updates, observation);
    if (clipping !== null) {
      scalarsOfStep.clipFactor = clipGradient(session.gradient, observation.gradientNorm, this.tensors, clipping);
    }

    for (let tensor = 0; tensor < this.tensors.length; tensor++) {
      const scalars = this.scalars[tensor];
      const { group } = this.tensors[tensor];
      scalars[this.inputIndex.lr] = this.learningRates.values[group];
      for (let i = 0; i < this.movedIndices.length; i++) {
        scalars[this.movedIndices[i]] = this.learningRates.moved[group * this.movedIndices.length + i];
      }
      scalars[this.inputIndex.t] = updates + 1;
      scalars[this.inputIndex.step] = updates;
      session.step(tensor);
    }
    this.instruments?.made(scalarsOfStep.clipFactor);
    this.updates = updates + 1;
  }

  /** Whether something has to know the gradient's norm before the update. */
  private get needsNorm(): boolean {
    return this.specification.optimizer.clipping !== null || this.learningRates.readsGradient;
  }

  private setHyperparameters(): void {
    const { hyperparameters, groups, masks = {} } = this.specification.optimizer;
    const names = Object.keys(hyperparameters);
    this.tensors.forEach((tensor, index) => {
      const own = groups?.[tensor.group]?.hyperparameters ?? {};
      for (const name of names) {
        const isMasked = Object.hasOwn(masks, name) && !holdsFor(masks[name], tensor);
        this.scalars[index][this.session.scalarIndex(name)] = isMasked ? 0 : (own[name] ?? hyperparameters[name]);
      }
    });
  }
}

/** @throws SpecificationError when there is no such problem, or a recording in its place, which cannot be opened from here */
function ownProblem({ problem, recording, seed }: RunSpecification): Problem {
  if (recording === undefined) return createProblem(problem, seed);
  throw new SpecificationError(
    "recording",
    `${recording.gradients.uri} was not opened; it holds the gradients to replay.`,
  );
}

/** @throws SpecificationError when the start has another number of parameters, or one that is no number */
function startAt(start: readonly number[], parameters: FloatArray): void {
  if (start.length !== parameters.length || !start.every(Number.isFinite)) {
    throw new SpecificationError("start", `start must have a number for each of the ${parameters.length} parameters.`);
  }
  parameters.set(start);
}

/** @throws SpecificationError when the trace of all steps would not fit in memory */
function createWriter(columns: readonly string[], steps: number, options: SimulationOptions): TraceWriter {
  requireTraceFits(steps, columns.length);
  const { allocate, onChunk } = options;
  return new TraceWriter({ columns, expectedRows: steps, allocate, onChunk });
}
