import type { Precision } from "../floatArray";
import type { WideValue } from "./accumulators";
import { type Gathered, gatherIn, gatheringOf, resultOf } from "./gathered";
import { descriptor, FLOAT64_BYTES, STATISTIC_COUNT, statisticNames } from "./kernelLayout";
import { type InstructionOperation, inInstructionOrder, type Lanes, lanesOf } from "./lanes";
import type { Pass, PassPlan } from "./passes";
import type { Program } from "./program";
import type { ScalarCode } from "./scalarCode";
import { isBoolean } from "./types";
import type { FunctionBody } from "./webAssembly/functionBody";
import {
  type Code,
  get,
  i32,
  type Local,
  load,
  operate,
  repeatWhile,
  set,
  store,
  upperHalf,
  when,
} from "./webAssembly/instructions";
import { opcode } from "./webAssembly/opcodes";

/** A scalar that vectors are worked on with: as a vector of 128 bits, and as a single number or condition. */
interface Broadcast {
  readonly wide: Local;
  readonly single: Local;
}

/**
 * The passes of a kernel over the parameters of a tensor. Every pass is a main loop over vectors of 128 bits and a loop
 * over the few parameters that are left.
 */
export class PassCode {
  private readonly length: Local;
  private readonly statistics: Local;
  private readonly reductions: Local;
  private readonly vectors: readonly Local[];
  private readonly scratch: ReadonlyMap<number, Local>;
  private readonly broadcasts = new Map<number, Broadcast>();

  /** @param tensor address of the tensor's descriptor */
  constructor(
    private readonly body: FunctionBody,
    private readonly program: Program,
    private readonly plan: PassPlan,
    private readonly precision: Precision,
    private readonly scalars: ScalarCode,
    tensor: Local,
  ) {
    const field = (offset: number): Local => body.define("i32", load(opcode.i32Load, tensor, offset));
    this.length = field(descriptor.length);
    this.statistics = field(descriptor.statistics);
    this.reductions = field(descriptor.reductions);
    this.vectors = program.vectors.map((_, index) => field(descriptor.vector(index)));
    this.scratch = new Map(
      plan.scratch.map((value, index) => [value, field(descriptor.vector(program.vectors.length + index))]),
    );
  }

  /** One pass; afterwards its reductions are known. */
  addPass(pass: Pass): void {
    const { body } = this;
    const { wide, single } = lanesOf[this.precision];
    for (const value of pass.broadcasts) this.addBroadcast(value);
    const gathered = gatherIn(pass, this.plan, this.program, body, this.precision);
    const accumulators = [...gathered.values()].map(({ accumulator }) => accumulator);

    body.add(...accumulators.map(({ start }) => start));
    const offset = body.local("i32");
    const end = body.define("i32", operate(opcode.i32Multiply, this.length, i32(single.bytes)));
    const wideEnd = body.define("i32", operate(opcode.i32And, end, i32(-wide.bytes)));
    body.add(set(offset, i32(0)));
    this.addLoop(offset, wideEnd, wide, this.turn(pass, wide, gathered, offset));
    body.add(...accumulators.map(({ narrow }) => narrow));
    this.addLoop(offset, end, single, this.turn(pass, single, gathered, offset));
    this.addStatistics(pass, gathered);
    for (const index of pass.reductions) this.addReduction(index, gathered);
  }

  /** Defines the reductions of a pass that an earlier phase has made, and of which those over all tensors have been put together. */
  reloadReductions(pass: Pass): void {
    for (const index of pass.reductions) {
      this.scalars.define(this.valueOfReduction(index), load(opcode.f64Load, this.reductions, index * FLOAT64_BYTES));
    }
  }

  private valueOfReduction(index: number): number {
    return this.program.instructions.findIndex((one) => one.kind === "reduction" && one.index === index);
  }

  private addBroadcast(value: number): void {
    const instruction = this.program.instructions[value];
    if (this.broadcasts.has(value) || instruction.kind !== "broadcast") return;
    const { wide, single } = lanesOf[this.precision];
    const scalar = this.scalars.operand(instruction.operand);
    if (isBoolean(instruction.type)) {
      const condition = this.body.define("i32", scalar);
      // All bits of a lane are set where a condition holds.
      const mask = operate(opcode.i32x4Splat, operate(opcode.i32Subtract, i32(0), condition));
      this.broadcasts.set(value, { single: condition, wide: this.body.define("v128", mask) });
      return;
    }
    const rounded = this.precision === "float32" ? operate(opcode.f32Demote, scalar) : scalar;
    const number = this.body.define(single.number, rounded);
    this.broadcasts.set(value, { single: number, wide: this.body.define("v128", operate(wide.splat, number)) });
  }

  private addLoop(offset: Local, end: Local, lanes: Lanes, turn: readonly Code[]): void {
    const isBeforeEnd = operate(opcode.i32LessUnsigned, offset, end);
    const advance = set(offset, operate(opcode.i32Add, offset, i32(lanes.bytes)));
    this.body.add(when(isBeforeEnd, [repeatWhile(isBeforeEnd, [...turn, advance])]));
  }

  /** What is done at one offset: load, work out, gather, store. */
  private turn(pass: Pass, lanes: Lanes, gathered: Gathered, offset: Local): Code[] {
    const isWide = lanes.count > 1;
    const { instructions, vectorResults } = this.program;
    const statements: Code[] = [];
    const locals = new Map<number, Local>();
    const operand = (value: number): Local => {
      const broadcast = this.broadcasts.get(value);
      if (broadcast !== undefined) return isWide ? broadcast.wide : broadcast.single;
      // The plan puts every value after those that it needs.
      return locals.get(value) as Local;
    };
    const define = (value: number, code: Code): void => {
      const local = this.body.local(isBoolean(instructions[value].type) ? lanes.condition : lanes.number);
      locals.set(value, local);
      statements.push(set(local, code));
    };
    const address = (vector: Local): Code => operate(opcode.i32Add, vector, offset);

    for (const value of pass.reloads) define(value, load(lanes.load, address(this.scratch.get(value) as Local)));
    for (const value of pass.values) {
      const instruction = instructions[value];
      if (instruction.kind === "load") {
        define(value, load(lanes.load, address(this.vectors[instruction.index])));
      } else if (instruction.kind === "operation") {
        const { operation } = instruction;
        const operands = inInstructionOrder(operation, instruction.operands).map(operand);
        if (operation === "roundToFloat32") define(value, lanes.roundToFloat32(operands[0]));
        // Other functions that are no instruction take scalars only.
        else define(value, operate(lanes.operations[operation as InstructionOperation], ...operands));
      }
    }
    statements.push(...this.gather(gathered, isWide, operand));
    // Vectors are stored once all of them have been read.
    for (const value of pass.keeps) {
      statements.push(store(lanes.store, address(this.scratch.get(value) as Local), operand(value)));
    }
    for (const vector of pass.stores) {
      statements.push(store(lanes.store, address(this.vectors[vector]), operand(vectorResults[vector])));
    }
    return statements;
  }

  /** Adds the values at one offset to what is gathered. */
  private gather(gathered: Gathered, isWide: boolean, operand: (value: number) => Local): Code[] {
    const statements: Code[] = [];
    const wideValues = new Map<number, WideValue>();
    for (const { value, accumulator } of gathered.values()) {
      if (!isWide) {
        statements.push(accumulator.addSingle(operand(value)));
        continue;
      }
      const wideValue = wideValues.get(value) ?? {
        local: operand(value),
        doubles: this.asDoubles(operand(value), statements),
      };
      wideValues.set(value, wideValue);
      statements.push(accumulator.addWide(wideValue));
    }
    return statements;
  }

  private asDoubles(vector: Local, statements: Code[]): readonly Local[] {
    if (this.precision === "float64") return [vector];
    return [get(vector), upperHalf(vector)].map((half) => {
      const local = this.body.local("v128");
      statements.push(set(local, operate(opcode.f64x2PromoteLow, half)));
      return local;
    });
  }

  private addStatistics(pass: Pass, gathered: Gathered): void {
    for (const position of pass.statistics) {
      statisticNames.forEach((name, index) => {
        const result = resultOf(gathered, name, this.plan.series[position].value);
        const offset = (position * STATISTIC_COUNT + index) * FLOAT64_BYTES;
        this.body.add(store(opcode.f64Store, this.statistics, result, offset));
      });
    }
  }

  private addReduction(index: number, gathered: Gathered): void {
    const { reduction, operand } = this.program.reductions[index];
    const value = this.valueOfReduction(index);
    const total = resultOf(gathered, gatheringOf[reduction], operand);
    const length = operate(opcode.f64ConvertI32, this.length);
    const isMean = reduction === "mean" || reduction === "rms";
    const isRoot = reduction === "norm" || reduction === "rms";
    const mean = isMean ? operate(opcode.f64Divide, total, length) : total;
    this.scalars.define(value, isRoot ? operate(opcode.f64SquareRoot, mean) : mean);
    this.body.add(store(opcode.f64Store, this.reductions, this.scalars.operand(value), index * FLOAT64_BYTES));
  }
}
