import type { TypedValue } from "../arguments/typedValue";
import type { PythonNumber } from "./pythonNumbers";

/** The number that a literal spells; null for a complex one. */
export function numberLiteral(text: string): PythonNumber | null {
  const digits = text.replaceAll("_", "").toLowerCase();
  if (digits.endsWith("j")) return null;
  const isInteger = /^(0[xob][\da-f]+|\d+)$/.test(digits);
  const value = Number(digits);
  return Number.isNaN(value) ? null : { type: isInteger ? "integer" : "float", value };
}

/** The string that a literal spells; null where it is more than its characters: one with escapes, prefixes or several lines. */
export function stringLiteral(text: string): TypedValue | null {
  const plain = /^(?:'([^'\\\n]*)'|"([^"\\\n]*)")$/.exec(text);
  return plain && { type: "string", value: plain[1] ?? plain[2] };
}
