import { isBlownUp } from "../simulation/blownUp";
import { Simulation } from "../simulation/simulation";
import { type RunSpecification, SpecificationError } from "../simulation/specification";
import { curveStride, type PointOutcome, type PointQuestion } from "./pointOutcome";

/** Share of the steps, at the end, over which the final loss is averaged. */
const FINAL_SHARE = 0.1;

/** A run of which only its outcome is kept, made a few steps at a time. It stops at the first value that is infinite or NaN. */
export class PointEvaluation {
  private readonly simulation: Simulation;
  private readonly lossIndex: number;
  private readonly steps: number;
  /** The first step whose loss counts for the final one. */
  private readonly finalFrom: number;
  private readonly targetLoss: number;
  private readonly stride: number;
  private readonly curve: Float64Array | null;
  private firstLoss = Number.NaN;
  private lastLoss = Number.NaN;
  private bestLoss = Number.NaN;
  private finalSum = 0;
  /** The first step behind the last one whose loss was as low as the first. */
  private onset = 0;
  private reachedAt: number | null = null;

  /** @throws SpecificationError or RuleError when the specification cannot be simulated, or has no loss to speak of */
  constructor(specification: RunSpecification, { targetLoss, curvePoints }: PointQuestion = {}) {
    const { curvature: _, instruments: __, recording, steps, ...plain } = specification;
    if (recording !== undefined) {
      throw new SpecificationError("recording", "Recorded gradients come without a loss; expected a test problem.");
    }
    this.simulation = new Simulation({ ...plain, steps, continuePastNonFinite: false }, { record: false });
    this.lossIndex = this.simulation.columns.indexOf("loss");
    this.steps = steps;
    this.finalFrom = steps - Math.max(1, Math.round(steps * FINAL_SHARE));
    this.targetLoss = targetLoss ?? Number.NEGATIVE_INFINITY;
    this.stride = curveStride(steps, curvePoints ?? 1);
    this.curve = curvePoints === undefined ? null : new Float64Array(Math.ceil(steps / this.stride));
  }

  get isDone(): boolean {
    return this.simulation.isDone;
  }

  /** @returns the number of steps made, at most `most` */
  advance(most: number): number {
    const { simulation, lossIndex } = this;
    const first = simulation.step;
    while (simulation.step - first < most && !simulation.isDone) {
      simulation.advance(1);
      this.note(simulation.step - 1, simulation.lastRow[lossIndex]);
    }
    return simulation.step - first;
  }

  /** What is known by now. */
  get outcome(): PointOutcome {
    const { simulation, firstLoss, lastLoss, steps } = this;
    const { step: made, nonFinite } = simulation;
    const diverged = nonFinite !== null || isBlownUp(firstLoss, lastLoss);
    // A run that was cut short has no last tenth.
    const finalLoss = made === steps ? this.finalSum / (steps - this.finalFrom) : Number.NaN;
    return {
      steps: made,
      firstLoss,
      finalLoss,
      bestLoss: this.bestLoss,
      divergedAt: diverged ? Math.min(this.onset, nonFinite?.step ?? this.onset) : null,
      reachedAt: this.reachedAt,
      ...(this.curve === null ? {} : { curve: this.finishedCurve(this.curve) }),
    };
  }

  private note(step: number, loss: number): void {
    if (step === 0) this.firstLoss = loss;
    this.lastLoss = loss;
    if (!(this.bestLoss <= loss) && !Number.isNaN(loss)) this.bestLoss = loss;
    if (loss <= this.firstLoss) this.onset = step + 1;
    if (this.reachedAt === null && loss <= this.targetLoss) this.reachedAt = step;
    if (step >= this.finalFrom) this.finalSum += loss;
    if (this.curve !== null) this.curve[Math.floor(step / this.stride)] += loss;
  }

  /** Sums as means; NaN where no step was made. */
  private finishedCurve(sums: Float64Array): Float64Array {
    const made = this.simulation.step;
    return sums.map((sum, index) => {
      const count = Math.min(made, (index + 1) * this.stride) - index * this.stride;
      return count > 0 ? sum / count : Number.NaN;
    });
  }
}

/** Evaluates a point at once. */
export function evaluatePoint(specification: RunSpecification, question?: PointQuestion): PointOutcome {
  const evaluation = new PointEvaluation(specification, question);
  evaluation.advance(specification.steps);
  return evaluation.outcome;
}
