import { type Say, sayInEnglish } from "../core/say";
import type { OptimizerConfiguration } from "./configuration";
import { configurationGist } from "./configurationGist";
import { describeProvenance, provenanceOf, type SourcePlace } from "./provenance";

/** A hyperparameter in short, with where it comes from: plain data to be shown and kept. */
export interface LabelledGistEntry {
  readonly label: string;
  readonly value: string;
  /** `default of --lr, line 24`. */
  readonly origin?: string;
  /** Whether a place in a file spells it out. */
  readonly hasPlace?: boolean;
}

export function labelledGist(
  configuration: OptimizerConfiguration,
  say: Say = sayInEnglish,
): readonly LabelledGistEntry[] {
  return configurationGist(configuration).map(({ label, value, read }) => {
    if (read === undefined) return { label, value };
    const provenance = provenanceOf(read, say);
    const hasPlace = provenance.place !== null;
    return { label, value, origin: describeProvenance(provenance, say), ...(hasPlace ? { hasPlace } : {}) };
  });
}

/** The place that spells a hyperparameter out; null where none does, or there is none of this label. */
export function placeOfGist(configuration: OptimizerConfiguration, label: string): SourcePlace | null {
  const read = configurationGist(configuration).find((entry) => entry.label === label)?.read;
  return read === undefined ? null : provenanceOf(read).place;
}
