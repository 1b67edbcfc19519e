import type { SourceRange } from "./configuration";
import type { NodeIndex, NumericProgram } from "./numericProgram";

/** What the statements around an optimizer that a program spells out itself do, for those who look for mistakes in it. */
export interface HandWrittenFacts {
  /** Of every parameter that is updated in the same way, what its gradient is made of. */
  readonly gradients: readonly GradientFacts[];
  /** How the iteration moves its learning rate before or after an update, statement by statement. */
  readonly rateChanges: readonly RateChange[];
  /** A gradient that was worked out before the loop, once for all updates. */
  readonly constantGradient?: NamedPlace;
  /** Statements that give the parameter its start again in every round. */
  readonly restart?: SourceRange;
  /** The loop whose rounds are the updates. */
  readonly loop?: SourceRange;
  /** A copy that is updated and then thrown away, with what it is a copy of. */
  readonly lostUpdate?: LostUpdate;
  /** The call that makes the parameter an array of integers, which cannot hold what an update makes of them. */
  readonly integerStart?: IntegerStart;
  /** Targets that were made with the very values that the optimizer starts from. */
  readonly targetsFromStart?: TargetsFromStart;
  /** A counter of the rule that moves once in many updates, or never. */
  readonly slowCounter?: SlowCounter;
  /** Automatic differentiation of a loss: its name, with the place of the gradient. */
  readonly differentiated?: NamedPlace;
  /** Names of the rule that the file gives no value anywhere. */
  readonly undefinedStates?: readonly string[];
  /** A learning rate of the file that nothing reads. */
  readonly unusedRate?: NamedPlace;
  /** Gradients that `backward` adds to in every round, and that the file never sets to zero. */
  readonly addedGradients?: readonly AddedGradient[];
  /** Words of the text around say that a maximum is sought, or that harm is meant. */
  readonly seeksMaximum: boolean;
}

export interface NamedPlace {
  readonly name: string;
  readonly range: SourceRange;
}

/** The gradient of one parameter, and all that it can be compared with, as nodes of one program. */
export interface GradientFacts {
  readonly parameter: string;
  readonly program: NumericProgram;
  /** What the update adds to the parameter; null where that depends on earlier updates too. */
  readonly change: NodeIndex | null;
  /** What stands for the gradient in the text; null where it cannot be told apart. */
  readonly gradient: NodeIndex | null;
  readonly gradientPlace: NamedPlace;
  readonly losses: readonly LossFacts[];
  readonly residuals: readonly ResidualFacts[];
  readonly statement: SourceRange;
  /** The sign that adds the change or takes it off: `-=`, `+`; null where the text has none. */
  readonly sign: SignPlace | null;
  /** Whether the update is made under a condition. */
  readonly isConditional: boolean;
}

export interface SignPlace {
  readonly range: SourceRange;
  readonly text: string;
  readonly opposite: string;
}

/** A loss that stands in the text. */
export interface LossFacts extends NamedPlace {
  readonly node: NodeIndex;
}

/** A difference of a prediction and data, from which gradients of squares are made. */
export interface ResidualFacts {
  readonly node: NodeIndex;
  /** The side that depends on the parameter. */
  readonly prediction: NodeIndex;
  readonly target: NodeIndex;
  /** Absent where it stands in no one place of the file that can be changed. */
  readonly range?: SourceRange;
  readonly left?: SourceRange;
  readonly right?: SourceRange;
}

/** A statement that moves the learning rate, as nodes of a program. */
export interface RateChange {
  readonly name: string;
  readonly program: NumericProgram;
  /** The new rate: as a share of the old ones, where those are all 1. */
  readonly after: NodeIndex;
  /** Whether it is made of the rate that the statement before left, and of what only the run shows: gradient, loss, parameters. */
  readonly reads: { readonly rate: boolean; readonly run: boolean };
  /** The same in the first round, where what the loop carries on holds what stands before it; null where that cannot be told. */
  readonly first: Pick<RateChange, "program" | "after" | "reads"> | null;
  readonly range: SourceRange;
}

export interface LostUpdate extends NamedPlace {
  /** What it is a copy of; the same name where a parameter of a function, or the variable of a loop, is given another value that nobody gets. */
  readonly original: string;
  readonly kind: "copy" | "argument" | "loopVariable";
  readonly statement: SourceRange;
}

export interface IntegerStart {
  readonly range: SourceRange;
  readonly parameter: string;
  readonly library: "numpy" | "torch";
  /** Whether single entries are written, which are cut to integers without a word. */
  readonly isEntry: boolean;
  /** Text that, as `dtype`, makes it floating point; null where the call has a `dtype` already. */
  readonly floatType: string | null;
}

export interface TargetsFromStart {
  readonly targets: string;
  readonly parameter: string;
  /** The statement that makes the targets. */
  readonly range: SourceRange;
  /** A statement that starts the parameter elsewhere. */
  readonly newStart: string;
}

export interface AddedGradient {
  /** Of the tensor whose gradient it is: `w`. */
  readonly parameter: string;
  /** The update that takes it. */
  readonly statement: SourceRange;
}

export interface SlowCounter extends NamedPlace {
  /** `loop`: the variable of a loop further out. `still`: a number that no statement moves on. */
  readonly kind: "loop" | "still";
}
