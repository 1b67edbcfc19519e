import type { OptimizerConfiguration, SourceRange } from "../../sources/configuration";

/** Where a configuration begins; line and column count from 1. */
export interface ConfigurationPlace extends Pick<SourceRange, "line" | "column"> {
  /** What it is: a program may choose one of several in the same place. */
  readonly kind?: ConfigurationKind;
}

interface ConfigurationKind {
  readonly optimizer: string;
  readonly schedule: string | null;
}

export function placeOf(configuration: OptimizerConfiguration): ConfigurationPlace {
  const { line, column } = configuration.range;
  return { line, column, kind: kindOf(configuration) };
}

/** The innermost configuration that spans a place; of several in the same place the one that is of the kind, else the last. */
export function configurationAt(
  configurations: readonly OptimizerConfiguration[],
  place: ConfigurationPlace,
): OptimizerConfiguration | undefined {
  // An inner one begins later than the one around it.
  const innermost = configurations.findLast(
    ({ range }) => !isBefore(place, start(range)) && !isBefore(end(range), place),
  );
  const { kind } = place;
  if (innermost === undefined || kind === undefined) return innermost;
  const inPlace = configurations.filter(({ range }) => isSameRange(range, innermost.range));
  const isAlike = (other: OptimizerConfiguration) => kindOf(other).optimizer === kind.optimizer;
  return (
    inPlace.findLast((other) => isAlike(other) && kindOf(other).schedule === kind.schedule) ??
    inPlace.findLast(isAlike) ??
    innermost
  );
}

/** The configurations on a line, whole or in part. */
export function configurationsOnLine(
  configurations: readonly OptimizerConfiguration[],
  line: number,
): readonly OptimizerConfiguration[] {
  return configurations.filter(({ range }) => range.line <= line && line <= range.endLine);
}

function kindOf({ optimizer, schedule }: OptimizerConfiguration): ConfigurationKind {
  return { optimizer, schedule: schedule?.name ?? null };
}

function isSameRange(a: SourceRange, b: SourceRange): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

function start({ line, column }: SourceRange): ConfigurationPlace {
  return { line, column };
}

function end({ endLine, endColumn }: SourceRange): ConfigurationPlace {
  return { line: endLine, column: endColumn };
}

function isBefore(a: ConfigurationPlace, b: ConfigurationPlace): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
