import assert from "node:assert/strict";
import type { ChartSettings } from "../../../webview/charts/chartContent";
import type { Curves } from "../../../webview/data/curves";
import { heatColor } from "../../../webview/instruments/heatColor";
import { heatMapContent } from "../../../webview/instruments/heatContent";
import { chartsAndInstruments } from "../../../webview/instruments/instrumentDefinitions";
import { runSummary } from "../runSummary";

const columns = ["gradientNorm[weight 1]", "gradientNorm[bias 1]"];
const run = runSummary({ columns: columns.map((name) => ({ name, firstNonFinite: null, firstNonFiniteValue: null })) });
const settings: ChartSettings = {
  range: { from: 0, to: 30 },
  places: { alignment: "step", longest: 30 },
  scale: "log",
  hasFills: true,
};

/** Buckets of ten steps, by column, each with its first, smallest and largest value. */
function curves(
  ...buckets: readonly (readonly [value: number, minimum: number, maximum: number])[][]
): Record<string, Curves> {
  const data = buckets.flatMap((own) => [
    own.map((_, index) => 10 * index),
    own.map(([value]) => value),
    own.map(([, minimum]) => minimum),
    own.map(([, , maximum]) => maximum),
  ]);
  return { a: { columns, from: 0, to: 30, rows: 30, points: 3, data: Float64Array.from(data.flat()) } };
}

function contentOf(own: Record<string, Curves>, change: Partial<ChartSettings> = {}) {
  const definition = chartsAndInstruments([run]).find(({ id }) => id === "heatMap");
  assert.ok(definition);
  return heatMapContent(definition, [run], own, { ...settings, ...change });
}

describe("heatMapContent", () => {
  const usual = curves(
    [
      [1, 1, 4],
      [3, 3, 3],
      [9, 8, 9],
    ],
    [
      [0.01, 0.01, 0.01],
      [0, 0, 0],
      [Number.NaN, Infinity, -Infinity],
    ],
  );

  it("has a row for each tensor, with cells from bucket to bucket and to the end", () => {
    const { heat } = contentOf(usual);
    assert.deepEqual(
      heat?.rows.map(({ label }) => label),
      ["weight 1", "bias 1"],
    );
    assert.deepEqual(Array.from(heat?.edges ?? []), [0, 10, 20, 30]);
  });

  it("shows of several steps the middle, by ratios where the colors count these", () => {
    assert.deepEqual(Array.from(contentOf(usual).heat?.rows[0].values ?? []), [2, 3, Math.sqrt(8) * 3]);
    assert.deepEqual(Array.from(contentOf(usual, { scale: "linear" }).heat?.rows[0].values ?? []), [2.5, 3, 8.5]);
  });

  it("has no value where one is not finite", () => {
    assert.ok(Number.isNaN(contentOf(usual).heat?.rows[1].values[2]));
  });

  it("spans its colors from the smallest to the largest value on show", () => {
    const { axis } = contentOf(usual);
    assert.deepEqual([axis.scale, axis.min, axis.max], ["log", 0.01, Math.sqrt(8) * 3]);
    const zoomed = contentOf(usual, { range: { from: 0, to: 9 } }).axis;
    assert.deepEqual([zoomed.min, zoomed.max], [0.01, 2]);
    assert.equal(contentOf(usual, { scale: "linear" }).axis.min, 0);
  });

  it("spends no colors on what is next to nothing", () => {
    const tiny = curves(
      [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
      [
        [1e-40, 1e-40, 1e-40],
        [1, 1, 1],
        [1, 1, 1],
      ],
    );
    assert.equal(contentOf(tiny).axis.min, 1e-12);
  });

  it("is empty before there are curves", () => assert.deepEqual(contentOf({}).heat?.rows, []));
});

describe("heatColor", () => {
  const axis = { scale: "log", min: 1e-4, max: 1, ticks: [] } as const;

  it("goes from dark to bright, and has one for what lies below the axis", () => {
    assert.equal(heatColor(1e-4, axis), "rgb(68, 1, 84)");
    assert.equal(heatColor(1, axis), "rgb(253, 231, 37)");
    assert.equal(heatColor(0, axis), heatColor(1e-4, axis));
  });

  it("is none for NaN and infinities", () => {
    assert.equal(heatColor(Number.NaN, axis), null);
    assert.equal(heatColor(Infinity, axis), null);
  });
});
