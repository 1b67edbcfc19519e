import assert from "node:assert/strict";
import { argumentTable } from "../../src/documentation/argumentTable";
import { findComposition, findOptimizer, findSchedule } from "../../src/sources/catalogue/findEntry";

/** The row of an argument in the table of an entry. */
function rowOf(name: string, argument: string): string | undefined {
  const entry = findOptimizer(name) ?? findSchedule(name) ?? findComposition(name);
  assert.ok(entry, name);
  return argumentTable(entry)
    .split("\n")
    .find((row) => row.startsWith(`| \`${argument}\` |`));
}

describe("The table of an entry's arguments", () => {
  it("says what is accepted, and what makes sense where that is less", () => {
    assert.match(
      rowOf("torch.optim.SGD", "momentum") ?? "",
      /\| 0 \| a number of at least 0 \(sensible: a number of at least 0 and below 1\) \|/,
    );
    assert.match(
      rowOf("torch.optim.Adam", "betas") ?? "",
      /\| 0\.9, 0\.999 \| 2 floats, each a number of at least 0 and below 1 \|/,
    );
  });

  it("says so where there is no default, and where none is a value", () => {
    assert.match(rowOf("optax.adam", "learning_rate") ?? "", /\| required \| a number or a schedule \(/);
    assert.match(rowOf("keras.optimizers.Adam", "weight_decay") ?? "", /\| none \| a number or none \(/);
  });

  it("leaves open what only decides how numbers are computed", () => {
    assert.match(rowOf("torch.optim.Adam", "fused") ?? "", /\| none \|\s+\| .* By name only\. \|$/);
  });

  it("has schedules of schedules, and a single value that is allowed", () => {
    const sequence = "torch.optim.lr_scheduler.SequentialLR";
    assert.match(rowOf(sequence, "schedulers") ?? "", /\| required \| a list of schedules \|/);
    assert.match(rowOf(sequence, "last_epoch") ?? "", /\| -1 \| -1 \|/);
  });
});
