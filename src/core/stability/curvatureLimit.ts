import type { LinearUpdate } from "./linearUpdate";
import { isContraction } from "./spectralRadius";

/** Curvatures are tried from this on, in units of one over what a unit of gradient moves. */
const SMALLEST = 1e-3;
const LARGEST = 1e9;
/** Ratio between the curvatures that are tried, until one is unstable. */
const STRIDE = 1.1;
const BISECTIONS = 50;

/**
 * The largest curvature λ at which repeating a linear update with the gradient λ p does not make p grow. Above it the least
 * deviation from the minimum grows at a constant rate.
 *
 * @returns 0 where p grows however flat it is; null where the gradient does not move p in proportion to its size, so that there is no limit, as
 *   with steps of its sign
 */
export function curvatureLimit(update: LinearUpdate): number | null {
  const largest = update.response.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (!(largest > 0 && Number.isFinite(largest)) || !update.matrix.every(Number.isFinite)) return null;
  let stable = SMALLEST / largest;
  if (!isStable(update, stable)) return 0;
  let unstable = stable * STRIDE;
  while (isStable(update, unstable)) {
    if (unstable > LARGEST / largest) return null;
    stable = unstable;
    unstable *= STRIDE;
  }
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (stable + unstable) / 2;
    if (isStable(update, middle)) stable = middle;
    else unstable = middle;
  }
  return stable;
}

function isStable({ matrix, response }: LinearUpdate, curvature: number): boolean {
  const closed = matrix.slice();
  const size = response.length;
  for (let row = 0; row < size; row++) closed[row * size] += response[row] * curvature;
  return isContraction(closed);
}
