import assert from "node:assert/strict";
import fc from "fast-check";
import {
  logPlace,
  onLogAxis,
  panBy,
  rangeBetween,
  SMALLEST_SPAN,
  type StepRange,
  scrollTo,
  zoomAround,
} from "../../../webview/charts/stepRange";

const domain = { from: 0, to: 1000 };
const range = { from: 200, to: 400 };

describe("zoomAround", () => {
  it("keeps the step under the pointer where it is", () => {
    assert.deepEqual(zoomAround(range, domain, 250, 0.5), { from: 225, to: 325 });
  });

  it("shows everything when there is no more to see", () => {
    assert.equal(zoomAround(range, domain, 300, 100), null);
  });

  it("stays within the run at its ends", () => {
    assert.deepEqual(zoomAround({ from: 0, to: 200 }, domain, 200, 2), { from: 0, to: 400 });
  });

  it("never shows less than a few steps nor anything outside the run", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: 1e-6, max: 4, noNaN: true }),
        (anchor, factor) => {
          const zoomed = zoomAround(range, domain, anchor, factor);
          if (zoomed === null) return;
          assert.ok(zoomed.to - zoomed.from >= SMALLEST_SPAN - 1e-9);
          assert.ok(zoomed.from >= 0 && zoomed.to <= 1000 + 1e-9);
        },
      ),
    );
  });
});

describe("panBy", () => {
  const cases: readonly [number, StepRange][] = [
    [50, { from: 250, to: 450 }],
    [-500, { from: 0, to: 200 }],
    [5000, { from: 800, to: 1000 }],
  ];
  for (const [steps, expected] of cases) {
    it(`moves by ${steps} steps as far as the run goes`, () => assert.deepEqual(panBy(range, domain, steps), expected));
  }
});

describe("rangeBetween", () => {
  it("takes the ends in either order", () => {
    assert.deepEqual(rangeBetween(400, 200, domain), range);
  });

  it("widens a mark too small to see anything in", () => {
    assert.deepEqual(rangeBetween(500, 500, domain), { from: 498, to: 502 });
  });
});

describe("scrollTo", () => {
  it("does nothing for a step that can be seen", () => {
    assert.equal(scrollTo(range, domain, 300), range);
  });

  it("moves just far enough to the left and to the right", () => {
    assert.deepEqual(scrollTo(range, domain, 190), { from: 190, to: 390 });
    assert.deepEqual(scrollTo(range, domain, 500), { from: 300, to: 500 });
  });
});

describe("onLogAxis", () => {
  const domain = { from: 0, to: 10_000 };

  it("zooms around a step by ratios, and back to all", () => {
    const half = onLogAxis(domain, domain, (shown, all) => zoomAround(shown, all, logPlace(0), 0.5, 0));
    assert.ok(half && Math.abs(half.to - 99) < 0.1, JSON.stringify(half));
    assert.equal(
      onLogAxis(half, domain, (shown, all) => zoomAround(shown, all, logPlace(0), 2, 0)),
      null,
    );
  });

  it("moves by ratios", () => {
    const moved = onLogAxis({ from: 9, to: 99 }, domain, (shown, all) => panBy(shown, all, Math.log(10)));
    assert.ok(moved && Math.abs(moved.from - 99) < 1e-9 && Math.abs(moved.to - 999) < 1e-9, JSON.stringify(moved));
  });

  it("never shows fewer steps than there can be told apart", () => {
    const small = onLogAxis({ from: 500, to: 510 }, domain, (shown, all) =>
      zoomAround(shown, all, logPlace(505), 0.01, 0),
    );
    assert.ok(small && small.to - small.from >= 4 - 1e-9, JSON.stringify(small));
  });
});
