import type { TextDocument } from "vscode";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { openIfThere } from "../editor/openIfThere";
import type { SourceReadings } from "../editor/sourceReadings";
import type { RunPlan } from "../runs/runPlan";
import { locate } from "../runs/sourceLink";

/** The configuration of a run, where its source still says what the run was made of. */
export interface SweepSource {
  readonly document: TextDocument;
  readonly configuration: OptimizerConfiguration;
}

/** @returns null where the source is gone, or says something else by now */
export async function sweepSource(
  readings: SourceReadings,
  { source, isVariant }: RunPlan,
): Promise<SweepSource | null> {
  if (source === null || isVariant) return null;
  const document = await openIfThere(source.uri);
  if (!document) return null;
  const located = locate(source, (await readings.reading(document)).configurations);
  return located === null || located.changed ? null : { document, configuration: located.configuration };
}
