import { type ShellWord, WordBuilder } from "./shellWord";

/** A command with its words, from the first to the last character. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly from: number;
  readonly to: number;
}

/** Longest script that is read, in UTF-16 units. */
const LONGEST_SCRIPT = 100_000;

/** Most words that are made of one, and most characters that variables put into it: they can hold each other many times over. */
const MOST_WORDS = 20_000;
const MOST_CHARACTERS = 100_000;

const opening = new Set(["if", "for", "while", "until", "case", "select", "function", "{"]);
const closing = new Set(["fi", "done", "esac", "}"]);
/** Words behind which a command begins. */
const leading = new Set(["then", "do", "else", "elif", "!", "time", "if", "while", "until", "{"]);
const declaring = new Set(["export", "declare", "local", "readonly", "typeset"]);

/**
 * The commands of a shell script, with the values of variables that it assigns before, once or again, outside of branches, loops and functions; the default of one that it does
 * not assign (`${LR:-3e-4}`). Nothing is run: `$(…)` and all else is left open. Never throws.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  if (script.length > LONGEST_SCRIPT) return [];
  return new ScriptReader(script).read();
}

/** Reads a script from its beginning to its end. */
class ScriptReader {
  private at = 0;
  private depth = 0;
  private words = 0;
  private characters = 0;
  private readonly commands: ShellCommand[] = [];
  /** What variables hold, a word or, of a list, several; null where the script does not tell. */
  private readonly variables = new Map<string, readonly ShellWord[] | null>();
  /** Words that end the texts which follow the line. */
  private hereDocuments: string[] = [];

  constructor(private readonly script: string) {}

  read(): readonly ShellCommand[] {
    while (this.at < this.script.length && this.words < MOST_WORDS) {
      const before = this.at;
      this.readCommand();
      if (this.at === before) this.at++;
    }
    return this.commands;
  }

  private readCommand(): void {
    let isStart = true;
    const words: ShellWord[] = [];
    this.skipBlanks();
    let from = this.at;
    let to = this.at;
    while (this.at < this.script.length) {
      const character = this.script[this.at];
      if (character === "\n" || ";&|()".includes(character) || this.words >= MOST_WORDS) break;
      if (this.isRedirection()) {
        this.skipRedirection();
      } else if (isStart && this.readAssignment()) {
        from = this.at;
      } else {
        const made = this.readWord(true);
        const [first] = made;
        const isKeyword = isStart && made.length === 1 && this.takeKeyword(first.text);
        if (!isKeyword) {
          words.push(...made);
          isStart = made.length === 1 && declaring.has(first.text);
          // Quotes that never end are read to the end of the script.
          to = Math.min(this.at, this.script.length);
        } else if (!leading.has(first.text)) isStart = false;
        if (isKeyword) from = this.at;
      }
      this.skipBlanks();
      if (words.length === 0) from = this.at;
    }
    if (words.length > 0 && !declaring.has(words[0].text)) this.commands.push({ words, from, to });
    this.skipSeparator();
  }

  /** Whether a word at the start of a command is one of the language. */
  private takeKeyword(word: string): boolean {
    if (closing.has(word)) this.depth = Math.max(0, this.depth - 1);
    if (opening.has(word)) {
      this.depth++;
      const variable = /\s*([A-Za-z_]\w*)/y;
      variable.lastIndex = this.at;
      const name = word === "for" || word === "select" ? variable.exec(this.script)?.[1] : undefined;
      if (name !== undefined) this.variables.set(name, null);
    }
    return closing.has(word) || opening.has(word) || leading.has(word);
  }

  private readAssignment(): boolean {
    const pattern = /([A-Za-z_]\w*)(\+?)=(\()?/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.script);
    if (found === null) return false;
    const [whole, name, adds, isList] = found;
    this.at += whole.length;
    const value = isList === undefined ? this.readWord(false) : this.readList();
    const before = adds === "" ? [] : this.variables.get(name);
    const isKnown = this.depth === 0 && before !== null && (adds === "" || isList !== undefined);
    this.variables.set(name, isKnown ? [...(before ?? []), ...value] : null);
    return true;
  }

  /** The words up to the closing parenthesis. */
  private readList(): readonly ShellWord[] {
    const words: ShellWord[] = [];
    for (;;) {
      while (this.at < this.script.length && /[\s\\]/.test(this.script[this.at])) this.at++;
      this.skipComment();
      const character = this.script[this.at];
      if (character === undefined || this.words >= MOST_WORDS) return words;
      if (character === ")") {
        this.at++;
        return words;
      }
      const before = this.at;
      words.push(...this.readWord(true));
      if (this.at === before && this.script[this.at] !== "\n") this.at++;
    }
  }

  /** @param splits whether blanks in the values of variables end words; else there is one word at most */
  private readWord(splits: boolean): readonly ShellWord[] {
    const { script } = this;
    const word = new WordBuilder();
    while (this.at < script.length && this.words + word.words.length < MOST_WORDS) {
      const character = script[this.at];
      if (/[ \t\r\n;&|()<>]/.test(character)) break;
      if (character === "'") this.readQuoted(word);
      else if (character === '"') this.readDoublyQuoted(word);
      else if (character === "$" || character === "`") this.readExpansion(word, splits);
      else if (character === "\\") {
        if (script[this.at + 1] !== "\n") word.append(script[this.at + 1] ?? "", this.at + 1);
        this.at += 2;
      } else {
        word.append(character, this.at);
        this.at++;
      }
    }
    word.end();
    this.words += word.words.length;
    return word.words;
  }

  private readQuoted(word: WordBuilder): void {
    const { script } = this;
    const close = script.indexOf("'", this.at + 1);
    const end = close === -1 ? script.length : close;
    word.begin();
    word.append(script.slice(this.at + 1, end), this.at + 1);
    this.at = end + 1;
  }

  private readDoublyQuoted(word: WordBuilder): void {
    const { script } = this;
    word.begin();
    this.at++;
    while (this.at < script.length && script[this.at] !== '"') {
      const character = script[this.at];
      if (character === "$" || character === "`") this.readExpansion(word, false);
      else if (character === "\\" && '$`"\\\n'.includes(script[this.at + 1] ?? " ")) {
        if (script[this.at + 1] !== "\n") word.append(script[this.at + 1], this.at + 1);
        this.at += 2;
      } else {
        word.append(character, this.at);
        this.at++;
      }
    }
    this.at++;
  }

  private readExpansion(word: WordBuilder, splits: boolean): void {
    const { script } = this;
    const from = this.at;
    const pattern = /\$(?:\{(\w+)(?:\[([@*])\])?(?::?[-=]([^{}$`"']*))?\}|(\w+)|[@*#?!-])/y;
    pattern.lastIndex = from;
    const found = pattern.exec(script);
    if (found === null) {
      this.at = this.endOfExpansion();
      const spelled = script.slice(from, this.at);
      if (spelled === "$") word.append(spelled, from);
      else word.appendOpen(spelled, from);
      return;
    }
    const [whole, braced, list, preset, plain] = found;
    const name = braced ?? plain ?? "";
    this.at += whole.length;
    const value = this.variables.get(name);
    if (value === undefined && preset !== undefined) {
      word.append(preset, from + whole.indexOf(preset, braced.length + 2));
    } else if (!value || !this.allows(value)) word.appendOpen(whole, from);
    else if (list === undefined) {
      for (const each of value.slice(0, 1)) word.appendWord(each, name, splits);
    } else {
      value.forEach((each, index) => {
        if (index > 0) word.end();
        word.appendWord(each, name, false);
      });
    }
  }

  private allows(value: readonly ShellWord[]): boolean {
    for (const { text } of value) this.characters += text.length;
    return this.characters <= MOST_CHARACTERS;
  }

  /** Behind `$(…)`, `$((…))`, `${…}`, backquotes, or behind a dollar that stands for itself. */
  private endOfExpansion(): number {
    const { script, at } = this;
    if (script[at] === "`") {
      const close = script.indexOf("`", at + 1);
      return close === -1 ? script.length : close + 1;
    }
    const pairs: Readonly<Record<string, string>> = { "(": ")", "{": "}" };
    const open = script[at + 1];
    const close = pairs[open];
    if (close === undefined) return at + 1;
    let depth = 0;
    for (let end = at + 1; end < script.length; end++) {
      if (script[end] === open) depth++;
      if (script[end] === close && --depth === 0) return end + 1;
    }
    return script.length;
  }

  private skipBlanks(): void {
    const blanks = /(?:[ \t\r]|\\\r?\n)*/y;
    blanks.lastIndex = this.at;
    this.at += blanks.exec(this.script)?.[0].length ?? 0;
    this.skipComment();
  }

  /** A comment begins with a word. */
  private skipComment(): void {
    const { script, at } = this;
    if (script[at] !== "#" || (at > 0 && !/[\s;&|()]/.test(script[at - 1]))) return;
    const end = script.indexOf("\n", at);
    this.at = end === -1 ? script.length : end;
  }

  private isRedirection(): boolean {
    const operator = /\d*[<>]/y;
    operator.lastIndex = this.at;
    return operator.test(this.script);
  }

  private skipRedirection(): void {
    const operator = /\d*[<>]+[&|-]?/y;
    operator.lastIndex = this.at;
    const found = operator.exec(this.script)?.[0] ?? "";
    this.at += found.length;
    const blanks = /[ \t]*/y;
    blanks.lastIndex = this.at;
    this.at += blanks.exec(this.script)?.[0].length ?? 0;
    const target = this.readWord(false);
    if (/^\d*<<(?!<)/.test(found) && target.length > 0) this.hereDocuments.push(target[0].text);
  }

  private skipSeparator(): void {
    const character = this.script[this.at];
    if (character === undefined) return;
    this.at++;
    if (character !== "\n") return;
    for (const end of this.hereDocuments) {
      const pattern = new RegExp(`^[ \\t]*${end.replace(/\W/g, "\\$&")}[ \\t\\r]*$`, "gm");
      pattern.lastIndex = this.at;
      this.at = pattern.exec(this.script) === null ? this.script.length : pattern.lastIndex;
    }
    this.hereDocuments = [];
  }
}
