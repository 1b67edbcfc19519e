import assert from "node:assert/strict";
import {
  linesToDirection,
  linesToUpdates,
  optaxChainRule,
  scheduledLines,
} from "../../../src/core/optimizers/optaxChainRule";
import { defaultArguments } from "../../../src/sources/catalogue/catalogue";
import { optaxOptimizers } from "../../../src/sources/catalogue/optaxOptimizers";

const link = (lines: string, numbers: Readonly<Record<string, number>> = {}) => ({ lines, numbers });

describe("optaxChainRule", () => {
  it("puts links one behind the other, from the gradient to the step", () => {
    const { rule, hyperparameters } = optaxChainRule([
      link("u = clamp(u, -limit, limit)", { limit: 2 }),
      link("u = -lr * u"),
    ]);
    assert.equal(rule, "u = g\nu = clamp(u, -limit, limit)\nu = -lr * u\np = p + u");
    assert.deepEqual(hyperparameters, { limit: 2 });
  });

  it("numbers the names that links have in common, and hands each the updates of those before it as its gradient", () => {
    const mean = "m = beta * m + g\nu = m + max(m, 1e-3)";
    const { rule, hyperparameters } = optaxChainRule([link(mean, { beta: 0.9 }), link(mean, { beta: 0.5, unused: 1 })]);
    assert.equal(
      rule,
      "m = beta * m + g\nu = m + max(m, 1e-3)\ng2 = u\nm2 = beta2 * m2 + g2\nu = m2 + max(m2, 1e-3)\np = p + u",
    );
    assert.deepEqual(hyperparameters, { beta: 0.9, beta2: 0.5 });
  });

  it("does not take a name for a number that another link has of its own", () => {
    const { rule } = optaxChainRule([link("u = beta2 * g"), link("u = beta * u"), link("u = beta * beta2 * u")]);
    assert.equal(rule, "u = beta2 * g\nu = beta * u\nu = beta3 * beta22 * u\np = p + u");
  });

  it("puts lines before and after those that a wrapper is around", () => {
    const wrapper = { ...link("zOld = z"), linesAfter: "z = zOld + u\nu = z - p", inner: [link("u = 2 * g")] };
    assert.equal(optaxChainRule([wrapper]).rule, "zOld = z\nu = 2 * g\nz = zOld + u\nu = z - p\np = p + u");
    assert.equal(optaxChainRule([{ ...link(""), inner: [] }]).rule, "u = g\np = p + u");
  });

  it("reduces over those tensors that a mask has, and names the masks of its numbers", () => {
    const mask = { by: "group", flags: [true, false] } as const;
    const masked = { ...link("u = if(mask == 1, u, 0)", { mask: 1 }), masks: { mask }, innerMask: "mask" };
    const clip = link("u = u / totalNorm(u)");
    const { rule, hyperparameters, masks } = optaxChainRule([
      { ...masked, inner: [{ ...masked, inner: [clip] }] },
      clip,
    ]);
    assert.equal(
      rule,
      "u = g\nu = if(mask == 1, u, 0)\nu = if(mask2 == 1, u, 0)\n" +
        "u = u / totalNorm(if(mask2 == 1, if(mask == 1, u, 0), 0))\nu = u / totalNorm(u)\np = p + u",
    );
    assert.deepEqual(hyperparameters, { mask: 1, mask2: 1 });
    assert.deepEqual(masks, { mask, mask2: mask });
  });

  it("reduces over all tensors together where they are flattened", () => {
    const inner = [link("u = g / norm(g) * mean(p) + max(u, rms(g))")];
    const { rule } = optaxChainRule([{ ...link(""), flattens: true, inner }, link("u = u / norm(u)")]);
    assert.equal(rule, "u = g / totalNorm(g) * totalMean(p) + max(u, totalRms(g))\nu = u / norm(u)\np = p + u");
  });
});

describe("The lines of an optimizer of optax", () => {
  it("end in what its last line adds to the parameters, or takes from them", () => {
    assert.equal(linesToUpdates("u = g\np = p - lr * u"), "u = g\nu = -(lr * u)");
    assert.equal(linesToUpdates("p = p + (x - p)"), "u = (x - p)");
    assert.throws(() => linesToUpdates("p = 0.5 * p"), { message: /^The last line of this rule does not change p/ });
    assert.equal(linesToDirection("m = g\nu = m\np = p - lr * u"), "m = g\nu = m");
    assert.equal(linesToDirection("u = g\np = p - u"), "u = g");
  });

  // An algorithm has no lines that stand for themselves, and no place among those of a chain.
  for (const entry of optaxOptimizers.filter(({ algorithm }) => algorithm === undefined)) {
    it(`are known of ${entry.name}`, () => {
      assert.match(linesToUpdates(entry.rule([{ learning_rate: 0.1, ...defaultArguments(entry) }])), /^u = .*$/m);
    });
  }
});

describe("The lines of a schedule", () => {
  it("give the number that it moves, under names of their own", () => {
    const schedule = { rule: "lr = initial * 0.5^(step / steps)", parameters: { initial: 0.1, steps: 10 } };
    assert.deepEqual(scheduledLines("decay", schedule, "t"), {
      lines: "decay = decay_initial * 0.5^(t / decay_steps)",
      numbers: { decay_initial: 0.1, decay_steps: 10 },
    });
  });
});
