import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanePath } from "../../../src/core/landscape/pathTracing";
import { firstGridSize, nextGridSize } from "../../../webview/landscape/gridSizes";
import { lossAt } from "../../../webview/landscape/lossAt";
import { pathShape, pointNearPlace, pointOfStep } from "../../../webview/landscape/pathShape";
import { placeOf, pointAt, windowAfterKey, zoomAround } from "../../../webview/landscape/planeView";

const window = { left: -2, right: 2, bottom: 0, top: 1 };
const area = { left: 50, right: 450, top: 20, bottom: 220 };

function pathOf(points: readonly (readonly [number, number])[], stride = 1): PlanePath {
  return {
    steps: Float64Array.from(points, (_, i) => i * stride),
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    isCut: false,
  };
}

describe("the view of a plane", () => {
  it("has points where they belong, and back", () => {
    assert.deepEqual(placeOf({ x: 0, y: 1 }, window, area), { x: 250, y: 20 });
    const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const back = pointAt(placeOf({ x, y }, window, area), window, area);
        assert.ok(Math.hypot(back.x - x, back.y - y) < 1e-9);
      }),
    );
  });

  it("zooms around a point, which stays where it is, and no further than numbers go", () => {
    const at = { x: 1, y: 0.25 };
    const zoomed = zoomAround(window, at, 0.5);
    assert.deepEqual(placeOf(at, zoomed, area), placeOf(at, window, area));
    assert.equal(zoomed.right - zoomed.left, 2);
    assert.equal(zoomAround(window, at, 1e-12), window);
    assert.equal(zoomAround(window, at, 1e120), window);
  });

  it("moves and zooms by keys", () => {
    assert.ok((windowAfterKey("ArrowRight", window)?.left ?? -9) > -2);
    assert.ok((windowAfterKey("ArrowUp", window)?.bottom ?? -9) > 0);
    assert.ok((windowAfterKey("+", window)?.right ?? 9) < 2);
    assert.equal(windowAfterKey("a", window), null);
  });
});

describe("a path on the screen", () => {
  it("leaves out points that add nothing to see, but not its end", () => {
    const path = pathOf([
      [0, 0],
      [0.001, 0],
      [1, 0],
      [1.001, 0],
    ]);
    assert.equal(pathShape(path, window, area), "M250.0 220.0L350.0 220.0L350.1 220.0");
  });

  it("goes only so far outside, and begins anew where it comes back", () => {
    const path = pathOf([
      [0, 0],
      [1e9, 0],
      [0, 1],
    ]);
    assert.match(pathShape(path, window, area), /^M250\.0 220\.0L8250\.0 220\.0M250\.0 20\.0$/);
  });

  it("finds the point of a step, and the one below the pointer", () => {
    const path = pathOf(
      [
        [0, 0],
        [1, 0.5],
        [2, 1],
      ],
      10,
    );
    assert.deepEqual(
      [0, 4, 6, 19, 500].map((step) => pointOfStep(path, step)),
      [0, 0, 1, 2, 2],
    );
    assert.equal(pointNearPlace(path, { x: 352, y: 119 }, window, area, 12), 1);
    assert.equal(pointNearPlace(path, { x: 252, y: 119 }, window, area, 12), null);
  });
});

describe("the loss at a point", () => {
  const grid = { columns: 2, rows: 2, losses: Float64Array.of(0, 4, 8, 12), window };

  it("lies between those around it", () => {
    assert.equal(lossAt(grid, { x: -2, y: 0 }), 0);
    assert.equal(lossAt(grid, { x: 2, y: 1 }), 12);
    assert.equal(lossAt(grid, { x: 0, y: 0.5 }), 6);
  });

  it("is none outside", () => {
    assert.ok(Number.isNaN(lossAt(grid, { x: 3, y: 0 })));
  });
});

describe("grids", () => {
  it("begin coarse, or as fine as comes at once, and get finer as long as that does not take too long", () => {
    assert.equal(firstGridSize(null), 17);
    assert.equal(firstGridSize(1), 17);
    assert.equal(firstGridSize(1e-4), 257);
    assert.deepEqual([nextGridSize(17, 0.01), nextGridSize(65, 1), nextGridSize(65, 5)], [33, 129, null]);
    assert.equal(nextGridSize(257, 0), null);
  });
});
