import type { OptimizerEntry } from "../sources/catalogue/catalogue";
import { groupBy } from "./groupBy";

/** Optimizers of several frameworks that bear the same name. */
export interface Family {
  readonly title: string;
  readonly entries: readonly OptimizerEntry[];
}

/** All families, in the order of their titles. Spelling aside, an optimizer's title says to which it belongs. */
export function families(optimizers: readonly OptimizerEntry[]): readonly Family[] {
  return [...groupBy(optimizers, ({ title }) => title.toLowerCase().replaceAll(/[^a-z0-9]/g, ""))]
    .filter(([, entries]) => entries.length > 1)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, entries]) => ({ title: entries[0].title, entries }));
}
