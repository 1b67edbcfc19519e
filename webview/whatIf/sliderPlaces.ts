import { type NumberControl, numberAt, placeOf } from "../../src/core/numberControl";
import type { Hyperparameter } from "../../src/protocol/panel";

/** Places of a slider, from 0: an arrow key moves by one. */
export const LAST_PLACE = 200;

/** Digits of a double that are meant: the rest is from arithmetic. */
const DIGITS = 12;

/** The place of a number among those of its slider. */
export function sliderPlace(value: number, control: NumberControl): number {
  return Math.round(LAST_PLACE * placeOf(value, control));
}

/** The number at a place; where the source's own number is, just that, however many digits it has. */
export function valueAtPlace(place: number, control: NumberControl, { value }: Pick<Hyperparameter, "value">): number {
  if (typeof value === "number" && sliderPlace(value, control) === place) return value;
  return Number(numberAt(place / LAST_PLACE, control).toPrecision(DIGITS));
}
