import type { FoundObject } from "./findObjects";

/** Parts of keys that say what a value is, and not what it belongs to. */
const genericParts = new Set(
  "opt optim optimizer optimizers optimiser cls class lr scheduler schedulers sched schedule annealing config configs cfg".split(
    " ",
  ),
);

/**
 * Which schedule is whose: the one beside its optimizer, of several the one whose key tells the same part (`optimizer_g`, `scheduler_g`), or the
 * only one of a file with one optimizer.
 */
export function assignSchedules(
  optimizers: readonly FoundObject[],
  schedules: readonly FoundObject[],
): ReadonlyMap<FoundObject, FoundObject> {
  if (optimizers.length === 1 && schedules.length === 1) return new Map([[optimizers[0], schedules[0]]]);
  const assigned = new Map<FoundObject, FoundObject>();
  for (const optimizer of optimizers) {
    const beside = schedules.filter(({ parent }) => parent === optimizer.parent);
    const rivals = optimizers.filter(({ parent }) => parent === optimizer.parent);
    const own = rivals.length === 1 ? beside : beside.filter(({ key }) => partOf(key) === partOf(optimizer.key));
    const isOnlyRival = rivals.filter(({ key }) => partOf(key) === partOf(optimizer.key)).length === 1;
    if (own.length === 1 && isOnlyRival) assigned.set(optimizer, own[0]);
  }
  return assigned;
}

function partOf(key: string | null): string {
  const parts = (key ?? "").toLowerCase().split(/[_\-.]/);
  return parts.filter((part) => !genericParts.has(part)).join("_");
}
