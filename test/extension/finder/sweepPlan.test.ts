import assert from "node:assert/strict";
import type { Uri } from "vscode";
import { peakRate } from "../../../src/core/simulation/peakRate";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { planRun } from "../../../src/extension/commands/planRun";
import { planPoint, planRangeTest, planSweep, withPeakRate } from "../../../src/extension/finder/sweepPlan";
import type { RunPlan } from "../../../src/extension/runs/runPlan";
import type { OptimizerConfiguration } from "../../../src/sources/configuration";
import { readPython } from "../../../src/sources/python/readPython";

const uri = { toString: () => "file:///project/train.py" } as Uri;
const defaults = { problem: { name: "rosenbrock", parameters: {} }, steps: 40, seed: 3, precision: "float64" } as const;
const span = { below: 1, above: 1, perDecade: 2 };

function read(code: string): { readonly plan: RunPlan; readonly configuration: OptimizerConfiguration } {
  const [configuration] = readPython(`import torch\n${code}\n`).configurations;
  const planned = planRun(uri, configuration, defaults, null);
  assert.ok("plan" in planned);
  return { plan: planned.plan, configuration };
}

function ratesOf(specification: RunSpecification): number[] {
  const simulation = new Simulation({ ...specification, continuePastNonFinite: true });
  simulation.advance(specification.steps);
  const { trace } = simulation;
  return trace.columns
    .filter((name) => name.startsWith("learningRate"))
    .flatMap((name) => Array.from(trace.column(trace.columnIndex(name))));
}

const plain = "torch.optim.AdamW(p, lr=1e-3)";
const stepped = "o = torch.optim.SGD(p, lr=0.01)\ns = torch.optim.lr_scheduler.StepLR(o, 10, gamma=0.5)";
const floored = "o = torch.optim.SGD(p, lr=0.01)\ns = torch.optim.lr_scheduler.CosineAnnealingLR(o, 40, eta_min=1e-3)";
const grouped = "torch.optim.SGD([{'params': a, 'lr': 0.1}, {'params': b}], lr=0.01)";

describe("the plan of a sweep", () => {
  it("goes around the run's own rate, and lists what can be swept besides", () => {
    const { plan, configuration } = read(plain);
    const sweep = planSweep(plan, { uri, configuration }, span, null);
    assert.deepEqual(sweep.rates, [1e-4, 3.16e-4, 1e-3, 3.16e-3, 0.01]);
    assert.deepEqual(
      [sweep.ownRate, sweep.second, sweep.rows],
      [2, null, [{ specification: plan.specification, rate: 1e-3 }]],
    );
    assert.deepEqual(
      sweep.choices.map(({ label }) => label),
      ["β₁", "β₂", "ε", "wd", "amsgrad", "maximize"],
    );
    assert.deepEqual(planSweep(plan, null, span, "betas[1]").choices, []);
  });

  it("has a row for every value of a second hyperparameter, the run's own as it is", () => {
    const { plan, configuration } = read(plain);
    const { second, rows } = planSweep(plan, { uri, configuration }, span, "betas[1]");
    assert.ok(second !== null);
    assert.equal(second.values.length, rows.length);
    assert.deepEqual([second.values[second.own], rows[second.own].specification], [0.999, plan.specification]);
    rows.forEach(({ specification: { optimizer, steps, seed } }, row) => {
      assert.equal(optimizer.hyperparameters.beta2, second.values[row]);
      assert.deepEqual([steps, seed], [40, 3]);
    });
    const flags = planSweep(plan, { uri, configuration }, span, "amsgrad");
    assert.deepEqual(flags.second?.values, [false, true]);
    const [plainRule, flaggedRule] = flags.rows.map(({ specification }) => specification.optimizer.rule);
    assert.notEqual(plainRule, flaggedRule);
  });

  it("refuses a run without a learning rate above 0", () => {
    const { plan } = read("torch.optim.SGD(p, lr=0)");
    assert.throws(() => planSweep(plan, null, span, null), /above 0/);
  });
});

describe("a point that becomes a run", () => {
  for (const [name, code, isWritten] of [
    ["without a schedule", plain, true],
    ["with a schedule of factors", stepped, true],
    ["with a schedule that has a floor of its own", floored, false],
    ["with a group that has a rate of its own", grouped, false],
  ] as const) {
    it(`${name} has the rates that were swept${isWritten ? ", and says them as its source would" : ", and the factor"}`, () => {
      const { plan, configuration } = read(code);
      const swept = withPeakRate(
        { specification: plan.specification, rate: peakRate(plan.specification.optimizer, 40) },
        0.02,
      );
      const point = planPoint(plan, { uri, configuration }, { rate: 0.02, second: null });
      const [expected, actual] = [ratesOf(swept), ratesOf(point.specification)];
      assert.ok(expected.every((rate, index) => Math.abs(rate - actual[index]) <= 1e-9 * rate));
      assert.equal(point.specification.optimizer.rateFactor === undefined, isWritten);
      assert.equal(
        point.gist.some(({ label }) => label === "lr ×"),
        !isWritten,
      );
      assert.match(point.name, / · lr 0\.02$/);
      assert.deepEqual([point.isVariant ?? false, point.source], [!isWritten, plan.source]);
      // As if it were tried with the sliders: it can be written to the source.
      assert.deepEqual(point.trial?.changes, isWritten ? { lr: 0.02 } : undefined);
    });
  }

  it("is the run itself for its own point", () => {
    const { plan, configuration } = read(plain);
    const second = { id: "betas[1]", label: "β₂", value: 0.999 };
    assert.equal(planPoint(plan, { uri, configuration }, { rate: 1e-3, second: null }), plan);
    assert.equal(planPoint(plan, { uri, configuration }, { rate: 1e-3, second }), plan);
  });

  it("has the second hyperparameter too", () => {
    const { plan, configuration } = read(plain);
    const second = { id: "betas[1]", label: "β₂", value: 0.99 };
    const point = planPoint(plan, { uri, configuration }, { rate: 0.01, second });
    const { learningRate, hyperparameters } = point.specification.optimizer;
    assert.deepEqual([learningRate, hyperparameters.beta2, point.name], [0.01, 0.99, "AdamW · lr 0.01, β₂ 0.99"]);
  });

  it("of a run whose source is gone has its rates times a factor", () => {
    const { plan } = read(plain);
    const point = planPoint(plan, null, { rate: 0.004, second: null });
    assert.deepEqual([point.specification.optimizer.rateFactor, point.name], [4, "AdamW lr 1e-3 · lr 4e-3"]);
  });
});

describe("a range test", () => {
  it("grows from the first rate to the last in the steps of the run, whatever the schedule was", () => {
    const { plan } = read(stepped);
    const test = planRangeTest(plan, 1e-5, 10);
    const rates = ratesOf(test.specification);
    assert.equal(rates[0], 1e-5);
    assert.ok(Math.abs(rates[39] - 10) < 1e-12);
    rates.forEach((rate, step) => {
      if (step > 0) assert.ok(Math.abs(rate / rates[step - 1] - 1e6 ** (1 / 39)) < 1e-9);
    });
    assert.equal(test.gist[0].value, "1e-5 → 10 range test");
  });
});
