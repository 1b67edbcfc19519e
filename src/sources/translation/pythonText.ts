import { shortNumber } from "../../core/shortNumber";
import type { ArgumentDefinition, ArgumentValues, CatalogueEntry } from "../catalogue/catalogue";
import { keyValuePairs } from "../catalogue/optaxScheduleValues";
import type { SourceValue } from "../configuration";

/** A number as Python spells it. */
export function pythonNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'float("inf")';
  if (value === Number.NEGATIVE_INFINITY) return 'float("-inf")';
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : shortNumber(value);
}

/** A float as Python spells it: with a point or an exponent, even where it is whole. */
export function pythonFloat(value: number): string {
  const text = pythonNumber(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** An argument's value. Frameworks refuse whole numbers for learning rates and shares, and others for counts. */
export function pythonValue(value: SourceValue, { kind, name }: Pick<ArgumentDefinition, "kind" | "name">): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    const isFloat = kind === "float" || /(^|_)(lr|rate|values?|clipnorm|clipvalue)$/.test(name) || kind === "floats";
    return isFloat ? pythonFloat(value) : pythonNumber(value);
  }
  if (kind === "mapping") return dictionary(value);
  if (kind === "mappings") return `[${value.map((entry) => dictionary(Array.isArray(entry) ? entry : [])).join(", ")}]`;
  const entries = value.map((entry) => pythonValue(entry, { kind, name }));
  const isList = kind === "numbers" && !/betas|etas|sizes|eps|coefficients|coeffs/.test(name);
  return isList ? `[${entries.join(", ")}]` : `(${entries.join(", ")}${entries.length === 1 ? "," : ""})`;
}

const anyValue = { kind: "number", name: "" } as const;

function dictionary(pairs: readonly SourceValue[]): string {
  const items = keyValuePairs(pairs).map(
    ([key, value]) => `${pythonValue(key, anyValue)}: ${pythonValue(value, anyValue)}`,
  );
  return `{${items.join(", ")}}`;
}

/** The arguments of a call that are not at their defaults, as keywords. */
export function keywords(entry: CatalogueEntry, values: ArgumentValues, always: readonly string[] = []): string[] {
  return entry.arguments.flatMap((argument) => {
    const { name, default: preset, companion, kind } = argument;
    const value = values[name];
    if (value === undefined || companion) return [];
    if (!always.includes(name) && preset !== undefined && isEqual(value, preset)) return [];
    if (kind === "execution" && value === preset) return [];
    return [`${name}=${pythonValue(value, argument)}`];
  });
}

export function isEqual(one: SourceValue, other: SourceValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const WIDTH = 100;

/** A call on one line, or with a line for every argument where that is too long or one of them has several. */
export function call(callee: string, given: readonly string[], prefix = ""): string {
  const line = `${callee}(${given.join(", ")})`;
  if (prefix.length + line.length <= WIDTH && !line.includes("\n")) return line;
  const lines = given.map((argument) => `    ${argument.replaceAll("\n", "\n    ")},\n`);
  return `${callee}(\n${lines.join("")})`;
}

/** `name = call` with the call as `call` lays it out. */
export function assignment(name: string, callee: string, given: readonly string[]): string {
  return `${name} = ${call(callee, given, `${name} = `)}`;
}
