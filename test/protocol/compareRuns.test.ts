import assert from "node:assert/strict";
import type { RunSpecification } from "../../src/core/simulation/specification";
import { Trace } from "../../src/core/trace/trace";
import { type ComparedRun, compareRuns } from "../../src/protocol/compareRuns";
import { specificationOf } from "../extension/runs/planOf";
import { sharedChunk } from "../extension/runs/sharedChunk";

function runOf(losses: readonly number[] | null, lr = "0.1", changes: Partial<RunSpecification> = {}): ComparedRun {
  const trace = new Trace(["loss"]);
  if (losses !== null) {
    trace.addChunk(
      sharedChunk(
        ["loss"],
        losses.map((loss) => [loss]),
      ),
    );
  }
  const specification = specificationOf(changes);
  const { steps, precision } = specification;
  const gist = [{ label: "lr", value: lr }];
  return { title: "Adam", gist, problem: "quadratic", steps, precision, specification, trace: losses && trace };
}

describe("compareRuns", () => {
  it("tells what differs, and measures up to where all runs go", () => {
    const comparison = compareRuns([runOf([4, 2, 1]), runOf([4, 3], "0.2")], null);
    assert.deepEqual(comparison.settings, [{ name: "lr", values: ["0.1", "0.2"] }]);
    assert.equal(comparison.sharedSteps, 2);
    assert.deepEqual(
      comparison.losses.map((losses) => losses?.area),
      [3, 3.5],
    );
  });

  it("asks for the largest last loss where no other is given, which each run reaches", () => {
    const runs = [runOf([4, 2, 1]), runOf([4, 3]), runOf([4, Number.NaN])];
    const { target, losses } = compareRuns(runs, null);
    assert.equal(target, 3);
    assert.deepEqual(
      losses.map((each) => each?.stepsToTarget),
      [1, 1, null],
    );
    assert.equal(compareRuns(runs, 1).losses[1]?.stepsToTarget, null);
  });

  it("names what is not shown where nothing that is shown differs", () => {
    const { settings } = compareRuns([runOf([1]), runOf([1], "0.1", { seed: 3 })], null);
    assert.deepEqual(settings, [{ name: "seed", values: ["0", "3"] }]);
  });

  it("has no losses of runs that have none", () => {
    const { losses, target, sharedSteps } = compareRuns([runOf(null), runOf([])], null);
    assert.deepEqual([losses, target, sharedSteps], [[null, null], null, 0]);
  });
});
