import type { Precision } from "../floatArray";
import type { Instrument } from "../instruments/instrument";
import type { ProblemSpecification } from "../problems/problem";
import type { RecordingSpecification } from "../problems/recordingSpecification";

/**
 * All that decides the numbers of one run. Plain data: it crosses every boundary, is kept across reloads, and gives the
 * same trace, bit for bit, wherever it is simulated.
 */
export interface RunSpecification {
  readonly optimizer: OptimizerSpecification;
  readonly problem: ProblemSpecification;
  /** Gradients to replay instead of the problem's, which is then of no account. Absent: the problem is minimized. */
  readonly recording?: RecordingSpecification;
  /** Number of updates. */
  readonly steps: number;
  readonly seed: number;
  readonly precision: Precision;
  /** Go on when a value becomes infinite or NaN instead of stopping there. Default false. */
  readonly continuePastNonFinite?: boolean;
  /** Where the parameters start, one number for each over all tensors. Absent: where the problem lets them. */
  readonly start?: readonly number[];
  /** Measure curvature along the run, which adds columns to the trace: see `CurvatureSeries`. Absent: it is not measured. */
  readonly curvature?: CurvatureSpecification;
  /** What else to record at every step, which adds columns to the trace: see `InstrumentSeries`. Absent: nothing. */
  readonly instruments?: readonly Instrument[];
}

/** How often curvature is measured. */
export interface CurvatureSpecification {
  /** Steps from one measurement to the next. */
  readonly every: number;
}

/** An optimizer without its framework: a rule, the numbers that it is given, and how its learning rate moves. */
export interface OptimizerSpecification {
  /** Text in the rule language. It reads `p`, `g`, `lr`, `t`, `step` and the names in `hyperparameters`. */
  readonly rule: string;
  /** Name of an algorithm of `algorithms` that is simulated instead of the rule, which then only says in words what it does. */
  readonly algorithm?: string;
  /** Name of a preparation of `preparations` that fills states of the rule, which then reads `TENSOR_INPUTS` too. */
  readonly preparation?: string;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** The learning rate before any schedule, `lr0` in a schedule's rule. */
  readonly learningRate: number;
  /** What the learning rates of all groups are multiplied by, behind their schedule, which does not see it: 1 if absent. */
  readonly rateFactor?: number;
  /** Null for a constant learning rate. */
  readonly schedule: ScheduleSpecification | null;
  readonly clipping: ClippingSpecification | null;
  /** Absent where gradients are those of the loss itself. */
  readonly lossScaling?: LossScalingSpecification;
  /**
   * Gradients in a row with infinite entries or NaN that make no update; with the next one there is one after all. What counts updates does not
   * move meanwhile. Absent: any gradient makes an update.
   */
  readonly toleratedNonFinite?: number;
  /** Gradients whose mean makes one update: 1 if absent. The steps of a run are updates. */
  readonly accumulation?: number;
  /** `running` for a mean that is moved on with every gradient, and kept in float32 between them; else the sum over the number. */
  readonly accumulationMethod?: "running";
  /** True where a running mean of the parameters moves on with every gradient and not with every update; see `moveAverages`. */
  readonly averagesGradually?: boolean;
  /** True where the rule holds for vectors alone, as those of a chain with parts that look at matrices otherwise. */
  readonly vectorsOnly?: boolean;
  /** Parameter groups in order; absent or empty for a single group with the values above. */
  readonly groups?: readonly ParameterGroup[];
  /** Hyperparameters that some tensors have, and that are 0 in all others. */
  readonly masks?: Readonly<Record<string, TensorMask>>;
}

/** Which tensors have something: one flag for every parameter group, or for every number of dimensions from 0 on, the last for any more. */
export interface TensorMask {
  readonly by: "group" | "dimensions";
  readonly flags: readonly boolean[];
}

/** How the learning rate moves. */
export type ScheduleSpecification = RuleSchedule | ComposedSchedule;

/** A schedule as a scalar rule that assigns `lr`, and the names in `moves`. */
export interface RuleSchedule {
  /**
   * Text in the rule language without vectors. It reads `lr0`, `step`, `t`, `loss`, `gradientNorm`, `gradientSum`,
   * `parameterChange` (‖Δp‖ of the last update, NaN before the first), its own last `lr` (which starts at `lr0`), the names in
   * `parameters`, and what `FRAMEWORK_SCHEDULE_INPUTS` lists.
   */
  readonly rule: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Updates per step of the schedule: 1 when it is stepped with every update. `step` and `t` then count schedule steps. */
  readonly interval: number;
  /** Hyperparameters of the optimizer that the rule assigns besides `lr`, such as `beta1`. */
  readonly moves?: readonly string[];
  /** Steps that the rule is told of by `milestonesHere` and `milestonesPassed`; in any order, any of them several times. */
  readonly milestones?: readonly number[];
  /** Rule and parameters of every parameter group, in order, where these differ; the ones above are then those of the first. */
  readonly groups?: readonly Pick<RuleSchedule, "rule" | "parameters">[];
  /** The parameter that replaces the learning rate when the schedule is created, or only what it starts from. */
  readonly start?: { readonly parameter: string; readonly replaces: "lr" | "lr0" };
  /** How often the schedule can be stepped; a run of more updates is refused. */
  readonly steps?: number;
  /** Place in the order in which schedules that act together are created; absent: the parts of each in their order, then it. */
  readonly created?: number;
}

/** Several schedules of one optimizer, which act as torch's SequentialLR and ChainedScheduler let them. */
export interface ComposedSchedule {
  /**
   * `sequence`: one after the other; `chain`: all at every step, in order, each from the learning rate that the one before left; `dampening`: as a chain, but what
   * the last of them makes of the learning rate the others do not see.
   */
  readonly composition: "sequence" | "chain" | "dampening";
  /** Their own intervals have no effect. */
  readonly schedules: readonly ScheduleSpecification[];
  /** Of a sequence: the steps at which the second schedule takes over, the third, and so on. */
  readonly milestones: readonly number[];
  readonly interval: number;
  /** As in `RuleSchedule`. */
  readonly created?: number;
}

/** Clipping of the gradient before the optimizer sees it. */
export interface ClippingSpecification {
  /** `norm`: g · limit/(‖g‖ + offset) where that is smaller; `value`: every entry to ±limit. */
  readonly kind: "norm" | "value";
  readonly limit: number;
  /** Which norm: (Σ |g|^order)^(1/order), the largest magnitude for infinity, which JSON has no number for; 2 if absent. */
  readonly order?: number | "infinity";
  /** Whose norm: that of all tensors together (the default), or of each tensor by itself, as Keras' `clipnorm`. */
  readonly scope?: "all" | "tensor";
  /** Added to the norm before dividing: 1e-6, as torch's `clip_grad_norm_` does, if absent; Keras adds 0. */
  readonly offset?: number;
  /** True where an infinite norm makes every entry NaN, as Keras' `global_clipnorm` does; else finite entries become 0. */
  readonly infiniteNormIsNaN?: boolean;
}

/**
 * A factor of the loss that is taken out of the gradient again. Where the gradient of the scaled loss is not finite the update is skipped:
 * the factor is halved, and what counts updates does not move. The steps of a run count skipped ones too.
 */
export interface LossScalingSpecification {
  readonly initialScale: number;
  /** Steps without a skipped update after which the factor is doubled. */
  readonly growthSteps: number;
}

/** Values that one group of parameters has of its own. */
export interface ParameterGroup {
  /** Names of the problem's tensors; absent: the groups share the parameters out equally, in order. */
  readonly tensors?: readonly string[];
  /** Own starting learning rate; absent: that of the optimizer. */
  readonly learningRate?: number;
  /** Own values of some hyperparameters. */
  readonly hyperparameters?: Readonly<Record<string, number>>;
}

/** The first quantity of a run that was infinite or NaN. */
export interface NonFiniteEvent {
  readonly step: number;
  /** For example `loss`, `gradient`, `learningRate`, `v`, `update`. */
  readonly quantity: string;
  /** The tensor, where the quantity belongs to one and there are several. */
  readonly tensor: string | null;
  readonly value: number;
}

/** A specification that cannot be simulated; the message names the value and what is allowed. */
export class SpecificationError extends Error {
  /** @param path where the value stands, for example `problem.dimension`, `optimizer.hyperparameters.beta1`, `steps` */
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
    this.name = "SpecificationError";
  }
}
