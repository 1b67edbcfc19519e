import { spellValue } from "../arguments/checkValue";
import { pythonWords } from "../arguments/languageWords";
import type { Expression } from "./expression";
import { readPossibleValues } from "./pythonValue";

/** More are not named. */
const MAXIMUM_NAMED = 5;

/**
 * What to say of an argument that may have one of several values of the text.
 *
 * @returns null where the text has no more than one
 */
export function candidatesMessage(argument: string, expression: Expression): string | null {
  const { values, isComplete } = readPossibleValues(expression);
  const named = values.slice(0, MAXIMUM_NAMED).map(({ value, node, source }) => {
    const line = `line ${source.rangeOf(node).line}`;
    const place = source.file === null ? line : `${line} of ${source.file}`;
    const spelled = node.name === "Number" ? source.textOf(node) : spellValue(value, pythonWords);
    return `${spelled} (${place})`;
  });
  if (values.length > MAXIMUM_NAMED) named.push("one of more");
  if (!isComplete) named.push("a value that only the run knows");
  if (values.length === 0 || named.length < 2) return null;
  return `${argument} is ${named.slice(0, -1).join(", ")} or ${named.at(-1)}; which of these it is cannot be told from the text.`;
}
