import assert from "node:assert/strict";
import { chartContent } from "../../../webview/charts/chartContent";
import type { ChartDefinition } from "../../../webview/charts/chartDefinitions";
import { chartDefinitions } from "../../../webview/charts/chartDefinitions";
import { chartSummary } from "../../../webview/charts/chartSummary";
import { placesOf } from "../../../webview/compare/alignment";
import type { Curves } from "../../../webview/data/curves";
import { runSummary } from "../runSummary";

/** Curves of a run whose series are all the same: buckets of [step, first value, smallest, largest]. */
function curves(rows: number, ...buckets: readonly [number, number, number, number][]): Curves {
  const columns = runSummary().columns.map(({ name }) => name);
  const column = [0, 1, 2, 3].flatMap((index) => buckets.map((bucket) => bucket[index]));
  const data = Float64Array.from(columns.flatMap(() => column));
  return { columns, from: 0, to: rows, rows, points: buckets.length, data };
}

function definition(id: string): ChartDefinition {
  const found = chartDefinitions([runSummary()]).find((chart) => chart.id === id);
  assert.ok(found);
  return found;
}

const places = placesOf("step", []);
const settings = { range: { from: 0, to: 2 }, places, scale: "linear", hasFills: true } as const;

describe("chartContent", () => {
  it("draws single steps as a line, and many a bucket as samples between their extremes", () => {
    const steps = chartContent(
      definition("loss"),
      [runSummary()],
      { a: curves(2, [0, 1, 1, 1], [1, 2, 2, 2]) },
      settings,
    );
    assert.equal(steps.lines[0].extremes, null);
    const many = { a: curves(2000, [0, 1, 0.5, 7], [1000, 2, 1, 9]) };
    const dense = chartContent(definition("loss"), [runSummary()], many, { ...settings, range: { from: 0, to: 2000 } });
    assert.deepEqual(
      dense.lines[0].extremes?.upper.map(({ y }) => y),
      [7, 9],
    );
    assert.ok(dense.axis.max >= 9);
  });

  it("draws the extremes into the line where nothing may be filled", () => {
    const many = { a: curves(2000, [0, 1, 0.5, 7], [1000, 2, 1, 9]) };
    const content = chartContent(definition("loss"), [runSummary()], many, {
      ...settings,
      range: { from: 0, to: 2000 },
      hasFills: false,
    });
    assert.equal(Math.max(...content.lines[0].points.map(({ y }) => y)), 9);
  });

  it("draws many runs as lines alone, but for the foremost, which lies on top", () => {
    const many = { a: curves(2000, [0, 1, 0.5, 7], [1000, 2, 1, 9]), b: curves(2000, [0, 1, 0.5, 7], [1000, 2, 1, 9]) };
    const [first, second] = [runSummary(), runSummary({ id: "b" })];
    const range = { from: 0, to: 2000 };
    const content = chartContent(definition("m"), [first, second], many, { ...settings, range, foremost: first });
    assert.deepEqual(
      content.lines.map(({ run, extremes }) => [run.id, extremes !== null]),
      [
        ["b", false],
        ["a", true],
      ],
    );
    assert.deepEqual(
      content.bands.map(({ run }) => run.id),
      ["a"],
    );
  });

  it("stretches runs to the length of the longest where they are aligned by share", () => {
    const short = runSummary({
      columns: [{ name: "loss", firstNonFinite: 1, firstNonFiniteValue: Infinity }],
      steps: 250,
    });
    const share = placesOf("share", [short, runSummary({ id: "b" })]);
    const content = chartContent(
      definition("loss"),
      [short],
      { a: curves(2, [0, 1, 1, 1], [1, 2, 2, 2]) },
      {
        ...settings,
        range: { from: 0, to: 1000 },
        places: share,
      },
    );
    assert.deepEqual(
      content.lines[0].points.map(({ x }) => x),
      [0, 4],
    );
    assert.deepEqual(
      content.marks.map(({ step, place }) => [step, place]),
      [[1, 4]],
    );
  });

  it("shows the mean beside the rms of a single run only", () => {
    const both = { a: curves(1, [0, 1, 1, 1]), b: curves(1, [0, 2, 2, 2]) };
    const one = chartContent(definition("m"), [runSummary()], both, settings);
    const two = chartContent(definition("m"), [runSummary(), runSummary({ id: "b" })], both, settings);
    assert.deepEqual(
      one.lines.map(({ line }) => line.label),
      ["rms", "mean"],
    );
    assert.deepEqual(
      two.lines.map(({ line, run }) => [run.id, line.label]),
      [
        ["a", "rms"],
        ["b", "rms"],
      ],
    );
  });

  it("marks the step from which on a series is not finite, and what it is there", () => {
    const run = runSummary({ columns: [{ name: "loss", firstNonFinite: 17, firstNonFiniteValue: Infinity }] });
    assert.deepEqual(
      chartContent(definition("loss"), [run], {}, settings).marks.map(({ step, value }) => [step, value]),
      [[17, Infinity]],
    );
  });

  it("ends the axis where one run runs away from another, marks where, and says so", () => {
    const both = {
      a: curves(3, [0, 1, 1, 1], [1, 2, 2, 2], [2, 1, 1, 1]),
      b: curves(3, [0, 1, 1, 1], [1, 1e200, 1e200, 1e200], [2, 1e300, 1e300, 1e300]),
    };
    const runs = [runSummary(), runSummary({ id: "b" })];
    const content = chartContent(definition("loss"), runs, both, { ...settings, scale: "log" });
    assert.ok(content.axis.max < 1e6, String(content.axis.max));
    assert.deepEqual(
      content.runaways.map(({ run, step }) => [run.id, step]),
      [["b", 1]],
    );
    assert.match(content.note ?? "", /^above [^ ]+ from step 1, at the upper edge$/);
    assert.equal(Math.max(...content.lines[1].points.map(({ y }) => y)), content.axis.max);
    const full = chartContent(definition("loss"), runs, both, { ...settings, scale: "log", clipsRunaways: false });
    assert.deepEqual([full.runaways, full.axis.max], [[], 1e300]);
  });

  it("keeps the axis of all steps where it is asked to", () => {
    const shown = { a: curves(2, [0, 1, 1, 1], [1, 2, 2, 2]) };
    const whole = { a: curves(2, [0, 1, 0.5, 90], [500, 2, 2, 2]) };
    assert.ok(chartContent(definition("loss"), [runSummary()], shown, { ...settings, whole }).axis.max >= 90);
  });

  it("draws averages over the lines, and none where there are none", () => {
    const { columns, data, ...rest } = curves(2, [0, 1, 1, 1], [1, 2, 2, 2]);
    const smoothed = { a: { ...rest, columns, data: Float64Array.of(...data, 1, 1.5), smoothed: ["loss"] } };
    const average = (id: string) => chartContent(definition(id), [runSummary()], smoothed, settings).lines[0].average;
    assert.deepEqual(average("loss"), [
      { x: 0, y: 1 },
      { x: 1, y: 1.5 },
    ]);
    assert.equal(average("learningRate"), null);
  });

  it("begins the learning rate's axis at 0", () => {
    const high = { a: curves(2, [0, 0.9, 0.9, 0.9], [1, 1, 1, 1]) };
    assert.equal(chartContent(definition("learningRate"), [runSummary()], high, settings).axis.min, 0);
    assert.ok(chartContent(definition("loss"), [runSummary()], high, settings).axis.min > 0);
  });
});

describe("chartSummary", () => {
  it("says in words what the curve shows", () => {
    const run = runSummary({ columns: [{ name: "loss", firstNonFinite: 2000, firstNonFiniteValue: Number.NaN }] });
    const text = chartSummary(definition("loss"), [run], { a: curves(2000, [0, 55, 3, 55], [1000, 2, 1, 90]) });
    assert.equal(
      text,
      "Loss by step. AdamW lr 3e-3: from 55 at step 0 to 2 at step 1,000, smallest 1 about at step 1,000, " +
        "largest 90 about at step 1,000, NaN from step 2,000.",
    );
  });

  it("says that there is nothing yet", () => {
    assert.equal(chartSummary(definition("loss"), [runSummary()], {}), "Loss by step. No values yet.");
  });
});
