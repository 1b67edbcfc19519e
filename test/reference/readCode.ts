import type { SourceReading } from "../../src/sources/configuration";
import { readJavascript } from "../../src/sources/javascript/readJavascript";
import { readPython } from "../../src/sources/python/readPython";

/** Reads a recorded case by the language that its import is written in. */
export function readCode(code: string): SourceReading {
  return /^import .* from "/.test(code) ? readJavascript(code) : readPython(code);
}
