import type { SourceReading } from "../configuration";
import type { SourceText } from "../readSource";
import { loadModules } from "./modules/loadModules";
import { readPython } from "./readPython";

/** Reads a Python file with what it imports from the workspace: see `readPython`. */
export async function readPythonFile({ path, text, files, answers, memory }: SourceText): Promise<SourceReading> {
  return readPython(text, await loadModules(path, text, files, memory), answers, memory);
}
