import assert from "node:assert/strict";
import { chartGroups, choose, DEFAULT_LAYOUT, drawnCharts, isChosen } from "../../../webview/charts/chartLayout";
import { chartsAndInstruments } from "../../../webview/instruments/instrumentDefinitions";
import { portraitAxes, portraitColumns } from "../../../webview/instruments/portraitAxes";
import { runSummary } from "../runSummary";

const ids = (charts: readonly { readonly id: string }[]) => charts.map(({ id }) => id);
const column = (name: string) => ({ name, firstNonFinite: null, firstNonFiniteValue: null });

describe("chartsAndInstruments", () => {
  const definitions = chartsAndInstruments([runSummary()]);

  it("puts instruments behind the charts", () => {
    assert.deepEqual(ids(definitions.filter(({ instrument }) => instrument !== undefined)), [
      "schedule",
      "moment m",
      "moment v",
      "portrait",
    ]);
    assert.equal(
      definitions.findIndex(({ instrument }) => instrument !== undefined),
      definitions.length - 4,
    );
  });

  it("has a heat map where there are several tensors", () => {
    const columns = ["gradientNorm[a]", "gradientNorm[b]"].map(column);
    const heatMap = chartsAndInstruments([runSummary({ columns })]).find(({ id }) => id === "heatMap");
    assert.deepEqual(
      heatMap?.lines.map(({ label }) => label),
      ["a", "b"],
    );
  });

  it("has none where no run is selected among those shown", () => {
    assert.ok(chartsAndInstruments([runSummary()], null).every(({ instrument }) => instrument === undefined));
  });

  it("puts behind a moment what it is made of", () => {
    const behind = (id: string) =>
      definitions.find((each) => each.id === id)?.lines.find(({ isBehind }) => isBehind)?.column;
    assert.equal(behind("moment m"), "g");
    assert.equal(behind("moment v"), "g²");
  });

  it("draws instruments only when they are asked for, and then at once", () => {
    assert.ok(drawnCharts(definitions, DEFAULT_LAYOUT, true).every(({ instrument }) => instrument === undefined));
    const portrait = definitions.find(({ id }) => id === "portrait");
    assert.ok(portrait);
    const layout = choose(DEFAULT_LAYOUT, portrait, true);
    assert.ok(isChosen(layout, portrait));
    assert.ok(ids(chartGroups(definitions, layout).primary).includes("portrait"));
    assert.deepEqual(choose(layout, portrait, false), DEFAULT_LAYOUT);
  });
});

describe("portraitAxes", () => {
  it("are momentum against the parameter, whatever the rule calls it", () => {
    assert.deepEqual(portraitAxes(runSummary(), {}), { x: "p", y: "m" });
    assert.deepEqual(portraitAxes(runSummary({ stateVectors: ["u"] }), {}), { x: "p", y: "u" });
    assert.deepEqual(portraitAxes(runSummary({ stateVectors: ["v"] }), {}), { x: "p", y: "Δp" });
    assert.deepEqual(portraitAxes(runSummary({ stateVectors: [] }), {}), { x: "p", y: "Δp" });
  });

  it("are as chosen, as far as the run has that", () => {
    assert.deepEqual(portraitAxes(runSummary(), { x: "g", y: "v" }), { x: "g", y: "v" });
    assert.deepEqual(portraitAxes(runSummary({ stateVectors: ["u"] }), { x: "g", y: "v" }), { x: "g", y: "u" });
    assert.deepEqual(portraitColumns(runSummary()), ["p", "g", "m", "v", "Δp"]);
  });
});
