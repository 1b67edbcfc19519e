import assert from "node:assert/strict";
import { IgnoredFiles } from "../../../src/extension/workspace/ignoredFiles";

describe("files that .gitignore leaves out", () => {
  for (const [title, files, left, kept] of [
    ["none without such a file", {}, [], ["a.py", "build/a.py"]],
    [
      "by name, anywhere",
      { "": "*.json\nbuild/" },
      ["a.json", "x/b.json", "build/a.py", "x/build/y/a.py"],
      ["a.py", "build.py"],
    ],
    ["from the root alone", { "": "/build" }, ["build/a.py"], ["x/build/a.py"]],
    ["but for those that are taken in again", { "": "*.json\n!keep.json" }, ["a.json"], ["keep.json", "x/keep.json"]],
    ["with their folder, out of which nothing is taken in again", { "": "out/\n!out/keep.py" }, ["out/keep.py"], []],
    [
      "in a folder, by its own file",
      { "sub/deep": "a.py" },
      ["sub/deep/a.py", "sub/deep/x/a.py"],
      ["a.py", "sub/a.py"],
    ],
    [
      "unless a file farther in says otherwise",
      { "": "*.py", sub: "!mine.py" },
      ["a.py", "sub/a.py", "mine.py"],
      ["sub/mine.py"],
    ],
    ["but no file speaks in a folder that is left out", { "": "sub/", sub: "!mine.py" }, ["sub/mine.py"], []],
    [
      "by patterns with folders in between",
      { "": "logs/**/run.py\ndata/*.py" },
      ["logs/a/b/run.py", "data/x.py"],
      ["data/x/y.py"],
    ],
    ["never by comments and empty lines", { "": "# a.py\n\n\\#b.py" }, ["#b.py"], ["a.py"]],
  ] as const) {
    it(title, () => {
      const ignored = new IgnoredFiles(new Map(Object.entries<string>(files)));
      for (const path of left) assert.ok(ignored.ignores(path), `${path} is kept`);
      for (const path of kept) assert.ok(!ignored.ignores(path), `${path} is left out`);
    });
  }
});
