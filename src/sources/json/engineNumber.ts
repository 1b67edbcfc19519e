import { describeRange, isInRange, type NumberRange } from "../../core/numberRange";
import type { Answers } from "../answers/answers";
import type { UnknownValue } from "../answers/unknownValue";
import type { SourceIssue } from "../configuration";
import { describeNode, type MappingNode, placeOf } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import { isAuto, readAuto } from "./autoValue";

/** A number that a file gives the engine, beside the optimizer. */
export interface EngineNumber {
  /** Null where it cannot be read. */
  readonly value: number | null;
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
  readonly unknowns: readonly UnknownValue[];
}

/**
 * @param preset the value where the file says nothing
 * @param answers for what the file leaves to the program
 */
export function engineNumber(
  root: MappingNode,
  key: string,
  preset: number,
  range: NumberRange,
  answers: Answers,
): EngineNumber {
  const entry = entryAt(root, key);
  if (entry === undefined) return { value: preset, unresolved: [], issues: [], unknowns: [] };
  const kind = { kind: range.integer ? "integer" : "number", range } as const;
  const auto = isAuto(entry) ? readAuto(entry, [key], "DeepSpeed", kind, answers) : null;
  const unknowns = auto === null ? [] : [auto.unknown];
  const value = auto === null ? scalarAt(entry) : auto.value?.value;
  if (auto !== null && value === undefined) return { value: null, unresolved: [key], issues: [], unknowns };
  if (typeof value === "number" && isInRange(value, range)) return { value, unresolved: [], issues: [], unknowns };
  const found = auto === null ? describeNode(entry.value) : String(value);
  const message = `${key} is ${found}; expected ${describeRange(range)}.`;
  return { value: null, unresolved: [], issues: [{ severity: "error", message, range: placeOf(entry) }], unknowns };
}
