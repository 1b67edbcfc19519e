import assert from "node:assert/strict";
import { argumentEffects } from "../../src/documentation/argumentEffects";
import { exampleArguments } from "../../src/sources/catalogue/catalogue";
import { findOptimizer, findSchedule } from "../../src/sources/catalogue/findEntry";

/** What an argument adds to a rule: the arguments that have to be set, and the lines. */
function effectOf(name: string, argument: string): { readonly set: string[]; readonly lines: string[] } | undefined {
  const entry = findOptimizer(name) ?? findSchedule(name);
  assert.ok(entry, name);
  const found = argumentEffects(entry, exampleArguments(entry)).find((effect) => effect.argument.name === argument);
  return found && { set: Object.keys(found.values), lines: found.lines.map(({ text }) => text) };
}

describe("What arguments do to a rule", () => {
  it("is the lines that they add or change, and no others", () => {
    assert.deepEqual(effectOf("torch.optim.Adam", "amsgrad"), {
      set: ["amsgrad"],
      lines: ["vMax = max(vMax, v)", "denominator = sqrt(vMax) / correction + epsilon"],
    });
  });

  it("leaves out lines that only read the changed gradient", () => {
    assert.deepEqual(effectOf("torch.optim.Adam", "weight_decay")?.lines, ["gradient = g + weightDecay * p"]);
  });

  it("names the other argument without which there is none", () => {
    assert.deepEqual(effectOf("torch.optim.SGD", "nesterov"), {
      set: ["momentum", "nesterov"],
      lines: ["p = p - lr * (g + momentum * u)"],
    });
  });

  it("is nothing where only a number changes, or what is clipped", () => {
    assert.equal(effectOf("torch.optim.Adam", "eps"), undefined);
    assert.equal(effectOf("keras.optimizers.Adam", "clipnorm"), undefined);
  });

  it("is there for schedules too", () => {
    assert.deepEqual(effectOf("keras.optimizers.schedules.ExponentialDecay", "staircase")?.lines, [
      "lr = lr0 * decayRate^floor(step / decaySteps)",
    ]);
  });
});
