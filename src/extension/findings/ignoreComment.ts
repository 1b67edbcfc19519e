import type { TextEdit } from "../../sources/edits/textEdit";

/** Where comments do not begin with `#`. */
const slashed: ReadonlySet<string> = new Set([
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "json",
  "jsonc",
]);

/** The edit that puts a comment above a line, by which a finding in it is left out from then on. */
export function ignoreComment(text: string, line: number, rule: string, languageId: string): TextEdit {
  const mark = slashed.has(languageId) ? "//" : "#";
  const indentation = /^\s*/.exec(text)?.[0] ?? "";
  const range = { line, column: 1, endLine: line, endColumn: 1 };
  return { range, text: `${indentation}${mark} optimizer: ignore ${rule}\n` };
}
