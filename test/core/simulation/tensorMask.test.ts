import assert from "node:assert/strict";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { TensorMask } from "../../../src/core/simulation/specification";
import { gradientDescent, runOf } from "./specifications";

/** The lengths of the first step of tensors that step where they are not masked. */
function steps(mask: TensorMask, groups?: readonly object[]): number[] {
  const shapes = [[], [3], [2, 2], [2, 1, 2]];
  const tensors = shapes.map((shape, index) => ({ name: `tensor ${index}`, shape }));
  const optimizer = {
    ...gradientDescent,
    rule: "p = p + size * g",
    hyperparameters: { size: 1 },
    masks: { size: mask },
    groups: groups?.map((_, index) => ({ tensors: [`tensor ${index}`] })),
  };
  const source = {
    tensors,
    start: () => {},
    evaluate: (_: unknown, gradient: { fill(value: number): void }) => {
      gradient.fill(1);
      return 1;
    },
  };
  const simulation = new Simulation(runOf({ optimizer, steps: 1 }), { source });
  simulation.advance(1);
  return simulation.tensors.map(({ offset }) => simulation.parameters[offset]);
}

describe("masks of hyperparameters", () => {
  it("go by the number of dimensions, the last flag for any more", () => {
    assert.deepEqual(steps({ by: "dimensions", flags: [false, false, true] }), [0, 0, 1, 1]);
    assert.deepEqual(steps({ by: "dimensions", flags: [true, false, true, false] }), [1, 0, 1, 0]);
    assert.deepEqual(steps({ by: "dimensions", flags: [false] }), [0, 0, 0, 0]);
  });

  it("go by the parameter group", () => {
    assert.deepEqual(steps({ by: "group", flags: [true, false, false, true] }, [{}, {}, {}, {}]), [1, 0, 0, 1]);
  });
});
