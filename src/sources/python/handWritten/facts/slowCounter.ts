import type { SlowCounter } from "../../../handWrittenFacts";
import type { PythonSource } from "../../pythonSource";
import { type Arithmetic, leavesOf } from "../arithmetic";
import { outerCountAt } from "../counters";
import type { FoundUpdate } from "../readHandWritten";
import type { Surroundings } from "../surroundings";

/** A counter of bias corrections, `1 - beta ** t`, that stands still or counts rounds of a loop further out. */
export function slowCounter(
  { iteration }: FoundUpdate,
  surroundings: Surroundings,
  source: PythonSource,
): SlowCounter | undefined {
  for (const { value } of iteration.writes) {
    for (const exponent of exponentsOf(value)) {
      const [only, ...others] = leavesOf(exponent).filter(({ kind }) => kind === "place");
      if (only?.kind !== "place" || others.length > 0) continue;
      const { place, node } = only;
      const range = source.rangeOf(node);
      if (outerCountAt(place, iteration, source) !== null) return { name: place.name, range, kind: "loop" };
      const isMoved = [...iteration.writes, ...iteration.outerWrites].some((write) => write.place.key === place.key);
      const isStill = !isMoved && iteration.loops.length > 0;
      if (isStill && surroundings.numberAt(place, iteration.before) !== null) {
        return { name: place.name, range, kind: "still" };
      }
    }
  }
  return undefined;
}

/** What t is in every `1 - b ^ t` of an expression. */
function exponentsOf(value: Arithmetic): readonly Arithmetic[] {
  if (!("operands" in value)) return [];
  const inner = value.operands.flatMap(exponentsOf);
  if (value.kind !== "operation" || value.operator !== "-") return inner;
  const [one, power] = value.operands;
  const isOne = one.kind === "number" && one.value === 1;
  return isOne && power.kind === "operation" && power.operator === "^" ? [power.operands[1], ...inner] : inner;
}
