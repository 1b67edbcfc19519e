import type { FloatArray } from "../floatArray";
import type { Rule } from "../rule/rule";
import type { RunSpecification } from "../simulation/specification";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { UpdateSession } from "../simulation/updateSession";
import type { Instrument } from "./instrument";
import { PERCENTILES, percentilesOf } from "./percentiles";
import { sampledParameters } from "./sampledParameters";
import { SampledUpdate } from "./sampledUpdate";

/** The run that instruments look at. */
export interface ObservedRun {
  readonly specification: RunSpecification;
  readonly session: UpdateSession;
  readonly tensors: readonly LaidOutTensor[];
  /** Null where the optimizer is an algorithm. */
  readonly rule: Rule | null;
}

/** Steps over which the share of clipped ones is taken, fewer at the start of a run. */
export const CLIP_WINDOW = 100;

/**
 * Records what the run's instruments show at every step. An instrument that has nothing to show of an optimizer, as the share of ε
 * where none is added, has no columns. After a step without an update, updates are 0 and what only updates have is as it was.
 *
 * Percentiles are exact over all parameters, or over the same 4,096 of more: see `sampledParameters`.
 */
export class InstrumentSeries {
  readonly columns: readonly string[];
  /** Of `columns`: those of the last step. */
  readonly values: Float64Array;
  private readonly samples: Uint32Array;
  private readonly gradients: boolean;
  private readonly updates: boolean;
  /** Parameters before the update. */
  private readonly before: Float64Array;
  private readonly scratch: Float64Array;
  private readonly update: SampledUpdate | null;
  private readonly clips: RecentClips | null;
  /** Entries of the gradient beyond this are clipped; null where no single ones are. */
  private readonly entryLimit: number | null;

  constructor(private readonly run: ObservedRun) {
    const { specification, session, rule, tensors } = run;
    const { optimizer, precision } = specification;
    const has = (instrument: Instrument) => specification.instruments?.includes(instrument) === true;
    this.samples = sampledParameters(session.parameters.length);
    this.scratch = new Float64Array(this.samples.length);
    this.gradients = has("gradient-percentiles");
    this.updates = has("update-percentiles");
    this.before = new Float64Array(this.updates ? this.samples.length : 0);
    const wanted = { rates: has("rate-percentiles"), epsilonShare: has("epsilon-share") };
    this.update =
      rule !== null && (wanted.rates || wanted.epsilonShare)
        ? new SampledUpdate({ rule, optimizer, precision, session, tensors, samples: this.samples }, wanted)
        : null;
    this.clips = has("clip-share") && optimizer.clipping !== null ? new RecentClips() : null;
    this.entryLimit = this.clips !== null && optimizer.clipping?.kind === "value" ? optimizer.clipping.limit : null;
    const percentiles = (name: string) => PERCENTILES.map((percentile) => `${name}.${percentile.name}`);
    this.columns = [
      ...(this.gradients ? percentiles("gradientMagnitude") : []),
      ...(this.updates ? percentiles("relativeUpdate") : []),
      ...(this.update?.rates ? percentiles("effectiveLearningRate") : []),
      ...(this.clips !== null ? ["clippedSteps"] : []),
      ...(this.entryLimit !== null ? ["clippedEntries"] : []),
      ...(this.update?.hasEpsilon ? ["epsilonShare"] : []),
    ];
    this.values = new Float64Array(this.columns.length);
  }

  /** Called when the gradient is there, before it is clipped, and nothing of the update has been made. */
  found(): void {
    const { session } = this.run;
    const { samples, scratch, before } = this;
    if (this.gradients) {
      for (let i = 0; i < samples.length; i++) scratch[i] = Math.abs(session.gradient[samples[i]]);
      percentilesOf(scratch, samples.length, this.values, 0);
    }
    for (let i = 0; i < before.length; i++) before[i] = session.parameters[samples[i]];
    if (this.entryLimit !== null) this.keep("clippedEntries", shareBeyond(session.gradient, this.entryLimit));
    this.update?.found();
  }

  /**
   * Called when the update has been made.
   *
   * @param clipFactor by which the gradient was clipped
   */
  made(clipFactor: number): void {
    const { update, clips, scratch } = this;
    if (this.updates) this.keepRelativeUpdates();
    if (clips !== null) this.keep("clippedSteps", clips.add(clipFactor !== 1));
    if (update === null) return;
    update.made();
    if (update.rates !== null) {
      scratch.set(update.rates);
      percentilesOf(scratch, scratch.length, this.values, this.columns.indexOf("effectiveLearningRate.min"));
    }
    if (update.hasEpsilon) this.keep("epsilonShare", update.epsilonShare);
  }

  /** Called in the place of both where the gradient makes no update. */
  skipped(): void {
    const { session } = this.run;
    const { samples, scratch, values, columns } = this;
    if (this.gradients) {
      for (let i = 0; i < samples.length; i++) scratch[i] = Math.abs(session.gradient[samples[i]]);
      percentilesOf(scratch, samples.length, values, 0);
    }
    const at = columns.indexOf("relativeUpdate.min");
    if (this.updates) values.fill(0, at, at + PERCENTILES.length);
  }

  /** All that the next step depends on besides the run. */
  snapshot(): Float64Array {
    return Float64Array.from(this.memory().flatMap((part) => [...part]));
  }

  /** @param snapshot of a run of the same specification */
  restore(snapshot: Float64Array): void {
    let at = 0;
    for (const part of this.memory()) {
      part.set(snapshot.subarray(at, at + part.length));
      at += part.length;
    }
  }

  private memory(): readonly (Float64Array | Uint32Array)[] {
    return [this.values, ...(this.update?.memory ?? []), ...(this.clips?.memory ?? [])];
  }

  /** A parameter at 0 has no ratio; where all are, what they move by is infinitely more. */
  private keepRelativeUpdates(): void {
    const { samples, before, scratch, values, columns } = this;
    const { parameters } = this.run.session;
    let count = 0;
    for (let i = 0; i < samples.length; i++) {
      if (before[i] === 0) continue;
      scratch[count++] = Math.abs(parameters[samples[i]] - before[i]) / Math.abs(before[i]);
    }
    const at = columns.indexOf("relativeUpdate.min");
    if (count > 0) percentilesOf(scratch, count, values, at);
    else values.fill(Number.POSITIVE_INFINITY, at, at + PERCENTILES.length);
  }

  private keep(column: string, value: number): void {
    this.values[this.columns.indexOf(column)] = value;
  }
}

/** Which of the last steps were clipped. */
class RecentClips {
  private readonly flags = new Uint32Array(CLIP_WINDOW);
  /** Number of steps so far, and of clipped ones in the window. */
  private readonly counts = new Uint32Array(2);

  get memory(): readonly Uint32Array[] {
    return [this.flags, this.counts];
  }

  /** @returns the share of clipped ones with this one */
  add(isClipped: boolean): number {
    const { flags, counts } = this;
    const place = counts[0] % CLIP_WINDOW;
    counts[1] += Number(isClipped) - flags[place];
    flags[place] = Number(isClipped);
    counts[0]++;
    return counts[1] / Math.min(counts[0], CLIP_WINDOW);
  }
}

function shareBeyond(values: FloatArray, limit: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > limit) count++;
  return count / values.length;
}
