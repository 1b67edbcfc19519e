import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSource } from "../../../src/sources/readSource";
import { describeReading } from "../describeReading";
import { filesOf } from "./filesOf";

const folder = join("test", "sources", "python", "workspaces");

/** Cases of several files: `# title`, then every file below `## its path`, the first being the one that is read; `==>`, what is read. */
for (const name of readdirSync(folder)) {
  describe(`reading Python with other files: ${name.replace(/\.txt$/, "").replaceAll("-", " ")}`, () => {
    for (const text of readFileSync(join(folder, name), "utf8").split(/^(?=# .*\n## )/m)) {
      const [title] = text.split("\n", 1);
      const [sections, expected] = text.split(/^==>\n/m);
      const texts = new Map(
        sections
          .split(/^## /m)
          .slice(1)
          .map((section) => [section.split("\n", 1)[0], section.slice(section.indexOf("\n") + 1)] as const),
      );
      const [[path, source]] = texts;
      it(title.slice(2), async () => {
        assert.equal(describeReading(await readSource(path, source, filesOf(texts))).trim(), expected.trim());
      });
    }
  });
}
