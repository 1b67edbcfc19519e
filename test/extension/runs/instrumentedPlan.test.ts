import assert from "node:assert/strict";
import { instrumentedPlan } from "../../../src/extension/runs/instrumentedPlan";
import { planOf, specificationOf } from "./planOf";

describe("instrumentedPlan", () => {
  it("turns an instrument on and off, and changes nothing else", () => {
    const plan = planOf({ steps: 7 });
    const one = instrumentedPlan(plan, "epsilon-share", true);
    assert.deepEqual(one, planOf({ steps: 7, instruments: ["epsilon-share"] }));
    const two = instrumentedPlan(one, "gradient-percentiles", true);
    assert.deepEqual(two.specification.instruments, ["gradient-percentiles", "epsilon-share"]);
    assert.deepEqual(instrumentedPlan(two, "gradient-percentiles", true), two);
    assert.deepEqual(
      instrumentedPlan(instrumentedPlan(two, "gradient-percentiles", false), "epsilon-share", false),
      plan,
    );
  });

  it("does so for the run beside which other values are tried", () => {
    const trial = { changes: { lr: 1 }, words: "lr 1", original: specificationOf({ seed: 3 }) };
    const plan = instrumentedPlan({ ...planOf(), trial }, "clip-share", true);
    assert.deepEqual(plan.trial, { ...trial, original: specificationOf({ seed: 3, instruments: ["clip-share"] }) });
  });
});
