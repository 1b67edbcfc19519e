import type { SourceRange } from "../../../sources/configuration";
import type { LoopEvent, LoopFacts, LoopPass } from "../../../sources/loopFacts";

export type EventOf<Kind extends LoopEvent["kind"]> = Extract<LoopEvent, { readonly kind: Kind }>;

/** An event with its place in the order of execution. */
export type Ordered<Kind extends LoopEvent["kind"]> = EventOf<Kind> & { readonly at: number };

/** The events of a kind in their order. */
export function eventsOf<Kind extends LoopEvent["kind"]>({ events }: LoopPass, kind: Kind): readonly Ordered<Kind>[] {
  return events.flatMap((event, at) => (isOf(event, kind) ? [{ ...event, at }] : []));
}

function isOf<Kind extends LoopEvent["kind"]>(event: LoopEvent, kind: Kind): event is EventOf<Kind> {
  return event.kind === kind;
}

/** Whether an event of one of these kinds is between two places of the order, and may be part of the same round. */
export function isBetween(
  { events }: LoopPass,
  from: number,
  to: number,
  kinds: readonly LoopEvent["kind"][],
): boolean {
  const [first, last] = [events[from], events[to]];
  return events
    .slice(from + 1, to)
    .some((event) => kinds.includes(event.kind) && !excludes(event, first) && !excludes(event, last));
}

/** Whether two events are in the same loops. */
export function inSameLoops(a: LoopEvent, b: LoopEvent): boolean {
  return a.loops.length === b.loops.length && isAround(a, b);
}

/** Whether all loops around one event are around another as well. */
export function isAround(outer: LoopEvent, inner: LoopEvent): boolean {
  return outer.loops.every(({ id }, depth) => inner.loops[depth]?.id === id);
}

/** Whether an event happens wherever another one does, by the conditions that they depend on. */
export function happensWith(event: LoopEvent, other: LoopEvent): boolean {
  return event.conditions.every(({ id, way }) => other.conditions.some((it) => it.id === id && it.way === way));
}

/** Whether two events never happen in the same round: they are in different branches of one `if`. */
export function excludes(a: LoopEvent, b: LoopEvent): boolean {
  return a.conditions.some(({ id, way }) => b.conditions.some((it) => it.id === id && it.way !== way));
}

/** In how many rounds an event happens once where another happens in each; null where that is not so. */
export function periodAgainst(event: LoopEvent, other: LoopEvent): LoopEvent["conditions"][number]["period"] {
  const own = event.conditions.filter(({ id }) => !other.conditions.some((it) => it.id === id));
  return own.find(({ period }) => period !== null)?.period ?? null;
}

/** Whether an event happens in some rounds of its loops only. */
export function isPeriodic({ conditions }: LoopEvent): boolean {
  return conditions.some(({ period }) => period !== null);
}

/** How often the loops around an event go round in all; null where only the run knows. */
export function roundsAround({ loops }: LoopEvent): number | null {
  return loops.reduce<number | null>(
    (product, { rounds }) => (product === null || rounds === null ? null : product * rounds),
    1,
  );
}

/** The passes in which no other optimizer is stepped; none where others may do anything with this one. */
export function ownPasses(loop: LoopFacts | undefined): readonly LoopPass[] {
  return loop === undefined || loop.isHandedOn ? [] : loop.passes.filter(({ isOnlyOptimizer }) => isOnlyOptimizer);
}

/** Whether a stretch of the text is within another. */
export function isInside(inner: SourceRange, outer: SourceRange): boolean {
  const begins = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  const ends = inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return begins && ends;
}
