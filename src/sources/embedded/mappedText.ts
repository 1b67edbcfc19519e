import type { SourceRange } from "../configuration";
import { linePositions } from "../linePositions";

/** A stretch of the text, and that of the other text which it stands for. */
interface Piece {
  readonly start: number;
  readonly length: number;
  readonly origin: number;
  readonly originLength: number;
}

/** A text that is put together from stretches of another, and knows where each of its characters stands there. */
export class MappedText {
  private readonly pieces: Piece[] = [];
  private readonly parts: string[] = [];
  private length = 0;

  /**
   * @param origin offset in the other text of what stands for this
   * @param originLength its length; where it is another, `text` is one character
   */
  append(text: string, origin: number, originLength = text.length): void {
    if (text === "") return;
    this.pieces.push({ start: this.length, length: text.length, origin, originLength });
    this.parts.push(text);
    this.length += text.length;
  }

  /**
   * Appends a part of another text that is put together from the same one.
   *
   * @param text other characters in the place of that text's own, as many
   */
  appendPart(other: MappedText, from = 0, to = other.length, text = other.text): void {
    for (const { start, length, origin, originLength } of other.pieces) {
      const first = Math.max(start, from);
      const last = Math.min(start + length, to);
      if (first >= last) continue;
      const isWhole = first === start && last === start + length;
      this.append(text.slice(first, last), origin + first - start, isWhole ? originLength : last - first);
    }
  }

  get text(): string {
    return this.parts.join("");
  }

  /** A function that tells for ranges of this text where they stand in the other. */
  mapping(original: string): (range: SourceRange) => SourceRange {
    const own = linePositions(this.text);
    const other = linePositions(original);
    return ({ line, column, endLine, endColumn }) => {
      const from = own.offset(line, column);
      const to = own.offset(endLine, endColumn);
      const origin = this.originOf(from);
      // What follows the last character may stand elsewhere.
      return other.range(origin, to > from ? this.originBehind(to - 1) : origin);
    };
  }

  private originOf(offset: number): number {
    const piece = this.pieceAt(offset);
    return piece === undefined ? 0 : piece.origin + Math.min(offset - piece.start, piece.originLength);
  }

  /** Where what stands for a character ends. */
  private originBehind(offset: number): number {
    const piece = this.pieceAt(offset);
    if (piece === undefined) return 0;
    const isLast = offset - piece.start === piece.length - 1;
    return piece.origin + (isLast ? piece.originLength : offset - piece.start + 1);
  }

  private pieceAt(offset: number): Piece | undefined {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pieces[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low];
  }
}
