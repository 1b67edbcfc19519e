import { areExclusive, mayBeReached } from "./branches";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { outermostSchedulers } from "./torchSchedule";

/** More are not listed, one configuration each. */
const MAXIMUM_ALTERNATIVES = 12;

/**
 * The schedulers of an optimizer that a run would make, where the program chooses one of several under conditions: as one list where the text decides which,
 * else a list for each that may be chosen. Schedulers that may be made together are one list.
 *
 * @param schedulers of one optimizer, with those that others are made of
 */
export function schedulerAlternatives(
  schedulers: readonly FrameworkCall[],
  source: PythonSource,
): readonly (readonly FrameworkCall[])[] {
  const outermost = outermostSchedulers(schedulers, source);
  if (outermost.length < 2) return [schedulers];
  const possible = outermost.filter(({ node }) => mayBeReached(node, source));
  const without = (left: readonly FrameworkCall[]) =>
    schedulers.filter((call) => left.includes(call) || !outermost.includes(call));
  const [first, ...others] = possible;
  const isOneOf =
    others.length > 0 &&
    possible.length <= MAXIMUM_ALTERNATIVES &&
    possible.every((call, index) => possible.slice(index + 1).every((other) => areExclusive(call.node, other.node)));
  return isOneOf ? possible.map((call) => without([call])) : [first === undefined ? [] : without(possible)];
}
