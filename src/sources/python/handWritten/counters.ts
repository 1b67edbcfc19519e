import { countedFrom, iterationOf, roundsOf } from "../loops";
import type { PythonSource } from "../pythonSource";
import { arithmeticText, atom, numberText, type RuleText } from "../ruleText";
import type { Iteration } from "./iteration";
import type { Place } from "./place";
import type { Surroundings } from "./surroundings";
import type { Write } from "./write";

/**
 * What a place counts: updates, and what it holds at the first of them. Null for what counts none: only the loop around the updates and what goes up by 1
 * with each of them do.
 *
 * @param at start of the text at which it is read
 */
export function countAt(
  place: Place,
  at: number,
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
): number | null {
  const own = iteration.writes.filter((write) => write.place.key === place.key && !write.isInitial);
  const [loop] = iteration.loops;
  if (own.length === 0 && loop !== undefined && place.key === place.root) {
    const counted = iterationOf(loop);
    const isCounter = counted !== null && source.textOf(counted.variable) === place.root;
    return isCounter ? countedFrom(counted.over, iteration.scope, source) : null;
  }
  if (own.length === 0) return givenCount(place, iteration, surroundings, source);
  const [only, ...others] = own;
  if (others.length > 0 || !isIncrement(only)) return null;
  const initial = iteration.writes.find((write) => write.place.key === place.key && write.isInitial)?.value;
  const start = initial?.kind === "number" ? initial.value : surroundings.numberAt(place, iteration.before)?.value;
  if (typeof start !== "number" || !Number.isInteger(start)) return null;
  return only.statement.from < at ? start + 1 : start;
}

/**
 * What the variable of a loop further out counts, in terms of the rule's counter of updates; the count is null where only the run knows how many updates
 * the inner loops make. Null for any other place.
 */
export function outerCountAt(
  place: Place,
  { loops, scope }: Iteration,
  source: PythonSource,
): { readonly count: RuleText | null } | null {
  const level = loops.findIndex((loop, index) => {
    const counted = index === 0 ? null : iterationOf(loop);
    return counted !== null && source.textOf(counted.variable) === place.key;
  });
  if (level < 0) return null;
  const over = iterationOf(loops[level])?.over;
  const first = over === undefined ? null : countedFrom(over, scope, source);
  if (first === null) return null;
  const rounds = loops.slice(0, level).map((loop) => roundsOf(loop, scope, source));
  if (!rounds.every((count) => count !== null)) return { count: null };
  const updates = rounds.reduce((product, count) => product * count, 1);
  const whole = atom(`floor(step / ${numberText(updates).text})`);
  return { count: first === 0 ? whole : arithmeticText("+", whole, numberText(first)) };
}

/** The counter of a loop that a function is given: `adam(w, grad, t)` or `adam(w, grad, i + 1)`. */
function givenCount(
  place: Place,
  iteration: Iteration,
  { argumentsFor, scopes }: Surroundings,
  source: PythonSource,
): number | null {
  const counts = argumentsFor(place.key, iteration.before).map(({ value, call }) => {
    const shifted = /^(\w+)(?: *([-+]) *(\d+))?$/.exec(source.textOf(value));
    if (shifted === null) return null;
    for (let around = call.parent; around !== null; around = around.parent) {
      const counted = around.name === "ForStatement" ? iterationOf(around) : null;
      if (counted === null || source.textOf(counted.variable) !== shifted[1]) continue;
      const first = countedFrom(counted.over, scopes.scopeOf(call), source);
      return first === null ? null : first + Number(`${shifted[2] ?? "+"}${shifted[3] ?? 0}`);
    }
    return null;
  });
  const [first] = counts;
  return first !== undefined && counts.every((count) => count === first) ? first : null;
}

function isIncrement({ value, place }: Write): boolean {
  if (value.kind !== "operation" || value.operator !== "+") return false;
  const [left, right] = value.operands;
  return left.kind === "place" && left.place.key === place.key && right.kind === "number" && right.value === 1;
}

/** A counter as a rule reads it. */
export function countText(first: number): RuleText {
  const step = atom("step");
  if (first === 1) return atom("t");
  return (first !== 0 && arithmeticText(first > 0 ? "+" : "-", step, numberText(Math.abs(first)))) || step;
}
