/** Lines that an edit replaces, from 0, and what it puts there. */
export interface LineEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly text: string;
}

/**
 * Where a line stands after edits, from 1. One that an edit begins in stays, unless the edit puts lines before all of it.
 *
 * @param edits at places of the text as it was before any of them
 */
export function movedLine(line: number, edits: readonly LineEdit[]): number {
  let moved = line;
  for (const edit of edits) {
    const added = edit.text.split("\n").length - 1;
    const removed = edit.endLine - edit.line;
    const isAbove = edit.endLine < line - 1;
    const isBefore = edit.endLine === line - 1 && edit.column === 0 && edit.text.endsWith("\n");
    // Lines that are joined with what stands above them end up there.
    const isJoined = edit.endLine === line - 1 && edit.line < line - 1;
    if (isAbove || isBefore || isJoined) moved += added - removed;
  }
  return Math.max(1, moved);
}
