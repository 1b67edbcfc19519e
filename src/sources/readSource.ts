import type { SourceReading } from "./configuration";
import { mentionsFramework } from "./mentionsFramework";

const nativeFile = /\.optim\.(ya?ml|json)$/i;
const pythonFile = /\.py$/i;
const javascriptFile = /\.(?:[cm]?(js|ts)|(jsx|tsx))$/i;
const jsonFile = /\.jsonc?$/i;

/** Whether there is a reader for files of this name. */
export function isSourceFile(path: string): boolean {
  return [nativeFile, pythonFile, javascriptFile, jsonFile].some((pattern) => pattern.test(path));
}

/**
 * Reads the optimizer configurations of a file, by the reader that its name calls for. Readers and their parsers are
 * loaded when a file needs them: most files that are opened mention no optimizer.
 *
 * @param path of the file; only its name counts
 */
export async function readSource(path: string, text: string): Promise<SourceReading> {
  if (nativeFile.test(path)) {
    const { readNative } = await import("./native/readNative");
    return readNative(text);
  }
  if (pythonFile.test(path) && mentionsFramework(text, "python")) {
    const { readPython } = await import("./python/readPython");
    return readPython(text);
  }
  if (javascriptFile.test(path) && mentionsFramework(text, "javascript")) {
    const { readJavascript } = await import("./javascript/readJavascript");
    return readJavascript(text, dialectOf(path));
  }
  if (jsonFile.test(path) && mentionsFramework(text, "json")) {
    const { readDeepspeed } = await import("./json/readDeepspeed");
    return readDeepspeed(text);
  }
  return { configurations: [], issues: [] };
}

/** JSX is read in JavaScript of any name; in TypeScript its elements would be taken for casts. */
function dialectOf(path: string) {
  if (/\.tsx$/i.test(path)) return "ts jsx";
  return /\.[cm]?ts$/i.test(path) ? "ts" : "jsx";
}
