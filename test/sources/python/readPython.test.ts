import { join } from "node:path";
import { readPython } from "../../../src/sources/python/readPython";
import { testReadingCases } from "../readingCases";

testReadingCases("Python", join("test", "sources", "python", "cases"), readPython);
