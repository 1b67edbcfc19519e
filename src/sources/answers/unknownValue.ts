import type { NumberRange } from "../../core/numberRange";
import type { SourceRange } from "../configuration";

/** What an answer has to be, as an argument of a framework takes it. */
export interface AnswerKind {
  readonly kind: "number" | "float" | "integer" | "numbers" | "floats" | "boolean" | "string";
  readonly nullable?: boolean;
  /** Number of entries, where it is fixed. */
  readonly length?: number;
  readonly range?: NumberRange;
}

/** What needs a value: `T_max` of `CosineAnnealingLR`, line 31. */
export interface Need {
  /** Null for the updates from one step of a schedule to the next, which no argument holds. */
  readonly argument: string | null;
  /** What the argument belongs to, as shown. */
  readonly of: string;
  readonly range: SourceRange;
}

/** An expression whose value only the run knows: the user is asked for it, once, whatever number of arguments need it. */
export interface UnknownValue {
  /** As the source spells it; a parameter of a function with the function: `total_steps of get_schedule()`. */
  readonly expression: string;
  readonly range: SourceRange;
  readonly neededFor: readonly Need[];
  readonly kind: AnswerKind;
  /** What the user has said it is. Absent: nothing yet. */
  readonly answer?: string;
}

/** The same expression in several places as one. */
export function mergeUnknowns(unknowns: readonly UnknownValue[]): readonly UnknownValue[] {
  const merged = new Map<string, UnknownValue>();
  for (const unknown of unknowns) {
    const { expression, neededFor, kind } = unknown;
    const before = merged.get(expression);
    if (before === undefined) merged.set(expression, unknown);
    else {
      const isNarrower = before.kind.range === undefined && kind.range !== undefined;
      const all = [...before.neededFor, ...neededFor];
      const needs = new Map(all.map((need) => [JSON.stringify(need), need]));
      merged.set(expression, {
        ...before,
        neededFor: [...needs.values()].sort((a, b) => a.range.line - b.range.line),
        kind: isNarrower ? kind : before.kind,
      });
    }
  }
  return [...merged.values()];
}
