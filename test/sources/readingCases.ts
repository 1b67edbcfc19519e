import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceReading } from "../../src/sources/configuration";
import { describeReading } from "./describeReading";

/**
 * Tests a reader with the files of cases in a folder: `# title`, source, `==>`, what is read (see `describeReading`; nothing for no
 * configuration).
 */
export function testReadingCases(
  language: string,
  folder: string,
  read: (text: string) => SourceReading | Promise<SourceReading>,
): void {
  for (const file of readdirSync(folder)) {
    describe(`reading ${language}: ${file.replace(/\.txt$/, "").replaceAll("-", " ")}`, () => {
      for (const { title, source, expected } of casesOf(join(folder, file))) {
        it(title, async () => {
          assert.equal(describeReading(await read(source)).trim(), expected.trim());
        });
      }
    });
  }
}

/** The cases of a file. */
export function casesOf(
  file: string,
): readonly { readonly title: string; readonly source: string; readonly expected: string }[] {
  const cases = readFileSync(file, "utf8").split(/^(?=# )/m);
  return cases.map((text) => {
    const [title] = text.split("\n", 1);
    const [source, expected] = text.slice(title.length + 1).split(/^==>\n/m);
    return { title: title.slice(2), source, expected };
  });
}
