import { type Say, sayInEnglish } from "../core/say";
import type { ReadValue, SourceRange } from "./configuration";

/** A place in the file that is read, or in another. */
export interface SourcePlace {
  readonly range: SourceRange;
  /** Path of the file, where it is another. */
  readonly file?: string;
}

/** Where a value comes from. */
export interface Provenance {
  /** In words; empty where the place says all. */
  readonly words: string;
  /** What spells the value out; null where nothing in the source does. */
  readonly place: SourcePlace | null;
}

/** Where a value comes from that was read, or that the framework has by default. */
export function provenanceOf({ range, file, origin }: ReadValue, say: Say = sayInEnglish): Provenance {
  const place = range === null ? null : { range, ...(file === undefined ? {} : { file }) };
  return { words: origin ?? (range === null ? say("default") : ""), place };
}

/** A place in short: `line 24`, or `config.py, line 3` in another file. */
export function describePlace({ range, file }: SourcePlace, say: Say = sayInEnglish): string {
  const line = say("line {0}", range.line);
  return file === undefined ? line : say("{0}, {1}", file.slice(file.lastIndexOf("/") + 1), line);
}

/** Both in one: `default of --lr, line 24`. */
export function describeProvenance({ words, place }: Provenance, say: Say = sayInEnglish): string {
  return [words, place === null ? "" : describePlace(place, say)].filter((part) => part !== "").join(say(", "));
}
