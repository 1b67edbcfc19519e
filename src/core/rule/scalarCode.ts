import type { Precision } from "../floatArray";
import { FLOAT64_BYTES } from "./kernelLayout";
import { inInstructionOrder, lanesOf } from "./lanes";
import type { Instruction, Program } from "./program";
import { POWER_HIGH } from "./runningPower";
import { isBoolean, isVector } from "./types";
import type { FunctionBody } from "./webAssembly/functionBody";
import {
  type Code,
  call,
  f64,
  get,
  i32,
  type Local,
  load,
  type Operand,
  operate,
  store,
} from "./webAssembly/instructions";
import { opcode } from "./webAssembly/opcodes";

/** Numbers of the functions that scalars need. */
export interface ScalarFunctions {
  readonly power: number;
  readonly exponential: number;
  readonly logarithm: number;
  readonly cosine: number;
  readonly advancePower: number;
}

/** The scalars of a program, in double precision, as they are made between the passes over the parameters. */
export class ScalarCode {
  private readonly locals = new Map<number, Local>();

  /**
   * @param scalars address of the scalar block
   * @param isRepeated whether an earlier phase of the update has made the same scalars, and moved the running powers on
   */
  constructor(
    private readonly body: FunctionBody,
    private readonly program: Program,
    private readonly precision: Precision,
    private readonly scalars: Local,
    private readonly functions: ScalarFunctions,
    private readonly isRepeated: boolean,
  ) {}

  /** A scalar that has been made. */
  operand(value: number): Operand {
    const instruction = this.program.instructions[value];
    // Stages come in order, so that what a value is made of is there before it.
    return instruction.kind === "constant" ? f64(instruction.value) : (this.locals.get(value) as Local);
  }

  define(value: number, code: Code): void {
    const type = isBoolean(this.program.instructions[value].type) ? "i32" : "f64";
    this.locals.set(value, this.body.define(type, code));
  }

  /** Makes the scalars that are known once the passes before `stage` are through; reductions are there by then. */
  addStage(stage: number): void {
    this.program.instructions.forEach((instruction, value) => {
      if (instruction.stage !== stage || isVector(instruction.type)) return;
      if (instruction.kind === "constant" || instruction.kind === "reduction") return;
      this.define(value, this.code(instruction));
    });
  }

  /** Stores what the rule assigns. */
  addResults(): void {
    for (const { slot, value } of this.program.scalarResults) {
      this.body.add(store(opcode.f64Store, this.scalars, this.operand(value), slot * FLOAT64_BYTES));
    }
  }

  private code(instruction: Instruction): Code {
    switch (instruction.kind) {
      case "slot":
        return load(opcode.f64Load, this.scalars, instruction.slot * FLOAT64_BYTES);
      case "power": {
        const { slot, base, exponent } = this.program.powers[instruction.index];
        if (this.isRepeated) return load(opcode.f64Load, this.scalars, (slot + POWER_HIGH) * FLOAT64_BYTES);
        const entries = operate(opcode.i32Add, this.scalars, i32(slot * FLOAT64_BYTES));
        return call(this.functions.advancePower, entries, this.operand(base), this.operand(exponent));
      }
      case "operation": {
        const { operation } = instruction;
        const operands = inInstructionOrder(operation, instruction.operands).map((operand) => this.operand(operand));
        switch (operation) {
          case "floor":
            return operate(opcode.f64Floor, ...operands);
          case "roundToFloat32":
            return lanesOf.float64.single.roundToFloat32(operands[0]);
          case "roundToPrecision":
            return this.precision === "float32" ? lanesOf.float64.single.roundToFloat32(operands[0]) : get(operands[0]);
          case "power":
          case "exponential":
          case "logarithm":
          case "cosine":
            return call(this.functions[operation], ...operands);
          default:
            return operate(lanesOf.float64.single.operations[operation], ...operands);
        }
      }
      default:
        throw new Error(`A value of kind ${instruction.kind} is not made from scalars.`);
    }
  }
}
