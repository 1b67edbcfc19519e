import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of a sound configuration, as a practitioner writes it. */
export interface SoundSource {
  readonly file: string;
  readonly text: string;
}

const folder = "test/diagnosis/sound";

/** All files in `test/diagnosis/sound`. */
export function soundSources(): readonly SoundSource[] {
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));
}
