import type { SourceRange } from "./configuration";

/** A value with the key before it: that of a keyword argument, or of a mapping's entry. The value alone where none stands before it in its line. */
export function withKey(range: SourceRange, lines: readonly string[]): SourceRange {
  const before = lines[range.line - 1]?.slice(0, range.column - 1) ?? "";
  const key = /["']?[\w$.-]+["']?\s*[:=]\s*$/.exec(before);
  return key === null ? range : { ...range, column: key.index + 1 };
}
