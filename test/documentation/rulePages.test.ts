import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rulePages } from "../../src/documentation/rulePages";

describe("The pages of rules", () => {
  let pages: ReadonlyMap<string, string>;

  before(async () => {
    pages = await rulePages();
  });

  it("are in docs/rules as the rules make them now; otherwise run npm run docs", () => {
    const files = readdirSync("docs/rules", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name).replaceAll("\\", "/"));
    assert.deepEqual(paths.toSorted(), [...pages.keys()].toSorted());
    for (const [path, page] of pages) assert.ok(readFileSync(path, "utf8") === page, path);
  });

  it("have no link to a page that is not there", () => {
    for (const [path, page] of pages) {
      for (const [, target] of page.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)) {
        assert.ok(existsSync(join(dirname(path), target)), `${path}: ${target}`);
      }
    }
  });
});
