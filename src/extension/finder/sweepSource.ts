import { openIfThere } from "../editor/openIfThere";
import type { SourceReadings } from "../editor/sourceReadings";
import { loadSourceTools } from "../loadSourceTools";
import type { RunPlan } from "../runs/runPlan";
import { locate } from "../runs/sourceLink";
import type { ConfigurationSource } from "./sweepPlan";

/** The configuration of a run with the values that are tried in it, where its source still says what the run was made of; else null. */
export async function sweepSource(
  readings: SourceReadings,
  { source, isVariant, trial }: RunPlan,
): Promise<ConfigurationSource | null> {
  if (source === null || isVariant) return null;
  const document = await openIfThere(source.uri);
  if (!document) return null;
  const located = locate(source, (await readings.reading(document)).configurations);
  if (located === null || located.changed) return null;
  const { adjusted } = await loadSourceTools();
  return { uri: document.uri, configuration: adjusted(located.configuration, trial?.changes ?? {}) };
}
