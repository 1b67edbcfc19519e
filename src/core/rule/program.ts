import type { ReductionKind } from "./functions";
import type { Expression, ValueType } from "./syntax";

/** Elementary operations: every one is rounded once. */
export type Operation =
  | "negate"
  | "squareRoot"
  | "absolute"
  | "exponential"
  | "logarithm"
  | "cosine"
  | "floor"
  | "roundToFloat32"
  /** To that of the run. */
  | "roundToPrecision"
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "minimum"
  | "maximum"
  | "power"
  | "less"
  | "lessOrEqual"
  | "greater"
  | "greaterOrEqual"
  | "equal"
  | "notEqual"
  | "select";

/**
 * One value of a rule. Values are numbered in the order in which they are made, and never change: a name that is
 * assigned again stands for another value from there on.
 */
export type Instruction = {
  readonly type: ValueType;
  /**
   * A scalar of stage k is known before pass k over the parameters, a vector of stage k is made in pass k. Reductions
   * of pass k belong to stage k + 1.
   */
  readonly stage: number;
} & (
  | { readonly kind: "constant"; readonly value: number }
  /** The scalar block's entry at `slot`, as it is before the update. */
  | { readonly kind: "slot"; readonly slot: number }
  /** A running power: `powers[index]` of the program. */
  | { readonly kind: "power"; readonly index: number }
  /** A reduction: `reductions[index]` of the program. */
  | { readonly kind: "reduction"; readonly index: number }
  /** The vector at `vectors[index]` of the program, as it is before the update. */
  | { readonly kind: "load"; readonly index: number }
  /** A scalar for every parameter, rounded to the precision of the run. */
  | { readonly kind: "broadcast"; readonly operand: number }
  | { readonly kind: "operation"; readonly operation: Operation; readonly operands: readonly number[] }
);

/** base^t or base^step, advanced from update to update instead of being worked out again. */
export interface RunningPower {
  /** Values of the base and the exponent. */
  readonly base: number;
  readonly exponent: number;
  /** First of its four entries in the scalar block: see `runningPower.ts`. */
  readonly slot: number;
}

export interface Reduction {
  readonly reduction: ReductionKind;
  /** The value that is reduced. */
  readonly operand: number;
}

/** What a state starts from. */
export interface StateStart {
  readonly name: string;
  /** A value of constants and scalar inputs alone, of type scalar. */
  readonly value: number;
  /** Whether it depends on inputs, and so is known at the first update only. */
  readonly fromInputs: boolean;
}

/** A rule as a list of instructions: what evaluator, kernel and explanations share. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** States that do not start at 0. Their values come first among the instructions. */
  readonly starts: readonly StateStart[];
  /** The value that each line assigns. */
  readonly lineValues: readonly number[];
  /** The value of every node of the typed tree. */
  readonly nodeValues: ReadonlyMap<Expression, number>;
  readonly powers: readonly RunningPower[];
  readonly reductions: readonly Reduction[];
  /** Vectors in memory: the inputs `p` and `g`, then the state vectors. Empty for a rule of scalars. */
  readonly vectors: readonly string[];
  /** The value that each of these has before the update. */
  readonly loads: readonly number[];
  /** The value that each of these has after the update: for `g` the same as before. */
  readonly vectorResults: readonly number[];
  /** The value of the new p less the old; -1 in a rule of scalars. */
  readonly update: number;
  /** Entry of every scalar name in the scalar block: inputs, states, local scalars. */
  readonly slots: ReadonlyMap<string, number>;
  /** Scalars that the update assigns: entry of the block, and value. */
  readonly scalarResults: readonly { readonly slot: number; readonly value: number }[];
  /**
   * Entry that becomes 1 once states have been started from the inputs of the first update; -1 where no state's start
   * depends on them.
   */
  readonly startedSlot: number;
  /** Length of the scalar block, with the entries of the running powers at its end. */
  readonly slotCount: number;
}
