import { SPLITTER } from "./doubleDouble";
import { FLOAT64_BYTES } from "./kernelLayout";
import { LARGEST_EXPONENT, LARGEST_POWER, SMALLEST_POWER } from "./runningPower";
import { FunctionBody } from "./webAssembly/functionBody";
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
  repeatWhile,
  set,
  store,
  when,
} from "./webAssembly/instructions";
import type { Signature } from "./webAssembly/module";
import { opcode } from "./webAssembly/opcodes";

// `runningPower.ts`, function by function, in WebAssembly.

/** (address of the power's entries, base, exponent) → power. */
export const advancePowerSignature: Signature = { parameters: ["i32", "f64", "f64"], results: ["f64"] };

/** @param functions numbers of the functions that it calls; `power` is that of `power.ts` */
export function advancePowerBody(functions: {
  readonly multiply: number;
  readonly raise: number;
  readonly power: number;
}): FunctionBody {
  const body = new FunctionBody(3);
  const [entries, base, exponent] = [0, 1, 2];
  const entry = (index: number): Code => load(opcode.f64Load, entries, index * FLOAT64_BYTES);
  const absolute = (value: Operand): Code => operate(opcode.f64Absolute, value);

  const hasSameBase = operate(opcode.f64Equal, base, entry(0));
  const hasNextExponent = operate(opcode.f64Equal, exponent, operate(opcode.f64Add, entry(1), f64(1)));
  const follows = body.define("i32", operate(opcode.i32And, hasSameBase, hasNextExponent));
  const lastHigh = body.define("f64", entry(2));
  const isZero = operate(opcode.f64Equal, lastHigh, f64(0));
  const isInfinite = operate(opcode.f64Equal, absolute(lastHigh), f64(Infinity));
  const high = body.local("f64");
  const low = body.local("f64");
  const isLarge = operate(opcode.f64GreaterOrEqual, absolute(high), f64(SMALLEST_POWER));
  const isSmall = operate(opcode.f64LessOrEqual, absolute(high), f64(LARGEST_POWER));
  const isOutOfRange = operate(opcode.i32EqualsZero, operate(opcode.i32And, isLarge, isSmall));
  body.add(
    when(
      operate(opcode.i32And, follows, operate(opcode.i32Or, isZero, isInfinite)),
      [set(high, operate(opcode.f64Multiply, lastHigh, base))],
      [
        when(
          follows,
          [set([high, low], call(functions.multiply, lastHigh, entry(3), base, f64(0)))],
          [set([high, low], call(functions.raise, base, exponent))],
        ),
        when(isOutOfRange, [set(high, call(functions.power, base, exponent)), set(low, f64(0))]),
      ],
    ),
    ...[base, exponent, high, low].map((local, index) => store(opcode.f64Store, entries, local, index * FLOAT64_BYTES)),
    get(high),
  );
  return body;
}

/** (base, exponent) → (high, low). */
export const raiseSignature: Signature = { parameters: ["f64", "f64"], results: ["f64", "f64"] };

/** @param multiply number of the function */
export function raiseBody(multiply: number): FunctionBody {
  const body = new FunctionBody(2);
  const [base, exponent] = [0, 1];
  const result = [body.local("f64"), body.local("f64")] as const;
  const square = [body.local("f64"), body.local("f64")] as const;
  const rest = body.local("i32");

  const isInRange = operate(
    opcode.i32And,
    operate(opcode.f64GreaterOrEqual, exponent, f64(0)),
    operate(opcode.f64LessOrEqual, exponent, f64(LARGEST_EXPONENT)),
  );
  const isWhole = operate(opcode.f64Equal, operate(opcode.f64Floor, exponent), exponent);
  body.add(
    set(result[0], f64(Number.NaN)),
    when(operate(opcode.i32And, isInRange, isWhole), [
      set(result[0], f64(1)),
      set(square[0], base),
      set(rest, operate(opcode.i32TruncateF64, exponent)),
      when(rest, [
        repeatWhile(rest, [
          when(operate(opcode.i32And, rest, i32(1)), [set(result, call(multiply, ...result, ...square))]),
          set(square, call(multiply, ...square, ...square)),
          set(rest, operate(opcode.i32ShiftRightUnsigned, rest, i32(1))),
        ]),
      ]),
    ]),
    ...result.map(get),
  );
  return body;
}

/** (high, low, high, low) → (high, low). */
export const multiplySignature: Signature = { parameters: ["f64", "f64", "f64", "f64"], results: ["f64", "f64"] };

export function multiplyBody(): FunctionBody {
  const body = new FunctionBody(4);
  const [aHigh, aLow, bHigh, bLow] = [0, 1, 2, 3];
  const add = (a: Operand, b: Operand): Code => operate(opcode.f64Add, a, b);
  const subtract = (a: Operand, b: Operand): Code => operate(opcode.f64Subtract, a, b);
  const multiply = (a: Operand, b: Operand): Code => operate(opcode.f64Multiply, a, b);
  const split = (value: Local): { readonly upper: Local; readonly lower: Local } => {
    const scaled = body.define("f64", multiply(f64(SPLITTER), value));
    const upper = body.define("f64", subtract(scaled, subtract(scaled, value)));
    return { upper, lower: body.define("f64", subtract(value, upper)) };
  };

  const product = body.define("f64", multiply(aHigh, bHigh));
  const a = split(aHigh);
  const b = split(bHigh);
  let roundingError = subtract(multiply(a.upper, b.upper), product);
  roundingError = add(roundingError, multiply(a.upper, b.lower));
  roundingError = add(roundingError, multiply(a.lower, b.upper));
  roundingError = add(roundingError, multiply(a.lower, b.lower));
  const crossTerms = add(multiply(aHigh, bLow), multiply(aLow, bHigh));
  const correction = body.define("f64", add(roundingError, crossTerms));
  const high = body.define("f64", add(product, correction));
  body.add(get(high), subtract(correction, subtract(high, product)));
  return body;
}
