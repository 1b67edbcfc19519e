import assert from "node:assert/strict";
import fc from "fast-check";
import { layOutCurve } from "../../../webview/finder/curveLayout";
import { outcomeOf } from "./finderState";

const area = { left: 50, right: 450, top: 20, bottom: 220 };
const rates = [1e-4, 1e-3, 0.01, 0.1, 1];

describe("the curve of a sweep", () => {
  it("goes from edge to edge, with what diverged or is far above at the top and out of the line", () => {
    const { points, lines, place, nearest, y } = layOutCurve(rates, [9, 4, 1000, 0.5, null].map(outcomeOf), area);
    assert.deepEqual([place(1e-4), place(0.01), place(1)], [50, 250, 450]);
    assert.deepEqual([nearest(0), nearest(251), nearest(1000)], [0, 2, 4]);
    assert.deepEqual(
      points.map(({ kind }) => kind),
      ["inside", "inside", "above", "inside", "diverged"],
    );
    assert.deepEqual([points[2].y, points[4].y, y.scale], [20, 20, "log"]);
    assert.deepEqual(
      lines.map((line) => line.map(({ index }) => index)),
      [[0, 1], [3]],
    );
  });

  it("joins what is known while points are missing", () => {
    const { points, lines } = layOutCurve(rates, [outcomeOf(3), null, null, outcomeOf(1), null], area);
    assert.deepEqual([points.length, lines.length, lines[0].length], [2, 1, 2]);
  });

  it("is inside its area whatever the losses are", () => {
    const loss = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(loss, { minLength: 5, maxLength: 5 }), (losses) => {
        for (const { x, y } of layOutCurve(rates, losses.map(outcomeOf), area).points) {
          assert.ok(x >= 50 - 1e-9 && x <= 450 + 1e-9 && y >= 20 - 1e-6 && y <= 220 + 1e-6, `${x} ${y}`);
        }
      }),
    );
  });
});
