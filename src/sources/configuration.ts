import type { Precision } from "../core/floatArray";
import type { Instrument } from "../core/instruments/instrument";
import type { ProblemSpecification } from "../core/problems/problem";
import type { RuleError } from "../core/rule/ruleError";
import type {
  ClippingSpecification,
  CurvatureSpecification,
  LossScalingSpecification,
} from "../core/simulation/specification";
import type { UnknownValue } from "./answers/unknownValue";
import type { HandWrittenFacts } from "./handWrittenFacts";
import type { LoopFacts } from "./loopFacts";
import type { TensorValues } from "./parameterTree";
import type { TrainingDataFacts } from "./trainingDataFacts";

/** A stretch of a source file. Lines and columns count from 1 (columns in UTF-16 units); the end is exclusive. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Framework =
  | "torch"
  | "transformers"
  | "diffusers"
  | "keras"
  | "optax"
  | "tfjs"
  | "jax-js"
  | "deepspeed"
  | "detectron2"
  | "nemo"
  | "espnet"
  | "gpt-neox"
  | "mmengine"
  | "mmcv"
  | "megatron"
  | "llm.c"
  | "fairseq"
  | "torchtitan"
  | "timm"
  | "composer"
  | "levanter"
  | "maxtext"
  | "pytorch-warmup"
  | "native";

/** A value under the framework's own argument name, as read from the source. */
export type SourceValue = number | boolean | string | null | readonly SourceValue[];

/** A value with where it came from. */
export interface ReadValue {
  readonly value: SourceValue;
  /** Of the text that spells it out; null for the framework's default. */
  readonly range: SourceRange | null;
  /** Path of the file that `range` is in, where that is another. */
  readonly file?: string;
  /** In words, where it does not stand in the call itself: `default of --lr`. */
  readonly origin?: string;
  /** True where PyYAML, by which the file is loaded, takes the number for text: `1e-5`, which has no dot. */
  readonly spelledAsText?: boolean;
}

/** What steps a schedule, and how often. */
export interface ScheduleStepping {
  readonly range: SourceRange;
  /** The loops around it, from the innermost. */
  readonly loops: readonly SteppingLoop[];
  /** Whether the program says itself which step it is: `scheduler.step(epoch + i / batches)`. */
  readonly isToldStep: boolean;
  /** Whether it is stepped in some rounds of the loops alone. */
  readonly isConditional: boolean;
}

export interface SteppingLoop {
  readonly range: SourceRange;
  /** Null where only the run knows. */
  readonly rounds: number | null;
  /** As the source spells what it goes over, or how far it counts: `loader`, `epochs` of `range(epochs)`. */
  readonly over: string;
}

export interface ScheduleConfiguration {
  /**
   * The framework's own name: `torch.optim.lr_scheduler.StepLR`; `rule` for an expression or a rule of the user's own, whose
   * text is then the hyperparameter `rule`, with its parameters beside it.
   */
  readonly name: string;
  readonly range: SourceRange;
  /** Every resolved value under the framework's own argument name, defaults included. */
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  /** Updates from one of its steps to the next, where the source says so; 1 if absent. */
  readonly interval?: number;
  /** Whether it is stepped once for a whole loop of updates whose number only the run knows; `interval` is then absent. */
  readonly isSteppedByLoop?: boolean;
  /** Steps of its own in the whole run, where the loops around `step()` say how many. */
  readonly stepsOfRun?: number;
  /** Where the source steps it; absent where it does so nowhere, or in several places. */
  readonly stepping?: ScheduleStepping;
  /** What a schedule that is made of others is made of, in order. */
  readonly schedules?: readonly ScheduleConfiguration[];
  /**
   * Arguments that are a share of the run's updates, rounded up, where only the run knows their number: 1 is that number itself.
   * A simulation takes its own number.
   */
  readonly sharesOfRun?: Readonly<Record<string, number>>;
}

/** Something a reader could not accept or could not read, at its place. */
export interface SourceIssue {
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  readonly range: SourceRange;
}

/** Own values of one parameter group, under the framework's own names. */
export interface GroupConfiguration {
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  /** Names of tensors, where the source names them (native configurations). */
  readonly tensors?: readonly string[];
}

/** One of the transformations of a chain (optax). */
export interface TransformationConfiguration {
  /** The framework's own full name, of a transformation or an optimizer: `optax.clip`, `optax.adam`. */
  readonly name: string;
  readonly range: SourceRange;
  /** Every resolved value under the framework's own argument name, defaults included; not those that are schedules. */
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  /** Schedules by the arguments that they are given for. */
  readonly schedules: Readonly<Record<string, ScheduleConfiguration>>;
  /** Masks by the arguments that they are given for; not those that are the same for all tensors. */
  readonly masks?: Readonly<Record<string, TensorValues<boolean>>>;
  /** What it stands around. */
  readonly inner: readonly TransformationConfiguration[];
}

/** An optimizer that a program spells out itself, in a loop over `theta -= lr * gradient` or the like. */
export interface HandWrittenUpdate {
  /** Under which its rule goes, in words: `momentum`; null for one that goes by no name. */
  readonly form: string | null;
  /** The hyperparameter that is `lr` in the rule. */
  readonly learningRate: string;
  /** What is updated: `p` in the rule. */
  readonly parameter: NamedRange;
  /**
   * What is `g` in the rule: a variable, or an expression of the data. Whether it points up or down the loss is not looked at, and the rule has the sign that the
   * text has; only of an expression that is added, `w += lr * (target - output) * x`, `g` is taken to be the negative.
   */
  readonly gradient: NamedRange & { readonly isNegated: boolean };
  /** The expression of the loss, where the iteration has one. */
  readonly loss: NamedRange | null;
  /** The statement behind every line of the rule, in order. */
  readonly statements: readonly SourceRange[];
  /** What its mistakes show in. */
  readonly facts?: HandWrittenFacts;
}

interface NamedRange {
  readonly name: string;
  readonly range: SourceRange;
}

/** One optimizer with its schedule, as found in a source file. */
export interface OptimizerConfiguration {
  readonly framework: Framework;
  /** The framework's own name: `torch.optim.AdamW`; in native files the catalogue name (`adam`) or `rule` for a rule of the user's own. */
  readonly optimizer: string;
  /** Name of the run, where the source gives one (the keys of `runs` in a native file). */
  readonly name: string | null;
  /** The call or mapping that configures the optimizer: the lens stands above its first line. */
  readonly range: SourceRange;
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  /** What a call gives for arguments that the framework accepts and takes no notice of; null where it cannot be read. Absent: none. */
  readonly ignored?: Readonly<Record<string, ReadValue>>;
  readonly schedule: ScheduleConfiguration | null;
  readonly clipping: ClippingSpecification | null;
  /** What the updates pass through, in order, where no optimizer of the framework does the same. */
  readonly transformations?: readonly TransformationConfiguration[];
  /** Absent where the loss is not scaled. */
  readonly lossScaling?: LossScalingSpecification;
  /**
   * Gradients whose mean makes one update, where what drives the optimizer says so; its schedule then counts updates. Absent: 1, or what the
   * optimizer itself says.
   */
  readonly accumulation?: number;
  readonly groups: readonly GroupConfiguration[];
  /** Masks by the arguments that they are given for (optax); not those that are the same for all tensors. */
  readonly masks?: Readonly<Record<string, TensorValues<boolean>>>;
  /** Arguments whose value cannot be read statically. */
  readonly unresolved: readonly string[];
  /** Expressions that keep arguments from being read, or did so before the user said what they are. Absent: none. */
  readonly unknowns?: readonly UnknownValue[];
  /** One of these that says how many updates the run has, for which a simulation takes its own number. */
  readonly runLength?: string;
  /**
   * Problems with this configuration, those of the file that concern it included; with one of severity error it cannot be
   * simulated. `allIssues` lists every issue of a file once.
   */
  readonly issues: readonly SourceIssue[];
  /** Where the source spells the optimizer out itself, statement by statement: `rule` is then its translation. */
  readonly handWritten?: HandWrittenUpdate;
  /** What loops of the file do with their data, where that looks like a mistake. */
  readonly trainingData?: TrainingDataFacts;
  /** What the program does with it in its training loop, where the file shows that. */
  readonly loop?: LoopFacts;
  /** Text of the user's own rule (native files), with the line at which it starts in the file. */
  readonly rule: { readonly text: string; readonly line: number; readonly error: RuleError | null } | null;
  /** What the source says of the simulation; absent values come from the settings. */
  readonly simulation: {
    readonly problem?: ProblemSpecification;
    readonly steps?: number;
    readonly seed?: number;
    readonly precision?: Precision;
    readonly curvature?: CurvatureRequest;
    readonly instruments?: readonly Instrument[];
  };
}

/** Whether curvature is measured along the run, and how often; true leaves that to what it costs. */
export type CurvatureRequest = boolean | CurvatureSpecification;

/** All that a reader found in one file. */
export interface SourceReading {
  readonly configurations: readonly OptimizerConfiguration[];
  /** Problems that belong to no configuration, such as a syntax error. */
  readonly issues: readonly SourceIssue[];
}
