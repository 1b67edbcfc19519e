import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { families } from "../../src/documentation/families";
import { anchorOf } from "../../src/documentation/markdown";
import { OPTIMIZERS_PAGE, optimizersPage } from "../../src/documentation/optimizersPage";
import { sharedNumbers, withNumbers } from "../../src/documentation/sameNumbers";
import { sameSteps } from "../../src/documentation/sameSteps";
import type { OptimizerEntry } from "../../src/sources/catalogue/catalogue";
import { findOptimizer, optimizers } from "../../src/sources/catalogue/findEntry";

function optimizer(name: string): OptimizerEntry {
  const entry = findOptimizer(name);
  assert.ok(entry, name);
  return entry;
}

/** The names of optimizers in classes of those that take the same steps from the same numbers. */
function classesOf(...names: readonly string[]): string[][] {
  const entries = names.map(optimizer);
  const shared = sharedNumbers(entries);
  return sameSteps(entries, (entry) => withNumbers(entry, shared)).map((found) =>
    found.entries.map(({ name }) => name),
  );
}

describe("The page of optimizers", () => {
  let page: string;

  before(function () {
    this.timeout(120_000);
    page = optimizersPage();
  });

  it("is in docs/ as the catalogue makes it now; otherwise run npm run docs", () => {
    assert.ok(readFileSync(OPTIMIZERS_PAGE, "utf8") === page);
  });

  it("has every link's heading, and no two headings that links confuse", () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading.replaceAll("\\", "")));
    assert.deepEqual(anchors.toSorted(), [...new Set(anchors)].toSorted());
    const links = new Set([...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor));
    assert.deepEqual(
      [...links].filter((anchor) => !anchors.includes(anchor)),
      [],
    );
  });

  it("has tables whose rows are as long as their headings", () => {
    for (const block of page.split("\n\n").filter((it) => it.startsWith("|"))) {
      const lengths = block.split("\n").map((row) => row.replaceAll("\\|", "").split("|").length);
      assert.equal(new Set(lengths).size, 1, block);
    }
  });
});

describe("Optimizers that are compared", () => {
  it("are those of one name, spelling aside", () => {
    const found =
      families(optimizers)
        .find(({ title }) => title === "NAdam")
        ?.entries.map(({ name }) => name) ?? [];
    for (const name of ["torch.optim.NAdam", "keras.optimizers.Nadam", "optax.nadam"]) assert.ok(found.includes(name));
    assert.ok(!found.includes("optax.nadamw"));
  });

  it("do the same where only the order of operations differs", () => {
    assert.deepEqual(classesOf("torch.optim.AdamW", "optax.adamw", "adamw"), [
      ["torch.optim.AdamW", "optax.adamw", "adamw"],
    ]);
  });

  it("differ where ε stands elsewhere", () => {
    assert.deepEqual(classesOf("torch.optim.Adam", "keras.optimizers.Adam", "optax.adam"), [
      ["torch.optim.Adam", "optax.adam"],
      ["keras.optimizers.Adam"],
    ]);
    assert.deepEqual(classesOf("torch.optim.RMSprop", "keras.optimizers.RMSprop", "optax.rmsprop"), [
      ["torch.optim.RMSprop"],
      ["keras.optimizers.RMSprop", "optax.rmsprop"],
    ]);
  });

  it("differ where a falling learning rate shows that velocities hold it", () => {
    const momentum = new Map([["momentum", 0.9]]);
    const entries = ["torch.optim.SGD", "optax.sgd", "keras.optimizers.SGD"].map(optimizer);
    assert.deepEqual(
      sameSteps(entries, (entry) => withNumbers(entry, momentum)).map((found) => found.entries.map(({ name }) => name)),
      [["torch.optim.SGD", "optax.sgd"], ["keras.optimizers.SGD"]],
    );
  });

  it("stand alone where vectors do not show what they do", () => {
    assert.deepEqual(classesOf("torch.optim.Muon", "torch.optim.Muon"), [["torch.optim.Muon"], ["torch.optim.Muon"]]);
  });
});
