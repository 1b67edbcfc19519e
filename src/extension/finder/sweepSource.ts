import { openIfThere } from "../editor/openIfThere";
import type { SourceReadings } from "../editor/sourceReadings";
import type { RunPlan } from "../runs/runPlan";
import { locate } from "../runs/sourceLink";
import type { ConfigurationSource } from "./sweepPlan";

/** The configuration of a run, where its source still says what the run was made of; else null. */
export async function sweepSource(
  readings: SourceReadings,
  { source, isVariant }: RunPlan,
): Promise<ConfigurationSource | null> {
  if (source === null || isVariant) return null;
  const document = await openIfThere(source.uri);
  if (!document) return null;
  const located = locate(source, (await readings.reading(document)).configurations);
  return located === null || located.changed ? null : { uri: document.uri, configuration: located.configuration };
}
