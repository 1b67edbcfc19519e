import type {
  OptimizerConfiguration,
  ReadValue,
  ScheduleConfiguration,
  SourceRange,
  SourceReading,
  TransformationConfiguration,
} from "../configuration";
import { containsPosition, type SourcePosition } from "../containsPosition";
import { withKey } from "../withKey";

/** What stands at a place of a file, as far as optimizers go. */
export type HoverTarget = {
  readonly configuration: OptimizerConfiguration;
  readonly range: SourceRange;
} & (
  | { readonly kind: "optimizer" }
  | { readonly kind: "schedule"; readonly schedule: ScheduleConfiguration }
  | { readonly kind: "transformation"; readonly transformation: TransformationConfiguration }
  /** A value, or the key before it; `owner` is the full name of what takes it. */
  | { readonly kind: "argument"; readonly owner: string; readonly argument: string; readonly read: ReadValue }
);

/**
 * What stands at a position: a value of an optimizer's, a schedule's or a transformation's argument, wherever in the file that is, or
 * else the head of one of them: what comes before the parentheses of a call, the key and the name of a mapping. Several where
 * configurations share a value.
 */
export function hoverTargets(reading: SourceReading, text: string, position: SourcePosition): readonly HoverTarget[] {
  if (reading.configurations.length === 0) return [];
  const lines = text.split("\n");
  const values = reading.configurations.flatMap((configuration) => valueTargets(configuration, lines, position));
  if (values.length > 0) return values;
  return reading.configurations.flatMap((configuration) => headTarget(configuration, lines, position) ?? []);
}

function valueTargets(
  configuration: OptimizerConfiguration,
  lines: readonly string[],
  position: SourcePosition,
): readonly HoverTarget[] {
  const found: HoverTarget[] = [];
  const look = (owner: string, values: Readonly<Record<string, ReadValue>>): void => {
    for (const [argument, read] of Object.entries(values)) {
      const range = read.range === null || read.file !== undefined ? null : withKey(read.range, lines);
      if (range === null || !containsPosition(range, position)) continue;
      if (found.some((other) => other.kind === "argument" && other.argument === argument && other.owner === owner))
        continue;
      found.push({ kind: "argument", configuration, range, owner, argument, read });
    }
  };
  look(configuration.optimizer, configuration.hyperparameters);
  for (const { hyperparameters } of configuration.groups) look(configuration.optimizer, hyperparameters);
  for (const { name, hyperparameters } of schedulesOf(configuration)) look(name, hyperparameters);
  for (const { name, hyperparameters } of transformationsOf(configuration)) look(name, hyperparameters);
  return found;
}

/** The innermost head comes first, since those of schedules can stand in the call of their optimizer. */
function headTarget(
  configuration: OptimizerConfiguration,
  lines: readonly string[],
  position: SourcePosition,
): HoverTarget | null {
  const at = (range: SourceRange, name: string) =>
    headRanges(range, name, lines).find((head) => containsPosition(head, position));
  for (const schedule of schedulesOf(configuration)) {
    const range = at(schedule.range, schedule.name);
    if (range !== undefined) return { kind: "schedule", configuration, schedule, range };
  }
  const range = at(configuration.range, configuration.optimizer);
  if (range !== undefined) return { kind: "optimizer", configuration, range };
  for (const transformation of transformationsOf(configuration)) {
    const own = at(transformation.range, transformation.name);
    if (own !== undefined) return { kind: "transformation", configuration, transformation, range: own };
  }
  return null;
}

/** A configuration's schedules with those that they are made of and those of its transformations, inner ones first. */
function schedulesOf(configuration: OptimizerConfiguration): readonly ScheduleConfiguration[] {
  const all = (schedule: ScheduleConfiguration): ScheduleConfiguration[] => [
    ...(schedule.schedules ?? []).flatMap(all),
    schedule,
  ];
  const own = configuration.schedule === null ? [] : all(configuration.schedule);
  const ofChain = transformationsOf(configuration).flatMap(({ schedules }) => Object.values(schedules).flatMap(all));
  return [...new Set([...own, ...ofChain])];
}

function transformationsOf(configuration: OptimizerConfiguration): readonly TransformationConfiguration[] {
  const all = (one: TransformationConfiguration): TransformationConfiguration[] => [...one.inner.flatMap(all), one];
  return (configuration.transformations ?? []).flatMap(all);
}

/**
 * Where a call or a mapping can be pointed at: its beginning, up to the parenthesis or brace in the first line, and the place in it that
 * spells the name of what it configures.
 */
function headRanges(range: SourceRange, name: string, lines: readonly string[]): readonly SourceRange[] {
  const lineAt = (line: number) => {
    const end = line === range.endLine ? range.endColumn - 1 : undefined;
    return (lines[line - 1] ?? "").slice(0, end);
  };
  const first = lineAt(range.line).slice(range.column - 1);
  const beginning = /^[^({]*/.exec(first)?.[0].trimEnd() ?? "";
  const { line, column } = range;
  const heads: SourceRange[] = beginning === "" ? [] : [oneLine(line, column, beginning.length)];
  const word = escaped(name.slice(name.lastIndexOf(".") + 1));
  const patterns = [new RegExp(`[\\w.-]*(?<![\\w-])${word}(?![\\w-])`, "i"), namingEntry];
  for (const pattern of patterns) {
    // It stands in a mapping's own first lines; what is farther down is another matter.
    for (let number = line; number <= Math.min(range.endLine, line + MOST_LINES); number++) {
      const from = number === line ? column - 1 : 0;
      const match = pattern.exec(lineAt(number).slice(from));
      if (match === null) continue;
      heads.push(oneLine(number, from + match.index + 1, match[0].length));
      break;
    }
  }
  return heads;
}

/** The entry of a mapping that says what is configured, which files may call otherwise than its framework. */
const namingEntry =
  /["']?\b(?:type|name|_target_|_component_|class_path|optimizer|scheduler)["']?\s*[:=]\s*["']?[\w.-]+["']?/;

/** Lines of a mapping in which its name is looked for. */
const MOST_LINES = 20;

function oneLine(line: number, column: number, length: number): SourceRange {
  return { line, column, endLine: line, endColumn: column + length };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
