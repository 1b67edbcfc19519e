import type { SourceRange } from "../../sources/configuration";
import type { ConfigurationFacts } from "./configurationFacts";
import { scheduleParts, scheduleTitle } from "./scheduleParts";

/** An argument of a schedule that only the run knows. */
export interface UnreadArgument {
  readonly argument: string;
  /** Of the text that it is given. */
  readonly range: SourceRange;
  /** What keeps it from being read: `len(loader)` of `epochs * len(loader)`, with its place. */
  readonly expression: string;
  readonly at: SourceRange;
}

/** The arguments of a configuration's schedule that only the run knows, one for each expression that keeps them from being read. */
export function unreadArguments({
  configuration: { schedule, unknowns = [] },
}: ConfigurationFacts): readonly UnreadArgument[] {
  if (schedule === null) return [];
  const titles = scheduleParts(schedule).map(scheduleTitle);
  return unknowns.flatMap(({ expression, range: at, neededFor }) =>
    neededFor.flatMap(({ argument, of, range }) =>
      argument !== null && titles.includes(of) ? [{ argument, range, expression, at }] : [],
    ),
  );
}
