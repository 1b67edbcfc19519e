import { join } from "node:path";
import { readSource } from "../../../src/sources/readSource";
import { testReadingCases } from "../readingCases";

const cases = join("test", "sources", "formats", "cases");

testReadingCases("YAML", join(cases, "yaml"), (text) => readSource("config.yaml", text));
testReadingCases("JSON", join(cases, "json"), (text) => readSource("config.json", text));
testReadingCases("shell", join(cases, "shell"), (text) => readSource("train.sh", text));
testReadingCases("TOML", join(cases, "toml"), (text) => readSource("train.toml", text));
