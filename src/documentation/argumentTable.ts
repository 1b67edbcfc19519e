import { describeRange } from "../core/numberRange";
import type { ArgumentDefinition, CatalogueEntry } from "../sources/catalogue/catalogue";
import type { SourceValue } from "../sources/configuration";
import { code, plain, table } from "./markdown";

/** What an argument takes that a reader of schedules binds, be its kind their list or left open. */
const SCHEDULES = "a list of schedules";

/** The arguments of an entry in order. */
export function argumentTable(entry: CatalogueEntry): string {
  if (entry.arguments.length === 0) return "";
  return table(
    ["argument", "default", "takes", ""],
    entry.arguments.map((argument) => [
      code(argument.name),
      argument.default === undefined ? "required" : describeValue(argument.default),
      describeAllowed(argument),
      plain(argument.documentation) + describePlace(argument),
    ]),
  );
}

/** A value without the notation of a language. */
export function describeValue(value: SourceValue): string {
  if (value === null) return "none";
  if (typeof value === "string") return code(value);
  if (typeof value === "number") return describeNumber(value);
  return Array.isArray(value) ? value.map(describeValue).join(", ") : String(value);
}

/** As people write it: 1e-6, not 0.000001. */
function describeNumber(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

function describePlace({ keywordOnly, companion }: ArgumentDefinition): string {
  if (companion) return " Of a chain, not of the call.";
  return keywordOnly ? " By name only." : "";
}

/** What the framework accepts, and in parentheses what makes sense where that is less. */
function describeAllowed(argument: ArgumentDefinition): string {
  const { nullable, takesSchedule, perGroup, range, advisedRange } = argument;
  const alternatives = [
    describeKind(argument),
    ...(takesSchedule && describeKind(argument) !== SCHEDULES ? ["a schedule"] : []),
    ...(perGroup ? ["a list of such"] : []),
    ...(nullable ? ["none"] : []),
  ];
  const isNarrower = advisedRange !== undefined && advisedRange !== range;
  const advice = isNarrower ? ` (sensible: ${describeRange(advisedRange)})` : "";
  return argument.kind === "execution" && !takesSchedule ? "" : alternatives.join(" or ") + advice;
}

function describeKind({ kind, range = {}, length, firstNullable }: ArgumentDefinition): string {
  const number = describeRange(range);
  switch (kind) {
    case "number":
      return number;
    case "float":
      return number.replace("a number", "a float");
    case "integer":
      return number.replace("a number", "an integer");
    case "numbers":
    case "floats": {
      const each = Object.keys(range).length === 0 ? "" : `, each ${number}`;
      return `${length ?? "a list of"} ${kind}${each}${firstNullable ? ", the first of them or none" : ""}`;
    }
    case "boolean":
      return "true or false";
    case "function":
      return "a function of the step";
    case "mappings":
      return "a list of mappings";
    case "mask":
      return "a flag or a tree of flags";
    case "labels":
      return "a label or a tree of labels";
    case "schedules":
    case "execution":
      return SCHEDULES;
    default:
      return `a ${kind}`;
  }
}
