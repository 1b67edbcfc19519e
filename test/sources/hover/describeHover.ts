import { sayInEnglish } from "../../../src/core/say";
import { configurationHover } from "../../../src/sources/hover/configurationHover";
import { readSource } from "../../../src/sources/readSource";

const defaults = {
  problem: { name: "quadratic", parameters: {} },
  steps: 1000,
  seed: 0,
  precision: "float64",
} as const;

/** Two letters that stand for the colors, so that they do not get lost among the numbers of a picture. */
const colors = { line: "L", text: "T", axis: "A" };

/**
 * The hover at the ¦ in a text, as the case files spell it: its range, then its Markdown, links as `(@ line:column)`, and of a picture
 * the words in it.
 */
export async function describeHover(file: string, marked: string): Promise<string> {
  const before = marked.slice(0, marked.indexOf("¦"));
  const text = marked.replace("¦", "");
  const line = before.split("\n").length;
  const column = before.length - before.lastIndexOf("\n");
  const reading = await readSource(file, text);
  const hover = configurationHover(
    reading,
    text,
    { line, column },
    {
      defaults,
      colors,
      linkTo: ({ range, file: other }) => `@${other ?? ""} ${range.line}:${range.column}`,
      say: sayInEnglish,
    },
  );
  if (hover === null) return "";
  const { range, markdown } = hover;
  const place = `${range.line}:${range.column}-${range.endLine}:${range.endColumn}`;
  return [place, ...markdown]
    .join("\n\n")
    .replaceAll(/data:image\/svg\+xml,([^)]*)/g, (_, svg) => wordsOf(svg))
    .trim();
}

function wordsOf(svg: string): string {
  return [...decodeURIComponent(svg).matchAll(/<text[^>]*>([^<]*)/g)].map(([, words]) => words).join(" | ");
}
