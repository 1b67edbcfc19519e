import { nearestName } from "../core/nearestName";
import type { Answers } from "../sources/answers/answers";
import { checkAnswer } from "../sources/answers/checkAnswer";
import type { UnknownValue } from "../sources/answers/unknownValue";
import type { SourceReading } from "../sources/configuration";
import { CommandError } from "./commandError";

/**
 * What `--answer EXPRESSION=VALUE` says, each time it is given.
 *
 * @throws CommandError for one that is not of this form
 */
export function parseAnswers(given: readonly string[] = []): Answers {
  return new Map(
    given.map((text) => {
      // No value holds the sign; an expression may.
      const sign = text.lastIndexOf("=");
      const [expression, value] = [text.slice(0, sign).trim(), text.slice(sign + 1).trim()];
      if (sign > 0 && expression !== "" && value !== "") return [expression, value];
      throw new CommandError(`--answer is "${text}"; expected EXPRESSION=VALUE, such as 'len(loader)=500'.`);
    }),
  );
}

/**
 * Refuses answers that answer nothing, or wrongly.
 *
 * @throws CommandError that names the first
 */
export function requireAsked(answers: Answers, path: string, { configurations }: SourceReading): void {
  const unknowns = configurations.flatMap((configuration) => configuration.unknowns ?? []);
  for (const [expression, text] of answers) {
    const unknown = unknowns.find((each) => each.expression === expression);
    if (unknown === undefined) throw new CommandError(`--answer ${expression}: ${unasked(expression, path, unknowns)}`);
    const problem = checkAnswer(unknown, text);
    if (problem !== null) throw new CommandError(`--answer ${expression}=${text}: ${problem}`);
  }
}

/** How to answer on the command line. */
export function answerHint(missing: readonly UnknownValue[]): string {
  const options = missing.map(({ expression }) => `--answer '${expression.replaceAll("'", "'\\''")}=…'`);
  return `To say what ${missing.length === 1 ? "it is" : "they are"}: ${options.join(" ")}`;
}

function unasked(expression: string, path: string, unknowns: readonly UnknownValue[]): string {
  const asked = [...new Set(unknowns.map((unknown) => unknown.expression))];
  if (asked.length === 0) return `${path} asks for nothing.`;
  const nearest = nearestName(expression, asked);
  return `${path} does not ask for it; ${nearest === undefined ? `it asks for ${asked.join(", ")}.` : `did you mean ${nearest}?`}`;
}
