import type { OptimizerConfiguration, ScheduleConfiguration, SourceRange } from "../../sources/configuration";
import { type ConfigurationPlace, configurationAt, configurationsOnLine } from "../commands/configurationPlace";

/** The configuration that a place belongs to: whose call or schedule spans it, or the only one on its line. */
export function touchedConfiguration(
  configurations: readonly OptimizerConfiguration[],
  place: ConfigurationPlace,
): OptimizerConfiguration | undefined {
  const own = configurationAt(configurations, place);
  if (own) return own;
  const scheduled = configurations.find(({ schedule }) => schedule !== null && isScheduledAt(schedule, place));
  if (scheduled) return scheduled;
  const onLine = configurationsOnLine(configurations, place.line);
  return onLine.length === 1 ? onLine[0] : undefined;
}

function isScheduledAt({ range, schedules = [] }: ScheduleConfiguration, place: ConfigurationPlace): boolean {
  return spans(range, place) || schedules.some((inner) => isScheduledAt(inner, place));
}

function spans({ line, column, endLine, endColumn }: SourceRange, place: ConfigurationPlace): boolean {
  const begins = line < place.line || (line === place.line && column <= place.column);
  return begins && (place.line < endLine || (place.line === endLine && place.column <= endColumn));
}
