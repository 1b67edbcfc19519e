import type { SourceReading } from "../../src/sources/configuration";
import { readJavascript } from "../../src/sources/javascript/readJavascript";
import { readPython } from "../../src/sources/python/readPython";

/** The name that a file with a recorded case would have, by the language that its import is written in. */
export function fileNameOf(code: string): string {
  return /^import .* from "/.test(code) ? "train.js" : "train.py";
}

/** Reads a recorded case by the language that its import is written in. */
export function readCode(code: string): SourceReading {
  return fileNameOf(code).endsWith(".js") ? readJavascript(code) : readPython(code);
}
