import type { NamedPlace } from "../../../handWrittenFacts";
import type { PythonSource } from "../../pythonSource";
import { isLoss, isParameter } from "../customs";
import type { FoundUpdate } from "../readHandWritten";

/** The loss whose gradient an automatic differentiation gives an update, where it is named as one, and what is updated as a parameter. */
export function differentiatedLoss(
  { write, iteration, translated }: FoundUpdate,
  source: PythonSource,
): NamedPlace | undefined {
  if (!isParameter(write.place.name) && !/param/i.test(write.place.name)) return undefined;
  if (translated.gradient.isNegated || translated.gradient.evidence !== "sure") return undefined;
  const text = source.textOf(iteration.body);
  const isAutomatic = /\.grad\b/.test(translated.gradient.name) || /\.grad\b|\.gradient\(/.test(text);
  const backward = /(?<![\w.])(\w+)\.backward\(\)/.exec(text)?.[1];
  const taped = /\.gradient\(\s*(\w+)\s*,/.exec(text)?.[1];
  const name = backward ?? taped;
  if (!isAutomatic || name === undefined || !isLoss(name) || !/loss|cost|mse|err/i.test(name)) return undefined;
  // A loss that is made by changing a sign may be what is to grow.
  const isNegative = new RegExp(`(?<![\\w.])${name} *= *-`).test(text);
  return isNegative ? undefined : { name, range: source.rangeOf(write.statement) };
}
