import assert from "node:assert/strict";
import { differingSettings } from "../../../src/core/comparison/differingSettings";
import { flatSettings } from "../../../src/core/comparison/flatSettings";

describe("differingSettings", () => {
  it("names only what differs, and what only some have", () => {
    const runs = [
      new Map([
        ["optimizer", "AdamW"],
        ["lr", "3e-3"],
        ["wd", "0.01"],
      ]),
      new Map([
        ["optimizer", "AdamW"],
        ["lr", "3e-2"],
        ["wd", "0.01"],
        ["clip", "norm 1"],
      ]),
    ];
    assert.deepEqual(differingSettings(runs), [
      { name: "lr", values: ["3e-3", "3e-2"] },
      { name: "clip", values: [null, "norm 1"] },
    ]);
  });

  it("finds no difference in one run, in none, and in equal ones", () => {
    const run = new Map([["lr", "1"]]);
    for (const runs of [[], [run], [run, new Map(run)]]) assert.deepEqual(differingSettings(runs), []);
  });
});

describe("flatSettings", () => {
  it("names values by their paths", () => {
    const settings = flatSettings({ seed: 1, schedule: null, groups: [{ lr: 0.1 }], rule: "p = g", gone: undefined });
    assert.deepEqual(Object.fromEntries(settings), {
      seed: "1",
      schedule: "null",
      "groups.0.lr": "0.1",
      rule: '"p = g"',
    });
  });
});
