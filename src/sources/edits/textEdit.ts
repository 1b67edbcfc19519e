import type { SourcePlace } from "../provenance";

/** A stretch of a source that gives way to another text. */
export interface TextEdit extends SourcePlace {
  readonly text: string;
}
