import type { NamedPlace } from "../../../handWrittenFacts";
import { indexOf } from "../../fileIndex";
import type { PythonSource } from "../../pythonSource";
import { keyOf } from "../numeric/symbolicReading";
import type { FoundUpdate } from "../readHandWritten";

/** A gradient that was worked out from the parameter before the loop, and is not worked out again in it. */
export function constantGradient(
  { write, iteration, translated }: FoundUpdate,
  source: PythonSource,
): NamedPlace | undefined {
  const { name, evidence } = translated.gradient;
  const loop = iteration.loops.at(-1);
  if (loop === undefined || evidence === "data" || !/^\w+$/.test(name)) return undefined;
  const given = indexOf(source).given.get(name) ?? [];
  const before = given.filter(({ node, scope }) => node.to <= loop.from && scope === iteration.scope);
  const made = before.at(-1);
  // Anything else in the loop that names it may fill it anew.
  const mentions = source.textOf(loop).match(new RegExp(`(?<![\\w.])${name}\\b`, "g")) ?? [];
  const own = source.textOf(write.statement).match(new RegExp(`(?<![\\w.])${name}\\b`, "g")) ?? [];
  if (made === undefined || mentions.length > own.length) return undefined;
  const parameter = keyOf(write.statement.firstChild ?? write.statement, source);
  const reads = new RegExp(`(?<![\\w.])${escaped(parameter)}(?![\\w])`).test(source.textOf(made.value));
  return reads ? { name, range: source.rangeOf(made.node) } : undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
