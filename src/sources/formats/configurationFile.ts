import type { SourceIssue, SourceReading } from "../configuration";
import type { SourceFiles } from "../sourceFiles";
import type { MappingNode } from "../yaml/configurationNode";
import type { AskedValues } from "./askedValues";

/** A file of YAML, JSON or TOML that may configure a training. */
export interface ConfigurationFile {
  readonly root: MappingNode;
  readonly language: "yaml" | "json" | "toml";
  /** Beside which other files are looked for. */
  readonly path: string;
  readonly files: SourceFiles;
  /** What only the program or the run knows. */
  readonly asked: AskedValues;
}

/** A program's way to write its configuration. */
export interface ConfigurationFormat {
  readonly languages: readonly ConfigurationFile["language"][];
  /** A cheap look at what stands in the file; of several formats the first that finds its own reads it. */
  recognises(file: ConfigurationFile): boolean;
  read(file: ConfigurationFile): SourceReading | Promise<SourceReading>;
}

export const nothing: SourceReading = { configurations: [], issues: [] };

/** A reading with the mistakes of syntax of its file, which concern every configuration in it. */
export function withSyntaxIssues(reading: SourceReading, issues: readonly SourceIssue[]): SourceReading {
  if (issues.length === 0) return reading;
  const configurations = reading.configurations.map((each) => ({ ...each, issues: [...issues, ...each.issues] }));
  return { ...reading, configurations };
}
