import type { TypedValue } from "../arguments/typedValue";

export type PythonNumber = Extract<TypedValue, { type: "integer" | "float" }>;

/** The number that a value is in arithmetic. */
export function asNumber(value: TypedValue | null | undefined): PythonNumber | null {
  return value?.type === "integer" || value?.type === "float" ? value : null;
}

export function integer(value: number): PythonNumber {
  return { type: "integer", value: value + 0 };
}

export function float(value: number): PythonNumber {
  return { type: "float", value };
}

export function signed(operator: string, { type, value }: PythonNumber): PythonNumber | null {
  if (operator === "-") return { type, value: -value };
  return operator === "+" ? { type, value } : null;
}

/** The result of an operator of arithmetic; null where Python raises an error, or the operator is another. */
export function combined(operator: string, left: PythonNumber, right: PythonNumber): PythonNumber | null {
  const integers = left.type === "integer" && right.type === "integer";
  const type = integers ? "integer" : "float";
  switch (operator) {
    case "+":
      return { type, value: left.value + right.value };
    case "-":
      return { type, value: left.value - right.value };
    case "*":
      return { type, value: left.value * right.value };
    case "/":
      return right.value === 0 ? null : { type: "float", value: left.value / right.value };
    case "//":
      return right.value === 0 ? null : { type, value: Math.floor(left.value / right.value) };
    case "%":
      return right.value === 0 ? null : { type, value: remainder(left.value, right.value) };
    case "**":
      return { type: integers && right.value >= 0 ? "integer" : "float", value: left.value ** right.value };
    default:
      return null;
  }
}

/** With the sign of the divisor, as Python has it. */
function remainder(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

/** `round`: to the nearest, of two that are as near to the one with an even last digit. */
export function rounded({ type, value }: PythonNumber, digits: number | null): PythonNumber | null {
  if (!Number.isFinite(value) || (digits !== null && (digits < 0 || digits > 20))) return null;
  if (type === "integer") return integer(value);
  const places = digits ?? 0;
  // The digits of the number as it is stored, all of them.
  const [whole, fraction] = Math.abs(value).toFixed(100).split(".");
  const isTie = /^50*$/.test(fraction.slice(places));
  const away = Number(Math.abs(value).toFixed(places));
  const last = places === 0 ? whole.at(-1) : fraction[places - 1];
  const nearest = isTie && Number(last) % 2 === 0 ? Number(`${whole}.${fraction.slice(0, places)}`) : away;
  const result = Math.sign(value) * nearest;
  return digits === null ? integer(result) : float(result);
}
