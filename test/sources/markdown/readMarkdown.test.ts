import { join } from "node:path";
import { readSource } from "../../../src/sources/readSource";
import { testReadingCases } from "../readingCases";

testReadingCases("Markdown", join("test", "sources", "markdown", "cases"), (text) => readSource("README.md", text));
