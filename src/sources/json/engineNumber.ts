import { describeRange, isInRange, type NumberRange } from "../../core/numberRange";
import type { SourceIssue } from "../configuration";
import { describeNode, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt } from "../yaml/mapping";

/** A number that a file gives the engine, beside the optimizer. */
export interface EngineNumber {
  /** Null where it cannot be read. */
  readonly value: number | null;
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

/** @param preset the value where the file says nothing */
export function engineNumber(
  root: MappingNode,
  key: string,
  preset: number,
  range: NumberRange,
  { load }: Loading,
): EngineNumber {
  const entry = entryAt(root, key);
  if (entry === undefined) return { value: preset, unresolved: [], issues: [] };
  const loaded = load(entry, {
    argument: key,
    of: "DeepSpeed",
    kind: { kind: range.integer ? "integer" : "number", range },
  });
  if ("unread" in loaded) return { value: null, unresolved: [key], issues: [] };
  const { value } = loaded.value;
  if (typeof value === "number" && isInRange(value, range)) return { value, unresolved: [], issues: [] };
  const message = `${key} is ${describeNode(entry.value)}; expected ${describeRange(range)}.`;
  return { value: null, unresolved: [], issues: [{ severity: "error", message, range: placeOf(entry) }] };
}
