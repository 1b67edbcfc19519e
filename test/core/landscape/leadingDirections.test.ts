import assert from "node:assert/strict";
import fc from "fast-check";
import { leadingPlane } from "../../../src/core/landscape/leadingDirections";
import { type Plane, project, writePoint } from "../../../src/core/landscape/plane";
import { PlaneSearch } from "../../../src/core/landscape/planeSearch";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { specificationOf } from "../sweep/specificationOf";

function productsOf(points: readonly Float64Array[]): Float64Array[] {
  const origin = points[points.length - 1];
  return points.map((one) =>
    Float64Array.from(points, (other) =>
      one.reduce((sum, entry, i) => sum + (entry - origin[i]) * (other[i] - origin[i]), 0),
    ),
  );
}

function planeOf(points: readonly number[][]) {
  const vectors = points.map((point) => Float64Array.from(point));
  return leadingPlane(vectors, productsOf(vectors));
}

function found(specification: RunSpecification) {
  const search = new PlaneSearch(specification);
  while (!search.isDone) search.advance(7);
  return search.outcome;
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    assert.ok(Math.abs(actual[i] - expected[i]) <= tolerance, `entry ${i}: ${actual[i]}, not ${expected[i]}`);
  }
}

const dot = (one: Float64Array, other: Float64Array) => one.reduce((sum, entry, i) => sum + entry * other[i], 0);

describe("the leading directions of a path", () => {
  it("are the principal components of its distances from the last point", () => {
    // Distances ±3 along one diagonal, ±1 along the other, and a third of that along the last axis.
    const r = Math.SQRT1_2;
    const plane = planeOf([
      [3 * r, 3 * r, 0],
      [-3 * r, -3 * r, 0],
      [r, -r, 0],
      [0, 0, 1 / 3],
      [0, 0, 0],
    ]);
    const total = 9 + 9 + 1 + 1 / 9;
    assertClose(plane.shares, [18 / total, 1 / total]);
    assertClose(plane.first, [-r, -r, 0]);
    assertClose(plane.second, [r, -r, 0]);
    assertClose(plane.origin, [0, 0, 0]);
  });

  it("have a second one at a right angle where the path is a line, and any two where it is a point", () => {
    const line = planeOf([
      [1, 2, 0],
      [2, 4, 0],
      [3, 6, 0],
    ]);
    assertClose(line.shares, [1, 0]);
    assertClose(line.first, [1 / Math.sqrt(5), 2 / Math.sqrt(5), 0]);
    assertClose(line.second, [0, 0, 1]);
    const point = planeOf([[4, 5, 6]]);
    assert.deepEqual(point.shares, [0, 0]);
    assertClose([dot(point.first, point.second), dot(point.first, point.first)], [0, 1]);
  });

  it("hold no less of the movement than any other plane through the last point", () => {
    const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
    const direction = fc.array(coordinate, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(direction, { minLength: 2, maxLength: 12 }), direction, direction, (points, one, other) => {
        const plane = planeOf(points);
        assertClose([dot(plane.first, plane.first), dot(plane.second, plane.second)], [1, 1]);
        assertClose([dot(plane.first, plane.second)], [0]);
        const origin = plane.origin;
        const held = ({ first, second }: Plane) =>
          points.reduce((sum, point) => {
            const { x, y } = project({ origin, first, second }, Float64Array.from(point));
            return sum + x * x + y * y;
          }, 0);
        const rival = orthonormal(one, other);
        if (rival === null) return;
        const best = held(plane);
        assert.ok(best >= held({ origin, ...rival }) * (1 - 1e-9) - 1e-12);
        const { x } = project(plane, Float64Array.from(points[0]));
        assert.ok(x <= 1e-9, "the path does not lead to the right");
      }),
    );
  });

  it("give back every point of their plane", () => {
    const plane = planeOf([
      [1, 2, 3, 4],
      [2, -1, 0.5, 3],
      [0, 1, 1, 1],
    ]);
    const parameters = new Float64Array(4);
    writePoint(plane, { x: 0.3, y: -2 }, parameters);
    const { x, y } = project(plane, parameters);
    assertClose([x, y], [0.3, -2]);
  });
});

describe("the plane of a run", () => {
  it("is that of its parameters where there are two, under their names", () => {
    const { plane, axes, minimum, loss, start } = found(specificationOf({ steps: 5 }));
    assert.deepEqual([...plane.first, ...plane.second, ...plane.origin], [1, 0, 0, 1, 0, 0]);
    assert.deepEqual(
      axes.map(({ parameter }) => parameter),
      ["p[0]", "p[1]"],
    );
    assert.deepEqual([minimum, loss, [...(start ?? [])]], [{ x: 0, y: 0, loss: 0, distance: 0 }, "own", [1, 1]]);
  });

  it("is that in which gradient descent moves: two eigenvectors, where all others are still", () => {
    const problem = { name: "quadratic", parameters: { eigenvalues: [4, 1, 3, 2], start: [0, 2, 0, -1] } };
    const { plane, axes, minimum } = found(specificationOf({ problem, steps: 400 }));
    for (const direction of [plane.first, plane.second]) assertClose([direction[0], direction[2]], [0, 0]);
    assertClose([axes[0].share + axes[1].share], [1]);
    assert.ok(axes[0].share > 0.9 && axes[0].parameter === null);
    assertClose([minimum?.x ?? NaN, minimum?.y ?? NaN, minimum?.distance ?? NaN], [0, 0, 0], 1e-6);
  });

  it("does not follow a run that does not come back, and takes few points of a long one", () => {
    const problem = { name: "quadratic", parameters: { eigenvalues: [1, 2, 4] } };
    const optimizer = { ...specificationOf().optimizer, learningRate: 0.6 };
    const diverged = found(specificationOf({ problem, optimizer, steps: 5000 }));
    assert.ok(diverged.plane.origin.every((entry) => Math.abs(entry) < 1e3));
    const long = found(specificationOf({ problem, steps: 5000 }));
    assert.ok(long.axes[0].share > 0.5);
  });

  it("knows the noise and the batches that its loss leaves out", () => {
    const noisy = { name: "noisy-quadratic", parameters: { dimension: 3 } };
    assert.equal(found(specificationOf({ problem: noisy })).loss, "whole");
    const exact = { name: "noisy-quadratic", parameters: { dimension: 3, batchSize: 0 } };
    assert.equal(found(specificationOf({ problem: exact })).loss, "own");
  });

  it("takes two parameters or more, and a loss", () => {
    const problem = { name: "quadratic", parameters: { dimension: 1 } };
    assert.throws(() => new PlaneSearch(specificationOf({ problem })), /has one parameter/);
  });
});

/** Two directions at a right angle in the plane of two others; null where they span none. */
function orthonormal(one: readonly number[], other: readonly number[]): Pick<Plane, "first" | "second"> | null {
  const length = Math.hypot(...one);
  if (length < 1e-3) return null;
  const first = Float64Array.from(one, (entry) => entry / length);
  const along = dot(first, Float64Array.from(other));
  const rest = Float64Array.from(other, (entry, i) => entry - along * first[i]);
  const left = Math.hypot(...rest);
  return left < 1e-3 ? null : { first, second: rest.map((entry) => entry / left) };
}
