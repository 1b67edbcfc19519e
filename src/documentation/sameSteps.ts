import type { ArgumentValues, OptimizerEntry } from "../sources/catalogue/catalogue";
import { trialMovement } from "./trialSteps";

/** What rounding, to float32 in places, may make of the steps of optimizers that are the same. */
export const ROUNDING = 1e-5;

/** Optimizers that take the same steps. */
export interface SameSteps {
  readonly entries: readonly OptimizerEntry[];
  /** How far they have come from where the first class is by then, as a share of its way; null where they cannot be compared. */
  readonly distance: number | null;
}

/** Divides optimizers into classes by trying them, each with its values. */
export function sameSteps(
  entries: readonly OptimizerEntry[],
  valuesOf: (entry: OptimizerEntry) => ArgumentValues,
): readonly SameSteps[] {
  const classes: { entries: OptimizerEntry[]; movement: readonly number[] | null }[] = [];
  for (const entry of entries) {
    const movement = trialMovement(entry, valuesOf(entry));
    const found = classes.find((known) => isSame(known.movement, movement));
    if (found === undefined) classes.push({ entries: [entry], movement });
    else found.entries.push(entry);
  }
  const [{ movement: first }] = classes;
  return classes.map(({ entries: members, movement }) => ({
    entries: members,
    distance: first === null || movement === null ? null : distance(first, movement),
  }));
}

function isSame(one: readonly number[] | null, other: readonly number[] | null): boolean {
  return one !== null && other !== null && distance(one, other) <= ROUNDING;
}

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, i) => value - other[i])) / Math.hypot(...one);
}
