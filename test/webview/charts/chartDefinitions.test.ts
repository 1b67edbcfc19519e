import assert from "node:assert/strict";
import { chartDefinitions, columnsOf } from "../../../webview/charts/chartDefinitions";
import { runSummary } from "../runSummary";

const columns = (...names: string[]) =>
  names.map((name) => ({ name, firstNonFinite: null, firstNonFiniteValue: null }));

describe("chartDefinitions", () => {
  it("shows the answer first, then the states, then the rest", () => {
    assert.deepEqual(
      chartDefinitions([runSummary()]).map((chart) => chart.id),
      ["loss", "learningRate", "gradientNorm", "updateRatio", "m", "v", "updateNorm", "parameterNorm"],
    );
  });

  it("draws a state vector as rms and mean in a band of its extremes", () => {
    const chart = chartDefinitions([runSummary()]).find(({ id }) => id === "m");
    assert.deepEqual(chart && columnsOf(chart), ["m.rms", "m.mean", "m.min", "m.max"]);
  });

  it("puts the gradient norms of several tensors into one chart", () => {
    const run = runSummary({ columns: columns("gradientNorm[weight 1]", "gradientNorm[bias 1]"), stateVectors: [] });
    const [chart, ...others] = chartDefinitions([run]);
    assert.deepEqual(
      chart.lines.map(({ label }) => label),
      ["weight 1", "bias 1"],
    );
    assert.equal(others.length, 0);
  });

  it("has no chart of tensors for a run without them, whatever others recorded", () => {
    const plain = runSummary();
    const layered = runSummary({ id: "b", columns: columns("gradientNorm[weight 1]", "gradientNorm[bias 1]") });
    const ids = chartDefinitions([plain, layered], plain).map(({ id }) => id);
    assert.deepEqual(
      ids,
      chartDefinitions([plain]).map(({ id }) => id),
    );
    assert.ok(chartDefinitions([plain, layered], layered).some(({ listsLines }) => listsLines));
  });

  it("draws a momentum that a schedule moves", () => {
    const run = runSummary({ columns: columns("loss", "beta1"), stateVectors: [] });
    const [, chart] = chartDefinitions([run]);
    assert.deepEqual([chart.id, chart.title, chart.quantity], ["beta1", "Momentum factor", "β₁"]);
  });

  it("gives columns that it does not know charts of their own", () => {
    const run = runSummary({
      columns: columns("loss", "clipFactor", "product", "learningRate[group 2]"),
      stateVectors: [],
    });
    assert.deepEqual(
      chartDefinitions([run]).map((chart) => chart.id),
      ["loss", "clipFactor", "product", "learningRate[group 2]"],
    );
  });

  it("draws every column of several runs once", () => {
    const other = runSummary({
      id: "b",
      columns: columns("loss", "u.mean", "u.rms", "u.min", "u.max"),
      stateVectors: ["u"],
    });
    const drawn = chartDefinitions([runSummary(), other]).flatMap(columnsOf);
    assert.equal(new Set(drawn).size, drawn.length);
    for (const { name } of [...runSummary().columns, ...other.columns]) assert.ok(drawn.includes(name), name);
  });
});
