/** A word of a command, quotes taken off and variables put in. */
export interface ShellWord {
  readonly text: string;
  /** Where each character stands in the script: that of a variable's value where that was assigned. */
  readonly offsets: readonly number[];
  /** Whether part of it is left to the run: it then stands as it is spelled, `$LR`. */
  readonly isOpen: boolean;
  /** The variable whose value it is, or ends in. */
  readonly variable: string | null;
}

/** Puts words together from pieces. */
export class WordBuilder {
  readonly words: ShellWord[] = [];
  private text = "";
  private offsets: number[] = [];
  private isOpen = false;
  private variable: string | null = null;
  private isBegun = false;

  /** @param offset of the first character, behind which the others stand */
  append(text: string, offset: number): void {
    this.isBegun = true;
    this.text += text;
    for (let i = 0; i < text.length; i++) this.offsets.push(offset + i);
  }

  /** Quotes make a word, even of nothing. */
  begin(): void {
    this.isBegun = true;
  }

  /** What is left to the run, as it is spelled. */
  appendOpen(spelled: string, offset: number): void {
    this.append(spelled, offset);
    this.isOpen = true;
  }

  /** @param splits whether blanks in the value end words, as they do outside of quotes */
  appendWord(value: ShellWord, variable: string, splits: boolean): void {
    for (let i = 0; i < value.text.length; i++) {
      const character = value.text[i];
      if (splits && /\s/.test(character)) this.end();
      else this.append(character, value.offsets[i]);
      // Within a text of several words, it is not known in which of them a variable stands.
      if (this.isBegun) this.variable = splits ? variable : (value.variable ?? variable);
    }
    if (value.isOpen) this.isOpen = true;
  }

  end(): void {
    if (!this.isBegun) return;
    const { text, offsets, isOpen, variable } = this;
    this.words.push({ text, offsets, isOpen, variable });
    this.text = "";
    this.offsets = [];
    this.isOpen = this.isBegun = false;
    this.variable = null;
  }
}
