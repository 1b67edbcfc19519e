import assert from "node:assert/strict";
import fc from "fast-check";
import { numberAt, placeOf } from "../../../src/core/numberControl";
import { adjustables } from "../../../src/sources/adjustments/adjustable";
import { adjusted } from "../../../src/sources/adjustments/adjusted";
import { numberControl } from "../../../src/sources/adjustments/numberControl";
import { optimizers, schedules } from "../../../src/sources/catalogue/findEntry";
import type { OptimizerConfiguration } from "../../../src/sources/configuration";
import { readPython } from "../../../src/sources/python/readPython";

function read(code: string): OptimizerConfiguration {
  const [configuration] = readPython(`import torch, keras, optax\n${code}\n`).configurations;
  return configuration;
}

function listed(code: string): string[] {
  return adjustables(read(code)).map(({ id, label, value }) => `${id} (${label}) ${value}`);
}

describe("what of a configuration can be given another value", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    "torch.optim.SGD(p, 0.1, momentum=0.9)": [
      "lr (lr) 0.1",
      "momentum (momentum) 0.9",
      "dampening (dampening) 0",
      "weight_decay (wd) 0",
      "nesterov (nesterov) false",
      "maximize (maximize) false",
    ],
    "torch.optim.AdamW(p, 3e-4)": [
      "lr (lr) 0.0003",
      "betas[0] (β₁) 0.9",
      "betas[1] (β₂) 0.999",
      "eps (ε) 1e-8",
      "weight_decay (wd) 0.01",
      "amsgrad (amsgrad) false",
      "maximize (maximize) false",
    ],
    "o = torch.optim.SGD(p, 0.1)\ns = torch.optim.lr_scheduler.StepLR(o, 30)": [
      "lr (lr) 0.1",
      "momentum (momentum) 0",
      "dampening (dampening) 0",
      "weight_decay (wd) 0",
      "nesterov (nesterov) false",
      "maximize (maximize) false",
      "schedule.step_size (step size) 30",
      "schedule.gamma (γ) 0.1",
    ],
  };
  for (const [code, expected] of Object.entries(cases)) {
    it(code, () => assert.deepEqual(listed(code), expected));
  }

  it("is not the learning rate where the schedule brings its own", () => {
    const ids = adjustables(
      read("o = torch.optim.SGD(p, 1e-3)\ntorch.optim.lr_scheduler.OneCycleLR(o, 0.01, 100)"),
    ).map(({ id }) => id);
    assert.ok(!ids.includes("lr") && ids.includes("schedule.max_lr"), ids.join(", "));
  });

  it("is nothing that cannot be read", () => {
    const ids = adjustables(read("torch.optim.AdamW(p, rate(), betas=(b1(), 0.9))")).map(({ id }) => id);
    assert.deepEqual(ids, ["eps", "weight_decay", "amsgrad", "maximize"]);
  });

  it("is in the parts of a schedule by their number", () => {
    const code =
      "o = torch.optim.SGD(p, 0.1); s = torch.optim.lr_scheduler\ns.SequentialLR(o, [s.LinearLR(o), s.CosineAnnealingLR(o, 9)], [5])";
    const ids = adjustables(read(code)).map(({ id }) => id);
    assert.ok(ids.includes("schedule[0].total_iters") && ids.includes("schedule[1].T_max"), ids.join(", "));
  });
});

describe("a configuration with other values", () => {
  const code = "o = torch.optim.AdamW(p, 3e-4)\ns = torch.optim.lr_scheduler.StepLR(o, 30)";

  it("has them in the place of what was read and of defaults", () => {
    const { hyperparameters, schedule } = adjusted(read(code), {
      lr: 1,
      "betas[1]": 0.5,
      amsgrad: true,
      "schedule.gamma": 2,
    });
    assert.equal(hyperparameters.lr.value, 1);
    assert.deepEqual(hyperparameters.betas.value, [0.9, 0.5]);
    assert.equal(hyperparameters.amsgrad.value, true);
    assert.equal(schedule?.hyperparameters.gamma.value, 2);
    assert.equal(schedule?.hyperparameters.step_size.value, 30);
  });

  it("is as it was for names of no hyperparameter", () => {
    const configuration = read(code);
    assert.deepEqual(adjusted(configuration, { speed: 3, "schedule.speed": 1, "schedule[0].gamma": 1 }), configuration);
  });

  it("lists as adjusted what it was adjusted to", () => {
    const configuration = read(code);
    for (const { id, value } of adjustables(configuration)) {
      const other = typeof value === "number" ? value / 2 : !value;
      const after = adjustables(adjusted(configuration, { [id]: other })).find((each) => each.id === id);
      assert.equal(after?.value, other, id);
    }
  });
});

describe("a slider", () => {
  const definitions = [...optimizers, ...schedules].flatMap((entry) =>
    entry.arguments.flatMap((argument) =>
      [argument.default]
        .flat()
        .flatMap((value) => (typeof value === "number" && Number.isFinite(value) ? [{ argument, value }] : [])),
    ),
  );

  it("has the value of every argument of the catalogue between its ends, and only numbers that are allowed", () => {
    for (const { argument, value } of definitions) {
      const control = numberControl(value, argument);
      const place = placeOf(value, control);
      assert.ok(place >= 0 && place <= 1, `${argument.name} ${value}`);
      assert.ok(
        Math.abs(numberAt(place, control) - value) <= 0.01 * Math.abs(value),
        `${argument.name} ${value}: ${numberAt(place, control)}`,
      );
    }
  });

  it("rises with its place", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...definitions),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ argument, value }, a, b) => {
          const control = numberControl(value, argument);
          assert.ok(numberAt(Math.min(a, b), control) <= numberAt(Math.max(a, b), control));
        },
      ),
    );
  });

  it("divides the shares of running means by what they remember", () => {
    const control = numberControl(0.9, {
      kind: "number",
      range: { minimum: 0, exclusiveMaximum: 1 },
      ruleNames: ["beta1"],
    });
    assert.deepEqual(
      [0, 0.25, 0.5, 0.75, 1].map((place) => Number(numberAt(place, control).toPrecision(4))),
      [0, 0.9, 0.99, 0.999, 0.9999],
    );
  });
});
