import type { Precision } from "../floatArray";
import type { Operation } from "./program";
import { type Code, get, type Operand, operate } from "./webAssembly/instructions";
import { type Opcode, opcode, type WebAssemblyType } from "./webAssembly/opcodes";

/** Operations that vectors know, each one instruction of WebAssembly; `select` takes its condition last. */
export type InstructionOperation = Exclude<
  Operation,
  "exponential" | "logarithm" | "cosine" | "power" | "floor" | "roundToFloat32" | "roundToPrecision"
>;

/** The operands in the order in which the instruction takes them. */
export function inInstructionOrder(operation: Operation, operands: readonly number[]): readonly number[] {
  return operation === "select" ? [operands[1], operands[2], operands[0]] : operands;
}

/** How many parameters the instructions of a loop work on at a time, and which instructions these are. */
export interface Lanes {
  readonly count: number;
  /** Bytes of these parameters in memory. */
  readonly bytes: number;
  readonly number: WebAssemblyType;
  readonly condition: WebAssemblyType;
  readonly load: Opcode;
  readonly store: Opcode;
  readonly operations: Readonly<Record<InstructionOperation, Opcode>>;
  /** The nearest float32, in the lanes' own type. */
  roundToFloat32(value: Operand): Code;
}

/** Several parameters at a time, in a vector of 128 bits. */
export interface WideLanes extends Lanes {
  /** From one number to a vector of it. */
  readonly splat: Opcode;
  readonly extractLane: Opcode;
}

const f64: Lanes = {
  count: 1,
  bytes: 8,
  number: "f64",
  condition: "i32",
  load: opcode.f64Load,
  store: opcode.f64Store,
  operations: {
    negate: opcode.f64Negate,
    squareRoot: opcode.f64SquareRoot,
    absolute: opcode.f64Absolute,
    add: opcode.f64Add,
    subtract: opcode.f64Subtract,
    multiply: opcode.f64Multiply,
    divide: opcode.f64Divide,
    minimum: opcode.f64Minimum,
    maximum: opcode.f64Maximum,
    less: opcode.f64Less,
    lessOrEqual: opcode.f64LessOrEqual,
    greater: opcode.f64Greater,
    greaterOrEqual: opcode.f64GreaterOrEqual,
    equal: opcode.f64Equal,
    notEqual: opcode.f64NotEqual,
    select: opcode.select,
  },
  roundToFloat32: (value) => operate(opcode.f64Promote, operate(opcode.f32Demote, value)),
};

const f64x2: WideLanes = {
  count: 2,
  bytes: 16,
  number: "v128",
  condition: "v128",
  load: opcode.vectorLoad,
  store: opcode.vectorStore,
  splat: opcode.f64x2Splat,
  extractLane: opcode.f64x2ExtractLane,
  operations: {
    negate: opcode.f64x2Negate,
    squareRoot: opcode.f64x2SquareRoot,
    absolute: opcode.f64x2Absolute,
    add: opcode.f64x2Add,
    subtract: opcode.f64x2Subtract,
    multiply: opcode.f64x2Multiply,
    divide: opcode.f64x2Divide,
    minimum: opcode.f64x2Minimum,
    maximum: opcode.f64x2Maximum,
    less: opcode.f64x2Less,
    lessOrEqual: opcode.f64x2LessOrEqual,
    greater: opcode.f64x2Greater,
    greaterOrEqual: opcode.f64x2GreaterOrEqual,
    equal: opcode.f64x2Equal,
    notEqual: opcode.f64x2NotEqual,
    select: opcode.bitSelect,
  },
  roundToFloat32: (value) => operate(opcode.f64x2PromoteLow, operate(opcode.f32x4DemoteZero, value)),
};

const f32: Lanes = {
  count: 1,
  bytes: 4,
  number: "f32",
  condition: "i32",
  load: opcode.f32Load,
  store: opcode.f32Store,
  operations: {
    negate: opcode.f32Negate,
    squareRoot: opcode.f32SquareRoot,
    absolute: opcode.f32Absolute,
    add: opcode.f32Add,
    subtract: opcode.f32Subtract,
    multiply: opcode.f32Multiply,
    divide: opcode.f32Divide,
    minimum: opcode.f32Minimum,
    maximum: opcode.f32Maximum,
    less: opcode.f32Less,
    lessOrEqual: opcode.f32LessOrEqual,
    greater: opcode.f32Greater,
    greaterOrEqual: opcode.f32GreaterOrEqual,
    equal: opcode.f32Equal,
    notEqual: opcode.f32NotEqual,
    select: opcode.select,
  },
  roundToFloat32: get,
};

const f32x4: WideLanes = {
  count: 4,
  bytes: 16,
  number: "v128",
  condition: "v128",
  load: opcode.vectorLoad,
  store: opcode.vectorStore,
  splat: opcode.f32x4Splat,
  extractLane: opcode.f32x4ExtractLane,
  operations: {
    negate: opcode.f32x4Negate,
    squareRoot: opcode.f32x4SquareRoot,
    absolute: opcode.f32x4Absolute,
    add: opcode.f32x4Add,
    subtract: opcode.f32x4Subtract,
    multiply: opcode.f32x4Multiply,
    divide: opcode.f32x4Divide,
    minimum: opcode.f32x4Minimum,
    maximum: opcode.f32x4Maximum,
    less: opcode.f32x4Less,
    lessOrEqual: opcode.f32x4LessOrEqual,
    greater: opcode.f32x4Greater,
    greaterOrEqual: opcode.f32x4GreaterOrEqual,
    equal: opcode.f32x4Equal,
    notEqual: opcode.f32x4NotEqual,
    select: opcode.bitSelect,
  },
  roundToFloat32: get,
};

/** The main loop works on as many parameters as fit a vector of 128 bits; the rest goes one by one. */
export const lanesOf: Readonly<Record<Precision, { readonly wide: WideLanes; readonly single: Lanes }>> = {
  float64: { wide: f64x2, single: f64 },
  float32: { wide: f32x4, single: f32 },
};
