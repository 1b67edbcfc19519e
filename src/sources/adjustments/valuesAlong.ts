import { numberAt, placeOf } from "../../core/numberControl";
import { isInRange } from "../../core/numberRange";
import type { Adjustable } from "./adjustable";

/**
 * Values of a hyperparameter to try, in rising order, its own among them: at even places of its slider, no further from its own than a
 * sweep of few values can tell apart; a switch has two.
 *
 * @param count of a number: how many at most
 */
export function valuesAlong({ control, value }: Adjustable, count: number): readonly (number | boolean)[] {
  if (control.kind === "switch" || typeof value === "boolean") return [false, true];
  const own = placeOf(value, control);
  const places = Array.from({ length: count }, (_, index) => index / (count - 1));
  // The place nearest to the hyperparameter's own makes way for it.
  const nearest = places.reduce((best, place) => (Math.abs(place - own) < Math.abs(best - own) ? place : best));
  const values = places.map((place) => (place === nearest ? value : numberAt(place, control)));
  return [...new Set(values)].filter((each) => each === value || isInRange(each, control.range)).sort((a, b) => a - b);
}
