import type { SourceReading } from "../../src/sources/configuration";
import { withSyntaxIssues } from "../../src/sources/formats/configurationFile";
import { readJavascript } from "../../src/sources/javascript/readJavascript";
import { hjsonLoading } from "../../src/sources/json/hjsonLoading";
import { readDeepspeed } from "../../src/sources/json/readDeepspeed";
import { readPython } from "../../src/sources/python/readPython";
import { parseYaml } from "../../src/sources/yaml/parseYaml";

/** The name that a file with a recorded case would have: a configuration file, or a program in the language that its import is written in. */
export function fileNameOf(code: string): string {
  if (code.startsWith("{")) return "ds_config.json";
  return /^import .* from "/.test(code) ? "train.js" : "train.py";
}

/** Reads a recorded case by the language of its file. */
export function readCode(code: string): SourceReading {
  const name = fileNameOf(code);
  if (name.endsWith(".json")) {
    const { root, issues } = parseYaml(code, "JSON");
    return withSyntaxIssues(readDeepspeed(root, hjsonLoading), issues);
  }
  return name.endsWith(".js") ? readJavascript(code) : readPython(code);
}
