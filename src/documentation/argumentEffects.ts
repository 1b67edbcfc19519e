import type { ArgumentDefinition, ArgumentValues, OptimizerEntry, ScheduleEntry } from "../sources/catalogue/catalogue";
import { type EntryLine, formulaLines } from "../sources/catalogue/formulaLines";

/** What an argument does to a rule that it leaves alone by default. */
export interface ArgumentEffect {
  readonly argument: ArgumentDefinition;
  /** Another argument without which it has no effect. */
  readonly besides: ArgumentDefinition | null;
  /** Values of both with which it has one. */
  readonly values: ArgumentValues;
  /** The lines that the rule has only then. */
  readonly lines: readonly EntryLine[];
}

/** Does for every share, decay and strength that has to have an effect. */
const NUMBER = 0.5;

/**
 * The arguments that add lines to an entry's rule or change some, each with these lines.
 *
 * @param values of all arguments otherwise
 */
export function argumentEffects(entry: OptimizerEntry | ScheduleEntry, values: ArgumentValues): ArgumentEffect[] {
  const options = entry.arguments.filter((argument) => otherValue(argument) !== undefined);
  return options.flatMap((argument): ArgumentEffect[] => {
    const own = { [argument.name]: otherValue(argument) ?? null };
    for (const besides of [null, ...options]) {
      if (besides === argument) continue;
      const others = besides === null ? {} : { [besides.name]: otherValue(besides) ?? null };
      const lines = changedLines(entry, { ...values, ...others }, own);
      if (lines.length > 0) return [{ argument, besides, values: { ...others, ...own }, lines }];
    }
    return [];
  });
}

/** What may have an effect in the place of a default that has none, or no line of its own; undefined where there is no such default. */
function otherValue({ kind, default: preset, range }: ArgumentDefinition): number | boolean | undefined {
  if (kind === "boolean") return preset !== true;
  const isNumber = kind === "number" || kind === "float";
  if (!isNumber || (preset !== 0 && preset !== null)) return undefined;
  return range?.integer ? 2 : NUMBER;
}

/** Lines that merely read a prepared gradient in the place of `g` are not among them. */
function changedLines(
  entry: OptimizerEntry | ScheduleEntry,
  values: ArgumentValues,
  changed: ArgumentValues,
): readonly EntryLine[] {
  const known = new Set(formulaLines(entry, values).map(({ text }) => text));
  return formulaLines(entry, { ...values, ...changed }).filter(
    ({ text }) => !known.has(text) && !known.has(text.replaceAll(/\bgradient\b/g, "g")),
  );
}
