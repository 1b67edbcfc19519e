import { describeRange, isInRange, type NumberRange } from "../../core/numberRange";
import type { ArgumentDefinition } from "../catalogue/catalogue";
import type { SourceValue } from "../configuration";
import type { LanguageWords } from "./languageWords";
import { plainValue, type TypedValue } from "./typedValue";

/** What is wrong with a value, in the words of a message. */
export interface ValueIssue {
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** A value as the catalogue holds it, or the reason why the framework would refuse it. */
export type CheckedValue = { readonly value: SourceValue; readonly issues: readonly ValueIssue[] };

/** Checks a value's type and range as the framework does; `value` is to be used only where no issue is an error. */
export function checkValue(argument: ArgumentDefinition, given: TypedValue, words: LanguageWords): CheckedValue {
  const value = plainValue(given);
  const wrongType = typeIssue(argument, given, words);
  if (wrongType !== null) return { value, issues: [wrongType] };
  if (argument.kind === "boolean") return { value: Boolean(value), issues: [] };
  const { name, range, advisedRange } = argument;
  const issues = range === undefined ? [] : rangeIssues(name, value, range, "error");
  if (issues.length > 0 || advisedRange === undefined) return { value, issues };
  return { value, issues: rangeIssues(name, value, advisedRange, "warning") };
}

function rangeIssues(
  name: string,
  value: SourceValue,
  range: NumberRange,
  severity: ValueIssue["severity"],
): readonly ValueIssue[] {
  if (Array.isArray(value)) return value.flatMap((entry, i) => rangeIssues(`${name}[${i}]`, entry, range, severity));
  if (typeof value !== "number" || isInRange(value, range)) return [];
  return [{ severity, message: `${name} is ${value}; expected ${describeRange(range)}.` }];
}

function typeIssue(argument: ArgumentDefinition, given: TypedValue, words: LanguageWords): ValueIssue | null {
  if (given.type === "none" && argument.nullable) return null;
  if (argument.perGroup && given.type === "sequence") {
    const issues = given.value.map((entry) => typeIssue({ ...argument, perGroup: false }, entry, words));
    return issues.find((issue) => issue !== null) ?? null;
  }
  const expected = (form: string): ValueIssue => ({
    severity: "error",
    message: `${argument.name} is ${given.type === "string" ? "the string " : ""}${spellValue(given, words)}; expected ${form}${argument.nullable ? ` or ${words.none}` : ""}.`,
  });
  switch (argument.kind) {
    case "number":
      return isNumber(given) ? null : expected("a number");
    case "float":
      return given.type === "float"
        ? null
        : expected(given.type === "integer" ? `a float: ${given.value}.0` : "a float");
    case "integer":
      return given.type === "integer"
        ? null
        : expected(given.type === "float" ? "an integer, not a float" : "an integer");
    case "numbers":
    case "floats":
      return sequenceFits(argument, given) ? null : expected(describeSequence(argument, words));
    case "boolean":
      return given.type === "boolean" || isNumber(given) ? null : expected(`${words.yes} or ${words.no}`);
    case "string":
      return given.type === "string" ? null : expected("a string");
    case "function":
      return expected("a function of the step");
    case "mapping":
      return given.type === "mapping" ? null : expected("a dictionary");
    case "mappings":
      return given.type === "sequence" && given.value.every(({ type }) => type === "mapping")
        ? null
        : expected("a list of dictionaries");
    case "namedNumber":
      return isNamedNumber(argument, given)
        ? null
        : expected(`a tuple of a name, ${(argument.choices ?? []).join(", ")}, and a number`);
    case "table":
      return given.type === "string" || isTable(argument, given) ? null : expected(describeTable(argument, words));
    case "mask":
      return given.type === "boolean" ? null : expected(`${words.yes} or ${words.no}`);
    case "labels":
    case "schedules":
    case "execution":
      return null;
  }
}

function sequenceFits({ kind, length, firstNullable }: ArgumentDefinition, given: TypedValue): boolean {
  if (given.type !== "sequence" || (length !== undefined && given.value.length !== length)) return false;
  return given.value.every((entry, index) => {
    if (entry.type === "none") return index === 0 && firstNullable === true;
    return kind === "floats" ? entry.type === "float" : isNumber(entry);
  });
}

function isNamedNumber({ choices }: ArgumentDefinition, given: TypedValue): boolean {
  if (given.type !== "sequence" || given.value.length !== 2) return false;
  const [name, number] = given.value;
  return name.type === "string" && choices?.includes(name.value) === true && isNumber(number);
}

/** A row of numbers, or several. */
function isTable(argument: ArgumentDefinition, given: TypedValue): boolean {
  if (sequenceFits(argument, given)) return true;
  return given.type === "sequence" && given.value.length > 0 && given.value.every((row) => sequenceFits(argument, row));
}

function describeTable(argument: ArgumentDefinition, words: LanguageWords): string {
  return `${describeSequence(argument, words)}, a tuple of such tuples, or the name of one`;
}

function describeSequence({ kind, length, firstNullable }: ArgumentDefinition, words: LanguageWords): string {
  const count = length === undefined ? "" : `${length} `;
  const exception = firstNullable ? `, the first of which may be ${words.none}` : "";
  return `a tuple of ${count}${kind === "floats" ? "floats" : "numbers"}${exception}`;
}

function isNumber(given: TypedValue): boolean {
  return given.type === "integer" || given.type === "float";
}

/** A value as its language writes it. */
export function spellValue(given: TypedValue, words: LanguageWords): string {
  switch (given.type) {
    case "boolean":
      return given.value ? words.yes : words.no;
    case "none":
      return words.none;
    case "string":
      return `"${given.value}"`;
    case "sequence":
      return words.spellSequence(given.value.map((entry) => spellValue(entry, words)));
    case "mapping":
      return `{${given.value.map((pair) => pair.map((part) => spellValue(part, words)).join(": ")).join(", ")}}`;
    default:
      return String(given.value);
  }
}
