import { operations } from "../rule/operations";
import type { Operation } from "../rule/program";

/** An operation on columns of numbers: writes what it makes of the entries from `from` on, before `to`. */
export type ColumnOperation = (
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  from: number,
  to: number,
) => void;

/** Loops of their own for the operations that rules are mostly made of: one loop that calls whatever operation it is given is ten times as slow. */
const loops: Partial<Readonly<Record<Operation, ColumnOperation>>> = {
  add: (out, a, b, _, from, to) => {
    for (let i = from; i < to; i++) out[i] = a[i] + b[i];
  },
  subtract: (out, a, b, _, from, to) => {
    for (let i = from; i < to; i++) out[i] = a[i] - b[i];
  },
  multiply: (out, a, b, _, from, to) => {
    for (let i = from; i < to; i++) out[i] = a[i] * b[i];
  },
  divide: (out, a, b, _, from, to) => {
    for (let i = from; i < to; i++) out[i] = a[i] / b[i];
  },
  negate: (out, a, _b, _c, from, to) => {
    for (let i = from; i < to; i++) out[i] = -a[i];
  },
  squareRoot: (out, a, _b, _c, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.sqrt(a[i]);
  },
  select: (out, condition, a, b, from, to) => {
    for (let i = from; i < to; i++) out[i] = condition[i] !== 0 ? a[i] : b[i];
  },
};

/** What an operation does to columns; the operands that it does not have may be any columns. */
export function columnOperation(operation: Operation): ColumnOperation {
  const loop = loops[operation];
  if (loop !== undefined) return loop;
  const operate = operations[operation];
  return (out, a, b, c, from, to) => {
    for (let i = from; i < to; i++) out[i] = operate(a[i], b[i], c[i]);
  };
}

/** Rounds entries to float32. */
export function roundColumn(column: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) column[i] = Math.fround(column[i]);
}
