import assert from "node:assert/strict";
import type { Curves } from "../../../webview/data/curves";
import { pointAt, portraitContent } from "../../../webview/instruments/portraitContent";
import { portraitPlaces } from "../../../webview/instruments/portraitPlaces";
import { runSummary } from "../runSummary";

const axes = { x: "p", y: "m" };
const places = { alignment: "step", longest: 1000 } as const;
const run = runSummary();

function curves(p: readonly number[], m: readonly number[]): Record<string, Curves> {
  const steps = p.map((_, index) => 10 * index);
  const data = Float64Array.from([steps, p, p, p, steps, m, m, m].flat());
  return { a: { columns: ["p", "m"], from: 0, to: 10 * p.length, rows: 1000, points: p.length, data } };
}

describe("portraitContent", () => {
  it("is the path of true steps within what the charts show", () => {
    const own = curves([1, 2, 3, 4], [5, 6, 7, 8]);
    const { points, x, y } = portraitContent(run, axes, own, { range: { from: 5, to: 20 }, places });
    assert.deepEqual(points, [
      { step: 10, x: 2, y: 6 },
      { step: 20, x: 3, y: 7 },
    ]);
    assert.ok(x.min <= 2 && x.max >= 3 && y.min <= 6 && y.max >= 7);
  });

  it("leaves out what is not finite, and has axes for values without bounds", () => {
    const own = curves([1, Number.NaN, 1e308, -1e308], [1, 1, Infinity, 1]);
    const { points, x } = portraitContent(run, axes, own, { range: { from: 0, to: 40 }, places });
    assert.deepEqual(
      points.map(({ step }) => step),
      [0, 30],
    );
    assert.ok(Number.isFinite(x.min) && Number.isFinite(x.max));
  });

  it("is empty until the series are there", () => {
    assert.deepEqual(portraitContent(undefined, axes, {}, { range: { from: 0, to: 9 }, places }).points, []);
    assert.deepEqual(portraitContent(run, axes, {}, { range: { from: 0, to: 9 }, places }).points, []);
  });
});

describe("pointAt", () => {
  it("is the nearest step of the path", () => {
    const points = [0, 10, 20].map((step) => ({ step, x: 0, y: 0 }));
    assert.equal(pointAt(points, 14)?.step, 10);
    assert.equal(pointAt(points, 99)?.step, 20);
    assert.equal(pointAt([], 3), null);
  });
});

describe("portraitPlaces", () => {
  it("places points within the axes, and writes no labels over one another", () => {
    const own = curves([-1, 0, 1], [0, 50, 100]);
    const content = portraitContent(run, axes, own, { range: { from: 0, to: 30 }, places });
    const placed = portraitPlaces(content, { width: 200, height: 160 });
    for (const point of content.points) {
      const [x, y] = placed.place(point);
      assert.ok(x >= placed.left && x <= placed.right && y >= placed.top && y <= placed.bottom);
    }
    placed.columns.slice(1).forEach(({ at }, index) => {
      assert.ok(at - placed.columns[index].at >= 40);
    });
  });
});
