import assert from "node:assert/strict";
import { INSTRUMENTS } from "../../../src/core/instruments/instrument";
import { PERCENTILES } from "../../../src/core/instruments/percentiles";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSummary } from "../../../src/protocol/panel";
import { chartContent } from "../../../webview/charts/chartContent";
import { chartDefinitions, columnsOf } from "../../../webview/charts/chartDefinitions";
import { chartSummary } from "../../../webview/charts/chartSummary";
import { INSTRUMENT_CHARTS, INSTRUMENT_CHOICES } from "../../../webview/charts/instrumentCharts";
import { placesOf } from "../../../webview/compare/alignment";
import type { Curves } from "../../../webview/data/curves";
import { adam, runOf } from "../../core/simulation/specifications";
import { runSummary } from "../runSummary";

const names = PERCENTILES.map(({ name }) => `gradientMagnitude.${name}`);

function observed(id: string, parameters = 2): RunSummary {
  const columns = ["loss", ...names].map((name) => ({ name, firstNonFinite: null, firstNonFiniteValue: null }));
  return runSummary({ id, name: `run ${id}`, columns, stateVectors: [], parameters, stepsDone: 2, steps: 2 });
}

/** At both steps the percentiles are 1, 10, …, 10⁶ times a factor. */
function curves(factor: number): Curves {
  const block = (value: number) => [0, 1, value, value, value, value, value, value];
  const data = Float64Array.from(names.flatMap((_, i) => block(factor * 10 ** i)));
  return { columns: names, from: 0, to: 2, rows: 2, points: 2, data };
}

const [chart] = INSTRUMENT_CHARTS;
const settings = {
  range: { from: 0, to: 2 },
  places: placesOf("step", []),
  scale: "log",
  hasFills: true,
} as const;

describe("charts of instruments", () => {
  it("are those of the columns that a simulation has", () => {
    const clipping = { kind: "value", limit: 0.1 } as const;
    const { columns } = new Simulation(runOf({ optimizer: { ...adam, clipping }, instruments: INSTRUMENTS }));
    const drawn = INSTRUMENT_CHARTS.flatMap(columnsOf);
    assert.deepEqual(drawn.toSorted(), columns.slice(columns.indexOf("gradientMagnitude.min")).toSorted());
    assert.deepEqual(
      INSTRUMENT_CHOICES.map(({ instrument }) => instrument),
      [...INSTRUMENTS],
    );
    for (const { chart: id, column } of INSTRUMENT_CHOICES) {
      assert.ok(INSTRUMENT_CHARTS.some((definition) => definition.id === id && columnsOf(definition).includes(column)));
    }
  });

  it("come after the others, where a run has their columns", () => {
    assert.deepEqual(
      chartDefinitions([runSummary(), observed("b")])
        .map(({ id }) => id)
        .slice(-2),
      ["parameterNorm", "gradientMagnitude"],
    );
  });

  it("draw a median in bands within bands", () => {
    const { lines, bands, note } = chartContent(chart, [observed("a")], { a: curves(1) }, settings);
    assert.deepEqual(
      lines.map(({ points }) => points.map(({ y }) => y)),
      [[1000, 1000]],
    );
    assert.deepEqual(
      bands.map(({ level, lower, upper }) => [level, lower[0].y, upper[0].y]),
      [
        [0, 1, 1e6],
        [1, 10, 1e5],
        [2, 100, 1e4],
      ],
    );
    assert.equal(note, null);
  });

  it("draw the bands of one of several runs, and the medians of all", () => {
    const runs = [observed("a"), observed("b")];
    const both = { a: curves(1), b: curves(2) };
    const { lines, bands } = chartContent(chart, runs, both, { ...settings, banded: runs[1] });
    assert.deepEqual(
      lines.map(({ run }) => run.id),
      ["a", "b"],
    );
    assert.deepEqual(
      bands.map(({ run }) => run.id),
      ["b", "b", "b"],
    );
  });

  it("say of how many parameters they are, where they are not of all", () => {
    const { note } = chartContent(chart, [observed("a", 67_331)], { a: curves(1) }, settings);
    assert.equal(note, "4,096 of 67,331 parameters");
  });

  it("are told in words with their bands", () => {
    const run = observed("a");
    assert.match(
      chartSummary(chart, [run], { a: curves(1) }, [run], run),
      / run a, at step 1: half of the parameters from 100 to 10,000, nine tenths from 10 to 1\.000e5, all from 1 to 1\.000e6\.$/,
    );
  });
});
