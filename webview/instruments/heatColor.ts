import type { Axis } from "../charts/axis";
import { placeOnAxis } from "../finder/plotArea";
import { viridis } from "../finder/viridis";

/** Colors are told apart in so many steps. */
const SHADES = 64;
const shades = Array.from({ length: SHADES }, (_, shade) => viridis(shade / (SHADES - 1)));

/** The color of a value on an axis of colors: the brighter the larger; null where it has none. */
export function heatColor(value: number, axis: Axis): string | null {
  if (!Number.isFinite(value)) return null;
  const place =
    axis.max > axis.min ? placeOnAxis(axis.scale === "log" ? Math.max(value, axis.min) : value, axis, 0, 1) : 1;
  return shades[Math.round(place * (SHADES - 1))];
}
