import type { FloatArray } from "../floatArray";

/** A plane in the space of parameters: the points origin + x · first + y · second. Both directions have length 1 and are at right angles. */
export interface Plane {
  readonly origin: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** A point of a plane. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** Writes the parameters at a point into `parameters`. */
export function writePoint({ origin, first, second }: Plane, { x, y }: PlanePoint, parameters: Float64Array): void {
  for (let i = 0; i < parameters.length; i++) parameters[i] = origin[i] + x * first[i] + y * second[i];
}

/** The point of a plane that is nearest to some parameters. */
export function project({ origin, first, second }: Plane, parameters: FloatArray): PlanePoint {
  let x = 0;
  let y = 0;
  for (let i = 0; i < parameters.length; i++) {
    const distance = parameters[i] - origin[i];
    x += distance * first[i];
    y += distance * second[i];
  }
  return { x, y };
}
