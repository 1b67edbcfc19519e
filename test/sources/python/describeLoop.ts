import type { LoopEvent, LoopFacts } from "../../../src/sources/loopFacts";

/**
 * The loop of an optimizer as the case files spell it: each event in order of execution, further to the right in each loop, behind it what is special
 * about it and the conditions that it depends on.
 */
export function describeLoop(loop: LoopFacts): string {
  const { name, passes, isHandedOn, schedulers } = loop;
  return [
    `${name ?? "(no name)"}${isHandedOn ? ", handed on" : ""}`,
    ...schedulers.map((it) => `scheduler ${it.name} stepped ${it.stepped}`),
    ...passes.flatMap(({ events, isOnlyOptimizer }) => [
      isOnlyOptimizer ? "pass" : "pass of several optimizers",
      ...events.map(describeEvent),
    ]),
  ].join("\n");
}

function describeEvent({ kind, range, statement: _, loops, conditions, ...details }: LoopEvent): string {
  const units = loops.map(({ unit, rounds }) => `${unit ?? "loop"}${rounds === null ? "" : ` of ${rounds}`}`);
  const named = Object.entries(details).flatMap(([key, value]) => {
    if (value === false || value === null) return [];
    return value === true ? [key] : [`${key} ${String(value)}`];
  });
  const depends = conditions.map(({ way, period }) =>
    period === null ? `if[${way}]` : `every ${period.rounds ?? period.text}`,
  );
  const inside = units.length === 0 ? "" : ` in ${units.join(" > ")}`;
  return `  ${[`${range.line} ${kind}`, ...named, ...depends].join(", ")}${inside}`;
}
