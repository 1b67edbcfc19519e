import type { PlacedExpression } from "./setting";

/** Whether an expression stands in the file that is read. */
export function isOwn({ source }: PlacedExpression): boolean {
  return source.file === null;
}

/** The first of some expressions that stands in the file that is read. */
export function ownPlace(...places: readonly (PlacedExpression | undefined)[]): PlacedExpression | null {
  return places.find((place) => place !== undefined && isOwn(place)) ?? null;
}
