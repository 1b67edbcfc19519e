import type { SourceValue } from "../configuration";

/** A value that the text alone decides, with the type that it has there: some frameworks tell 1 from 1.0. */
export type TypedValue =
  | { readonly type: "integer" | "float"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "none"; readonly value: null }
  | { readonly type: "sequence"; readonly value: readonly TypedValue[] }
  | { readonly type: "mapping"; readonly value: readonly (readonly [key: TypedValue, value: TypedValue])[] };

/** The value without types; a mapping as a list of its pairs. */
export function plainValue(value: TypedValue): SourceValue {
  if (value.type === "mapping") return value.value.map((pair) => pair.map(plainValue));
  return value.type === "sequence" ? value.value.map(plainValue) : value.value;
}
