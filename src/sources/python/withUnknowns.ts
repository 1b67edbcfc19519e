import type {
  OptimizerConfiguration,
  ScheduleConfiguration,
  SourceRange,
  TransformationConfiguration,
} from "../configuration";
import type { UnknownExpressions } from "./unknownExpressions";

/** A configuration with what only the run knows of it: what its own call needs, and those of its schedule and its chain. */
export function withUnknowns(
  configuration: OptimizerConfiguration,
  unknowns: UnknownExpressions,
): OptimizerConfiguration {
  const { range, schedule, transformations = [], runLength } = configuration;
  const ranges = [range, ...(schedule === null ? [] : rangesOf(schedule)), ...transformations.flatMap(rangesOfPart)];
  const own = unknowns.within(ranges).flatMap((unknown) => {
    // A simulation has a length of its own.
    const neededFor = unknown.neededFor.filter(({ argument }) => argument === null || argument !== runLength);
    return neededFor.length === 0 ? [] : { ...unknown, neededFor };
  });
  return own.length === 0 ? configuration : { ...configuration, unknowns: own };
}

function rangesOf({ range, schedules = [] }: ScheduleConfiguration): readonly SourceRange[] {
  return [range, ...schedules.flatMap(rangesOf)];
}

function rangesOfPart({ range, schedules, inner }: TransformationConfiguration): readonly SourceRange[] {
  return [range, ...Object.values(schedules).flatMap(rangesOf), ...inner.flatMap(rangesOfPart)];
}
