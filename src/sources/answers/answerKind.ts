import type { ArgumentDefinition } from "../catalogue/catalogue";
import type { AnswerKind } from "./unknownValue";

/** What an answer for a whole argument has to be; null where nobody would type it. */
export function answerKind({ kind, nullable, length, range }: ArgumentDefinition): AnswerKind | null {
  switch (kind) {
    case "number":
    case "float":
    case "integer":
    case "numbers":
    case "floats":
    case "boolean":
    case "string":
      return {
        kind,
        ...(nullable === undefined ? {} : { nullable }),
        ...(length === undefined ? {} : { length }),
        ...(range === undefined ? {} : { range }),
      };
    default:
      return null;
  }
}
