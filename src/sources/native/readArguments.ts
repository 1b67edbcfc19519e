import { describeRange, isInRange } from "../../core/numberRange";
import type { CatalogueEntry } from "../catalogue/catalogue";
import type { ReadValue, SourceRange, SourceValue } from "../configuration";
import type { Report } from "../yaml/report";
import type { ReadFields } from "./readFields";

/**
 * The arguments of an optimizer or a schedule, defaults included. Warns of values that are allowed but make no sense, and
 * reports combinations that the framework refuses.
 */
export function readArguments(
  entry: CatalogueEntry,
  { values, entries }: ReadFields,
  report: Report,
): Readonly<Record<string, ReadValue>> {
  const read: [string, ReadValue][] = [];
  let complete = true;
  for (const { name, default: preset, advisedRange } of entry.arguments) {
    const given = values.get(name);
    if (given !== undefined) {
      read.push([name, given]);
      if (advisedRange !== undefined)
        advise(name, given, (value) => isInRange(value, advisedRange), describeRange(advisedRange), report);
    } else if (entries.has(name) || preset === undefined) {
      complete = false;
    } else {
      read.push([name, { value: preset, range: null }]);
    }
  }
  const hyperparameters = Object.fromEntries(read);
  if (complete && entry.check !== undefined) {
    const plain = Object.fromEntries(read.map(([name, { value }]): [string, SourceValue] => [name, value]));
    for (const { severity, argument, message } of entry.check(plain)) {
      report(rangeOf(hyperparameters[argument], entries), message, severity);
    }
  }
  return hyperparameters;
}

function advise(
  name: string,
  { value, range }: ReadValue,
  makesSense: (value: number) => boolean,
  allowed: string,
  report: Report,
): void {
  const numbers = Array.isArray(value) ? value : [value];
  const odd = numbers.find((number) => typeof number === "number" && !makesSense(number));
  if (odd !== undefined && range !== null) report(range, `\`${name}\` is ${odd}; ${allowed} makes sense.`, "warning");
}

/** At the value, or for a default at the first key beside which it is missing. */
function rangeOf(argument: ReadValue | undefined, entries: ReadFields["entries"]): SourceRange {
  const [first] = entries.values();
  return argument?.range ?? first.keyRange;
}
