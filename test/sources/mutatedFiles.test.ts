import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readSource } from "../../src/sources/readSource";
import { checkReading } from "./checkReading";
import { mutatedText } from "./mutatedText";
import { casesOf } from "./readingCases";

/** How many texts are read: few while one works, many where a change is accepted. */
const TEXTS = Number(process.env.MUTATED_TEXTS ?? 300);

/** Where a change is accepted, all changes meet the same texts; else they are others every time. */
const SEED = process.env.MUTATION_SEED === undefined ? {} : { seed: Number(process.env.MUTATION_SEED) };

interface Kind {
  readonly texts: readonly string[];
  readonly read: (text: string) => unknown;
  /** Of all texts that are read. */
  readonly share: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  Python: { texts: [...cases("python/cases"), ...examples(".py")], read: reading("train.py"), share: 0.5 },
  JavaScript: { texts: cases("javascript/cases/javascript"), read: reading("train.js"), share: 0.06 },
  TypeScript: { texts: cases("javascript/cases/typescript"), read: reading("train.ts"), share: 0.06 },
  YAML: { texts: cases("formats/cases/yaml"), read: reading("config.yaml"), share: 0.1 },
  JSON: {
    texts: [...cases("formats/cases/json"), ...cases("json/cases")],
    read: reading("config.json"),
    share: 0.06,
  },
  notebooks: { texts: cases("notebook/cases"), read: reading("train.ipynb"), share: 0.06 },
  Markdown: { texts: cases("markdown/cases"), read: reading("README.md"), share: 0.04 },
  "our own files": { texts: examples(".optim.yaml"), read: reading("run.optim.yaml"), share: 0.06 },
  TOML: { texts: cases("formats/cases/toml"), read: reading("train.toml"), share: 0.03 },
  "shell scripts": { texts: cases("formats/cases/shell"), read: reading("train.sh"), share: 0.03 },
};

function cases(folder: string): readonly string[] {
  const path = join("test", "sources", folder);
  return readdirSync(path).flatMap((file) => casesOf(join(path, file)).map(({ source }) => source));
}

function examples(extension: string): readonly string[] {
  return readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(extension))
    .map((file) => readFileSync(join("examples", file), "utf8"));
}

function reading(path: string): (text: string) => Promise<void> {
  return async (text) => checkReading(text, await readSource(path, text));
}

describe("reading files with mistakes of any kind", function () {
  // Nothing here is about time: it ends a reader that hangs.
  this.timeout(60_000 + 200 * TEXTS);

  for (const [name, { texts, read, share }] of Object.entries(kinds)) {
    it(`throws nothing on changed ${name}`, async () => {
      const property = fc.asyncProperty(mutatedText(texts), async (text) => void (await read(text)));
      await fc.assert(property, { numRuns: Math.ceil(TEXTS * share), ...SEED });
    });
  }
});
