import { shortNumber } from "../../core/shortNumber";
import type { ReadValue, SourceRange } from "../configuration";
import { type LinePositions, linePositions } from "../linePositions";
import { withKey } from "../withKey";
import type { TextEdit } from "./textEdit";

/**
 * Changes of one source text. What they return is null where the text does not allow the change: a default that nobody wrote,
 * a value in a file whose text is not at hand.
 */
export class SourceEdits {
  private readonly lines: readonly string[];
  private readonly positions: LinePositions;

  constructor(private readonly text: string) {
    this.lines = text.split("\n");
    this.positions = linePositions(text);
  }

  textOf({ line, column, endLine, endColumn }: SourceRange): string {
    return this.text.slice(this.positions.offset(line, column), this.positions.offset(endLine, endColumn));
  }

  /** All that stands before a range. */
  textBefore({ line, column }: SourceRange): string {
    return this.text.slice(0, this.positions.offset(line, column));
  }

  /** Another text in the place of a value, wherever that stands. */
  replaceValue({ range, file }: ReadValue, text: string): readonly TextEdit[] | null {
    return range === null ? null : [{ range, text, ...(file === undefined ? {} : { file }) }];
  }

  /** Another number in the place of a value: behind a key with a dot, without which PyYAML takes `1e-8` for text. */
  replaceNumber(value: ReadValue, number: number): readonly TextEdit[] | null {
    if (value.range === null) return null;
    const { line, column } = value.range;
    const isJson = /^\s*[[{]/.test(this.text);
    const isEntry =
      value.file === undefined && !isJson && /:\s*$/.test((this.lines[line - 1] ?? "").slice(0, column - 1));
    const text = shortNumber(number);
    return this.replaceValue(value, isEntry ? text.replace(/^(-?\d+)e/, "$1.0e") : text);
  }

  replace(range: SourceRange, text: string): readonly TextEdit[] {
    return [{ range, text }];
  }

  /** Another text in the place of what a pattern finds first in a range; null where it finds nothing. */
  replaceFirst(range: SourceRange, pattern: RegExp, text: string): readonly TextEdit[] | null {
    const found = pattern.exec(this.textOf(range));
    if (found === null) return null;
    const from = this.positions.offset(range.line, range.column) + found.index;
    return [{ range: this.positions.range(from, from + found[0].length), text }];
  }

  /** Another name in the place of a keyword argument's, or of a mapping's key. */
  renameKey(value: ReadValue, name: string): readonly TextEdit[] | null {
    const range = this.keyOf(value);
    if (range === null) return null;
    const quote = /^["']/.exec(this.textOf(range))?.[0] ?? "";
    return [{ range, text: quote + name + quote }];
  }

  /** Whether a name stands before a value: a keyword argument's, or a mapping's key. */
  isNamed(value: ReadValue): boolean {
    return this.keyOf(value) !== null;
  }

  /** A name before the last positional argument of a Python call; null where another one follows, or where the value has a name. */
  nameArgument(value: ReadValue, name: string): readonly TextEdit[] | null {
    const { range, file } = value;
    if (range === null || file !== undefined || this.isNamed(value)) return null;
    const behind = this.text.slice(this.positions.offset(range.endLine, range.endColumn));
    if (!/^\s*(?:,\s*)?(?:\)|[A-Za-z_]\w*\s*=(?!=)|\*\*)/.test(behind)) return null;
    return [{ range, text: `${name}=${this.textOf(range)}` }];
  }

  /** A keyword argument without its comma, or all of an entry's line. */
  removeArgument({ range, file }: ReadValue): readonly TextEdit[] | null {
    if (range === null || file !== undefined) return null;
    const whole = withKey(range, this.lines);
    if (whole.column === range.column) return null;
    const fillsLine = this.lines[whole.line - 1].slice(0, whole.column - 1).trim() === "";
    return this.removeItem(whole) ?? (fillsLine ? this.removeLines(whole) : this.replace(whole, ""));
  }

  /** One of several items with the comma behind or before it; null where there is none. */
  removeItem(range: SourceRange): readonly TextEdit[] | null {
    const from = this.positions.offset(range.line, range.column);
    const to = this.positions.offset(range.endLine, range.endColumn);
    const behind = /^\s*,[ \t]*/.exec(this.text.slice(to));
    if (behind !== null) return this.remove(from, to + behind[0].length);
    const before = /,\s*$/.exec(this.text.slice(0, from));
    return before && this.remove(before.index, to);
  }

  /** A keyword argument more, behind all others of a call that ends where the range does. */
  addArgument(call: SourceRange, name: string, value: string): readonly TextEdit[] | null {
    const end = this.positions.offset(call.endLine, call.endColumn);
    if (this.text[end - 1] !== ")") return null;
    const inside = this.text.slice(0, end - 1);
    const written = inside.trimEnd();
    const isFirst = /[(,]$/.test(written);
    const spaces = inside.slice(written.length);
    // In a call of one argument a line the new one gets its own.
    const indent = /\n([ \t]*)\S[^\n]*$/.exec(written)?.[1] ?? "";
    const separator = spaces.includes("\n") ? `\n${indent}` : written.endsWith(",") ? " " : "";
    const comma = isFirst ? separator : separator.startsWith("\n") ? `,${separator}` : ", ";
    const at = this.positions.range(written.length, written.length);
    const closing = written.endsWith(",") && separator.startsWith("\n") ? "," : "";
    return [{ range: at, text: `${comma}${name}=${value}${closing}` }];
  }

  /** A line before the one that a statement begins in, as far to the right. */
  insertLineBefore({ line }: SourceRange, text: string): readonly TextEdit[] {
    const start = { line, column: 1, endLine: line, endColumn: 1 };
    return [{ range: start, text: `${this.indentationOf(line)}${text}\n` }];
  }

  /** A line behind the one that a statement ends in, as far to the right as it begins. */
  insertLineAfter({ line, endLine }: SourceRange, text: string): readonly TextEdit[] {
    const column = (this.lines[endLine - 1] ?? "").length + 1;
    return [
      { range: { line: endLine, column, endLine, endColumn: column }, text: `\n${this.indentationOf(line)}${text}` },
    ];
  }

  /** Without the lines of a statement, which has them to itself; null where it has not. */
  removeLines({ line, column, endLine, endColumn }: SourceRange): readonly TextEdit[] | null {
    const before = this.lines[line - 1]?.slice(0, column - 1) ?? "";
    const behind = this.lines[endLine - 1]?.slice(endColumn - 1) ?? "";
    if (before.trim() !== "" || !/^\s*(?:#.*)?$/.test(behind)) return null;
    const isLast = endLine >= this.lines.length;
    const range = isLast
      ? { line, column: 1, endLine, endColumn: (this.lines[endLine - 1] ?? "").length + 1 }
      : { line, column: 1, endLine: endLine + 1, endColumn: 1 };
    return [{ range, text: "" }];
  }

  /** A statement, with its lines to itself, before another one instead of where it stands. */
  moveBefore(statement: SourceRange, other: SourceRange): readonly TextEdit[] | null {
    const removal = this.removeLines(statement);
    return removal && [...removal, ...this.insertLineBefore(other, this.textOf(statement))];
  }

  /** The same behind another one, which may be a loop that it ends. */
  moveAfter(statement: SourceRange, other: SourceRange): readonly TextEdit[] | null {
    const removal = this.removeLines(statement);
    if (removal !== null && statement.endLine === other.endLine && other.line < statement.line) {
      const text = this.indentationOf(other.line) + this.textOf(statement);
      return [{ range: { ...statement, column: 1 }, text }];
    }
    return removal && [...removal, ...this.insertLineAfter(other, this.textOf(statement))];
  }

  private keyOf({ range, file }: ReadValue): SourceRange | null {
    if (range === null || file !== undefined) return null;
    const { line, column } = withKey(range, this.lines);
    if (column === range.column) return null;
    const key = /^["']?[\w$.-]+["']?/.exec(this.lines[line - 1].slice(column - 1))?.[0] ?? "";
    return { line, column, endLine: line, endColumn: column + key.length };
  }

  private remove(from: number, to: number): readonly TextEdit[] {
    return [{ range: this.positions.range(from, to), text: "" }];
  }

  private indentationOf(line: number): string {
    return /^[ \t]*/.exec(this.lines[line - 1] ?? "")?.[0] ?? "";
  }
}

/** A text with edits made that do not overlap; those of other files are left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const positions = linePositions(text);
  const placed = edits
    .filter(({ file }) => file === undefined)
    .map(({ range, text: replacement }) => ({
      from: positions.offset(range.line, range.column),
      to: positions.offset(range.endLine, range.endColumn),
      replacement,
    }))
    .sort((a, b) => b.from - a.from || b.to - a.to);
  return placed.reduce(
    (whole, { from, to, replacement }) => whole.slice(0, from) + replacement + whole.slice(to),
    text,
  );
}
