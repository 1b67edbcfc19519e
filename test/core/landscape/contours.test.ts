import assert from "node:assert/strict";
import fc from "fast-check";
import { bandOf, contourLevels } from "../../../src/core/landscape/contourLevels";
import { contourLines, type LossGrid } from "../../../src/core/landscape/contourLines";
import { GridEvaluation } from "../../../src/core/landscape/lossGrid";
import type { Plane } from "../../../src/core/landscape/plane";
import { specificationOf } from "../sweep/specificationOf";

const window = { left: -2, right: 2, bottom: -1, top: 1 };
const plane: Plane = { origin: new Float64Array(2), first: Float64Array.of(1, 0), second: Float64Array.of(0, 1) };

/** ½ (x² + 4 y²) on a grid over the window. */
function bowl(columns: number, rows: number): LossGrid {
  const evaluation = new GridEvaluation(specificationOf(), plane, { window, columns, rows });
  while (!evaluation.isDone) evaluation.advance(100);
  return { columns, rows, losses: evaluation.outcome };
}

function gridOf(rows: readonly (readonly number[])[]): LossGrid {
  return { columns: rows[0].length, rows: rows.length, losses: Float64Array.from(rows.flat()) };
}

describe("the loss on a grid", () => {
  it("is that of the problem, row by row from below", () => {
    const { losses } = bowl(5, 3);
    assert.deepEqual(
      [...losses],
      [
        [4, 2.5, 2, 2.5, 4],
        [2, 0.5, 0, 0.5, 2],
        [4, 2.5, 2, 2.5, 4],
      ].flat(),
    );
  });

  it("is without the noise of gradients, and over all samples", () => {
    const line = { dataset: "line", samples: 20 };
    const at = (batchSize: number) => {
      const problem = { name: "linear-regression", parameters: { ...line, batchSize } };
      const evaluation = new GridEvaluation(specificationOf({ problem }), plane, { window, columns: 4, rows: 4 });
      evaluation.advance(16);
      return evaluation.outcome;
    };
    assert.deepEqual(at(5), at(0));
  });
});

describe("contours", () => {
  it("of a quadratic are ellipses", () => {
    const grid = bowl(201, 101);
    for (const level of [0.1, 0.5, 1.3]) {
      const ends = contourLines(grid, level);
      assert.ok(ends.length > 100);
      for (let i = 0; i < ends.length; i += 2) {
        const x = window.left + (ends[i] / 200) * 4;
        const y = window.bottom + (ends[i + 1] / 100) * 2;
        assert.ok(Math.abs((x * x + 4 * y * y) / 2 - level) < 2e-3, `(${x}, ${y}) at ${level}`);
      }
    }
  });

  it("are closed within the grid: every end is that of two lines", () => {
    const ends = contourLines(bowl(41, 21), 0.7);
    const counts = new Map<string, number>();
    for (let i = 0; i < ends.length; i += 2) {
      const place = `${ends[i].toFixed(9)} ${ends[i + 1].toFixed(9)}`;
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    assert.deepEqual(new Set(counts.values()), new Set([2]));
  });

  it("connect opposite corners where the middle is on their side", () => {
    const high = contourLines(gridOf([[3, 0], [0, 3]]), 1); // biome-ignore format: a picture
    assert.deepEqual(segments(high), ["0,0.667 0.333,1", "0.667,0 1,0.333"]);
    const low = contourLines(gridOf([[3, 0], [0, 3]]), 2); // biome-ignore format: a picture
    assert.deepEqual(segments(low), ["0,0.333 0.333,0", "0.667,1 1,0.667"]);
  });

  it("leave out cells that are not finite", () => {
    assert.deepEqual(contourLines(gridOf([[0, NaN], [2, 2]]), 1), []); // biome-ignore format: a picture
    assert.deepEqual(contourLines(gridOf([[0, Infinity], [2, 2]]), 1), []); // biome-ignore format: a picture
  });

  it("lie between a point above and one below, for any grid and level", () => {
    const loss = fc.integer({ min: -50, max: 50 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(loss, { minLength: 12, maxLength: 12 }), loss, (losses, level) => {
        const grid = { columns: 4, rows: 3, losses: Float64Array.from(losses) };
        const ends = contourLines(grid, level);
        for (let i = 0; i < ends.length; i += 2) {
          const [x, y] = [ends[i], ends[i + 1]];
          const at = (column: number, row: number) => losses[row * 4 + column];
          const around = [at(Math.floor(x), Math.floor(y)), at(Math.ceil(x), Math.ceil(y))];
          assert.ok(Math.min(...around) <= level && Math.max(...around) >= level);
        }
      }),
    );
  });
});

describe("levels", () => {
  it("are spaced by ratios above the minimum where the range is wide", () => {
    const { levels, base } = contourLevels([0, 0.001, 1, 100], 0);
    assert.deepEqual([base, levels.slice(0, 4), levels.at(-1)], [0, [0.003, 0.01, 0.03, 0.1], 30]);
    const shifted = contourLevels([7, 7.5, 8, 107], 7);
    assert.deepEqual([shifted.base, shifted.levels[0], shifted.levels.at(-1)], [7, 8, 57]);
  });

  it("do not follow a minimum that is only seen as deep as one that is known", () => {
    const losses = [1, 1 + 1e-9, 2, 101];
    assert.ok(contourLevels(losses, null).levels[0] >= 1.01);
    assert.ok(contourLevels(losses, 1).levels[0] < 1.0001);
  });

  it("are even where it is narrow, or there are losses on both sides of 0", () => {
    assert.deepEqual(contourLevels([2, 2.6, 3.1], 0), {
      levels: [2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9, 3],
      base: null,
    });
    const { levels, base } = contourLevels([-5, 5, 1e-6, 0], null);
    assert.ok(base === null && levels.includes(0));
  });

  it("are rising numbers between the ends, never too many", () => {
    const loss = fc.double({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(fc.array(loss, { minLength: 1 }), (losses) => {
        const { levels } = contourLevels(losses, null);
        const finite = losses.filter(Number.isFinite);
        assert.ok(levels.length <= 30);
        levels.forEach((level, i) => {
          assert.ok(level > (levels[i - 1] ?? -Infinity));
          assert.ok(level >= Math.min(...finite) && level <= Math.max(...finite));
          assert.equal(bandOf(level, levels), i + 1);
        });
      }),
    );
  });

  it("are none where all losses are the same, or none is a number", () => {
    assert.deepEqual(contourLevels([1, 1, NaN], null).levels, []);
    assert.deepEqual(contourLevels([NaN, Infinity], 0).levels, []);
  });
});

function segments(ends: readonly number[]): string[] {
  const round = (value: number) => Number(value.toFixed(3));
  const texts: string[] = [];
  for (let i = 0; i < ends.length; i += 4) {
    const points = [0, 2].map((offset) => `${round(ends[i + offset])},${round(ends[i + offset + 1])}`);
    texts.push(points.sort().join(" "));
  }
  return texts.sort();
}
