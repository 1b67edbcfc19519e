import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeHover } from "./describeHover";

const folder = "test/sources/hover/cases";

/** What the readers take the cases of a file for, by the first word of its name. */
const files: Readonly<Record<string, string>> = {
  python: "train.py",
  javascript: "train.js",
  json: "ds_config.json",
  native: "runs.optim.yaml",
};

for (const name of readdirSync(folder)) {
  describe(`hovers: ${name.replace(/\.txt$/, "").replaceAll("-", " ")}`, () => {
    for (const text of readFileSync(join(folder, name), "utf8").split(/^(?=# )/m)) {
      const [title] = text.split("\n", 1);
      const [source, expected] = text.slice(title.length + 1).split(/^==>\n/m);
      it(title.slice(2), async () => {
        assert.equal(await describeHover(files[name.split(/[-.]/)[0]], source), expected.trim());
      });
    }
  });
}
