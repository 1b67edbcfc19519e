import type { Answers } from "../answers/answers";
import type { AnswerKind, UnknownValue } from "../answers/unknownValue";
import type { TypedValue } from "../arguments/typedValue";
import { readLiteral } from "../python/literalExpression";
import { type MappingEntry, placeOf } from "../yaml/configurationNode";

/** A value that a file leaves to the program that reads it: what the user is asked for. */
export interface AutoValue {
  readonly unknown: UnknownValue;
  /** What the user has said it is; null where that is nothing yet. */
  readonly value: TypedValue | null;
  /** In words, where it comes from then. */
  readonly origin: string;
}

/** Whether a value is left to the program that reads the file: the Trainer of Hugging Face, or Accelerate. */
export function isAuto({ value }: MappingEntry): boolean {
  return value.kind === "scalar" && value.value === "auto";
}

/**
 * @param path of the keys that lead to the entry, by which the user is asked: `optimizer.params.lr`
 * @param of whose argument it is
 */
export function readAuto(
  entry: MappingEntry,
  path: readonly string[],
  of: string,
  kind: AnswerKind,
  answers: Answers,
): AutoValue {
  const range = placeOf(entry);
  const expression = path.join(".");
  const answer = answers.get(expression);
  const value = answer === undefined ? null : readLiteral(answer);
  const neededFor = [{ argument: path[path.length - 1], of, range }];
  const answered = answer === undefined || value === null ? {} : { answer };
  return {
    unknown: { expression, range, neededFor, kind, ...answered },
    value,
    origin: `your answer for ${expression}`,
  };
}
