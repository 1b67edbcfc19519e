import { describeRange, isInRange, type NumberRange } from "../../core/numberRange";
import type { SourceIssue } from "../configuration";
import { describeNode, type MappingNode, placeOf } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import { isAuto } from "./bindParams";

/** A number that a file gives the engine, beside the optimizer. */
export interface EngineNumber {
  /** Null where it cannot be read. */
  readonly value: number | null;
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

/** @param preset the value where the file says nothing */
export function engineNumber(root: MappingNode, key: string, preset: number, range: NumberRange): EngineNumber {
  const entry = entryAt(root, key);
  if (entry === undefined) return { value: preset, unresolved: [], issues: [] };
  if (isAuto(entry)) return { value: null, unresolved: [key], issues: [] };
  const value = scalarAt(entry);
  if (typeof value === "number" && isInRange(value, range)) return { value, unresolved: [], issues: [] };
  const message = `${key} is ${describeNode(entry.value)}; expected ${describeRange(range)}.`;
  return { value: null, unresolved: [], issues: [{ severity: "error", message, range: placeOf(entry) }] };
}
