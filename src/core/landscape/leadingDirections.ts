import type { Plane } from "./plane";
import { symmetricEigenvectors } from "./symmetricEigenvectors";

/** A smaller share of the movement is rounding. */
const NO_SHARE = 1e-14;

/** The plane in which a path moves most. */
export interface LeadingPlane extends Plane {
  /** Shares of the squared distances of all points from the last that lie along the two directions. */
  readonly shares: readonly [number, number];
}

/**
 * The plane through the last of some points along the two principal components of their distances from it, after Li et al. 2018, Visualizing the loss
 * landscape of neural nets. The first direction leads from the first point to the last; where the points lie on a line, the second is the axis that is
 * nearest to a right angle with it.
 *
 * @param points at least one; the matrix of their inner products is small where the points are few, however many parameters there are
 * @param products entries (i, j) of that matrix, of the points' distances from the last
 * @param allocate memory for the plane
 */
export function leadingPlane(
  points: readonly Float64Array[],
  products: readonly Float64Array[],
  allocate: (length: number) => Float64Array = (length) => new Float64Array(length),
): LeadingPlane {
  const origin = points[points.length - 1];
  const total = products.reduce((sum, row, i) => sum + row[i], 0);
  const { values, vectors } = symmetricEigenvectors(products);
  const shareOf = (k: number): number => {
    const share = (values[k] ?? 0) / total;
    return share > NO_SHARE ? share : 0;
  };
  const shares = [shareOf(0), shareOf(1)] as const;
  const first = allocate(origin.length);
  const second = allocate(origin.length);
  if (shares[0] > 0) combine(points, vectors[0], first);
  else first[0] = 1;
  if (shares[1] > 0) combine(points, vectors[1], second);
  else second[smallestEntry(first)] = 1;
  subtract(second, first, dot(second, first));
  normalize(second);
  // Paths lead to the right, and their largest turn lies above.
  if (distanceAlong(first, points[0], origin) > 0) negate(first);
  const turn = points.reduce((largest, point) => {
    const distance = distanceAlong(second, point, origin);
    return Math.abs(distance) > Math.abs(largest) ? distance : largest;
  }, 0);
  if (turn < 0) negate(second);
  const kept = allocate(origin.length);
  kept.set(origin);
  return { origin: kept, first, second, shares };
}

/** Writes the sum of the points' distances from the last, each times its weight, as a vector of length 1. */
function combine(points: readonly Float64Array[], weights: Float64Array, direction: Float64Array): void {
  const origin = points[points.length - 1];
  points.forEach((point, k) => {
    for (let i = 0; i < point.length; i++) direction[i] += weights[k] * (point[i] - origin[i]);
  });
  normalize(direction);
}

function smallestEntry(vector: Float64Array): number {
  let smallest = 0;
  for (let i = 1; i < vector.length; i++) if (Math.abs(vector[i]) < Math.abs(vector[smallest])) smallest = i;
  return smallest;
}

function distanceAlong(direction: Float64Array, point: Float64Array, origin: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < point.length; i++) sum += direction[i] * (point[i] - origin[i]);
  return sum;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
  return sum;
}

function subtract(vector: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] -= factor * other[i];
}

function normalize(vector: Float64Array): void {
  const length = Math.sqrt(dot(vector, vector));
  for (let i = 0; i < vector.length; i++) vector[i] /= length;
}

function negate(vector: Float64Array): void {
  for (let i = 0; i < vector.length; i++) vector[i] = -vector[i];
}
