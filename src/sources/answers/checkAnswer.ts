import { describeRange } from "../../core/numberRange";
import { type Say, sayInEnglish } from "../../core/say";
import { checkValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import { readLiteral } from "../python/literalExpression";
import type { AnswerKind, UnknownValue } from "./unknownValue";

/** What is wrong with an answer, as a sentence; null where it can be taken. */
export function checkAnswer(
  { expression, kind }: Pick<UnknownValue, "expression" | "kind">,
  text: string,
  say: Say = sayInEnglish,
): string | null {
  const value = readLiteral(text);
  if (value === null) return say("{0} is no value; expected {1}.", JSON.stringify(text), describeAnswer(kind, say));
  const { issues } = checkValue({ name: expression, documentation: "", ...kind }, value, pythonWords);
  return issues[0]?.message ?? null;
}

/** What an answer has to be, in words: `an integer of at least 1, such as 500`. */
export function describeAnswer({ kind, range = {}, length }: AnswerKind, say: Say = sayInEnglish): string {
  switch (kind) {
    case "integer":
      return say("{0}, such as {1}", describeRange({ ...range, integer: true }, say), "500");
    case "number":
      return say("{0}, such as {1}", describeRange(range, say), range.integer ? "500" : "0.001");
    case "float":
      return say("{0} with a point, such as 0.001", describeRange(range, say));
    case "numbers":
    case "floats":
      return length === undefined
        ? say("a tuple of numbers, such as (0.9, 0.999)")
        : say("a tuple of {0} numbers, such as (0.9, 0.999)", length);
    case "boolean":
      return say("True or False");
    case "string":
      return say('a string, such as "cosine"');
  }
}
