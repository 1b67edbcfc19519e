import { describeRange, isInRange, type NumberRange } from "../../core/numberRange";
import type { ClippingSpecification } from "../../core/simulation/specification";
import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { type ConfigurationNode, describeNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt } from "../yaml/mapping";

/** What a file says of the updates beside the optimizer. */
export type Companions = Pick<OptimizerConfiguration, "clipping" | "accumulation" | "unresolved" | "issues">;

export const noCompanions: Companions = { clipping: null, unresolved: [], issues: [] };

/** A number beside an optimizer; `value` is undefined where the file says nothing, and null where it cannot be read or is wrong. */
export interface CompanionNumber {
  readonly value: number | null | undefined;
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

export const noNumber: CompanionNumber = { value: undefined, unresolved: [], issues: [] };

/** Reads a number that may be null or missing, which are the same to the program. */
export function companionNumber(
  parent: ConfigurationNode | null | undefined,
  key: string,
  range: NumberRange,
  { load }: Loading,
): CompanionNumber {
  const entry = entryAt(parent, key);
  if (entry === undefined) return noNumber;
  const loaded = load(entry, {
    argument: key,
    of: "the training",
    kind: { kind: range.integer ? "integer" : "number", range },
  });
  if ("unread" in loaded) return { value: null, unresolved: [key], issues: [] };
  const { value } = loaded.value;
  if (value === null) return noNumber;
  if (typeof value === "number" && isInRange(value, range)) return { value, unresolved: [], issues: [] };
  if (entry.value.file !== undefined) return { value: null, unresolved: [key], issues: [] };
  const message = `${key} is ${describeNode(entry.value)}; expected ${describeRange(range)}.`;
  return { value: null, unresolved: [], issues: [{ severity: "error", message, range: placeOf(entry) }] };
}

/** Clipping and accumulation from their numbers; 0 clips nothing. */
export function companionsOf(
  limit: CompanionNumber,
  accumulation: CompanionNumber,
  clipping: Omit<ClippingSpecification, "limit"> = { kind: "norm" },
): Companions {
  const isClipped = typeof limit.value === "number" && limit.value > 0 && limit.value !== Number.POSITIVE_INFINITY;
  return {
    clipping: isClipped ? { ...clipping, limit: Number(limit.value) } : null,
    ...((accumulation.value ?? 1) > 1 ? { accumulation: Number(accumulation.value) } : {}),
    unresolved: [...limit.unresolved, ...accumulation.unresolved],
    issues: [...limit.issues, ...accumulation.issues],
  };
}
