import type { Expression } from "../expression";

/** Whether an expression stands in the file that is read. */
export function isOwn({ source }: Expression): boolean {
  return source.file === null;
}

/** The first of some expressions that stands in the file that is read. */
export function ownPlace(...places: readonly (Expression | undefined)[]): Expression | null {
  return places.find((place) => place !== undefined && isOwn(place)) ?? null;
}
