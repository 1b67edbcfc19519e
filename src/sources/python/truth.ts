import type { TypedValue } from "../arguments/typedValue";

/** Whether a value counts as true in a condition of Python. */
export function isTrue({ type, value }: TypedValue): boolean {
  if (type === "sequence" || type === "mapping") return value.length > 0;
  return Boolean(value);
}

/** Whether two values are equal in Python: numbers by their amount, whatever their type. */
export function isEqual(a: TypedValue, b: TypedValue): boolean {
  if (a.type === "sequence" && b.type === "sequence") {
    return a.value.length === b.value.length && a.value.every((entry, index) => isEqual(entry, b.value[index]));
  }
  if (isNumeric(a) && isNumeric(b)) return Number(a.value) === Number(b.value);
  return a.type === b.type && a.value === b.value;
}

function isNumeric({ type }: TypedValue): boolean {
  return type === "integer" || type === "float" || type === "boolean";
}
