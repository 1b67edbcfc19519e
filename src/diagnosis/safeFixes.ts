import type { TextEdit } from "../sources/edits/textEdit";
import type { Finding } from "./finding";

/**
 * The edits of all findings that have one fix alone and it is safe, of this file. Of two that overlap the first is taken; when the text is read again
 * the other may be found again.
 */
export function safeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of findings) {
    const [fix, ...others] = fixes;
    if (fix === undefined || others.length > 0 || !fix.isSafe) continue;
    const isOwn = fix.edits.every(({ file }) => file === undefined);
    if (isOwn && !fix.edits.some((edit) => taken.some((other) => overlap(edit, other)))) taken.push(...fix.edits);
  }
  return taken;
}

function overlap({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  return !isBefore(a.endLine, a.endColumn, b.line, b.column) && !isBefore(b.endLine, b.endColumn, a.line, a.column);
}

/** Whether a place comes before another. Stretches that only touch count as overlapping: which comes first would be left open. */
function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}
