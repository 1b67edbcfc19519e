import { describeRange } from "../../core/numberRange";
import { checkValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import { readLiteral } from "../python/literalExpression";
import type { AnswerKind, UnknownValue } from "./unknownValue";

/** What is wrong with an answer, as a sentence; null where it can be taken. */
export function checkAnswer(
  { expression, kind }: Pick<UnknownValue, "expression" | "kind">,
  text: string,
): string | null {
  const value = readLiteral(text);
  if (value === null) return `${JSON.stringify(text)} is no value; expected ${describeAnswer(kind)}.`;
  const { issues } = checkValue({ name: expression, documentation: "", ...kind }, value, pythonWords);
  return issues[0]?.message ?? null;
}

/** What an answer has to be, in words: `an integer of at least 1, such as 500`. */
export function describeAnswer({ kind, range = {}, length }: AnswerKind): string {
  switch (kind) {
    case "integer":
      return `${describeRange({ ...range, integer: true })}, such as 500`;
    case "number":
      return `${describeRange(range)}, such as ${range.integer ? "500" : "0.001"}`;
    case "float":
      return `${describeRange(range)} with a point, such as 0.001`;
    case "numbers":
    case "floats":
      return `a tuple of ${length === undefined ? "" : `${length} `}numbers, such as (0.9, 0.999)`;
    case "boolean":
      return "True or False";
    case "string":
      return 'a string, such as "cosine"';
  }
}
