import { type Parser, Tree, type TreeBuffer, TreeFragment } from "@lezer/common";
import { parseText } from "./syntaxSource";

/** Other documents that are remembered with one; all are forgotten when it comes to more. */
const MAXIMUM_OTHERS = 60;

interface ParsedText {
  readonly parser: Parser;
  readonly text: string;
  readonly tree: Tree;
}

/**
 * The syntax tree of the versions of one document: after an edit, only what that concerns is parsed again. Taken over is what the last version
 * without mistakes had; how the parser got over a mistake depends on what was before it, and must not outlive the mistake.
 */
export class ParseMemory {
  private last: ParsedText | null = null;
  private sound: ParsedText | null = null;
  private readonly others = new Map<string, ParseMemory>();

  /**
   * The syntax tree of a text that is another version of the last one, or any other.
   *
   * @param given what the parser is given in its place, as long and line by line made of it
   */
  parse(parser: Parser, text: string, given = text): Tree {
    const { last } = this;
    // Before a last line without an end, the parser takes over statements that follow an edit at whatever depth it meets them: such a text is
    // parsed anew, and nothing of it is taken over.
    const isOpen = !text.endsWith("\n");
    const sound = isOpen ? null : this.sound;
    if (last?.parser === parser && last.text === text) return last.tree;
    const fragments = sound?.parser === parser ? unchangedFragments(sound, text) : [];
    const parsed = { parser, text, tree: parseText(parser, given, fragments) };
    this.last = parsed;
    if (!isOpen && isSound(parsed.tree)) this.sound = parsed;
    return parsed.tree;
  }

  /** That of another document, which this one takes values from. */
  of(path: string): ParseMemory {
    const memory = this.others.get(path) ?? new ParseMemory();
    if (this.others.size >= MAXIMUM_OTHERS) this.others.clear();
    this.others.set(path, memory);
    return memory;
  }
}

/** The lines that two versions of a text have in common before and after all that differs. */
function unchangedFragments({ tree, text: before }: ParsedText, after: string): readonly TreeFragment[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let [toA, toB] = [before.length, after.length];
  while (toA > start && toB > start && before.charCodeAt(toA - 1) === after.charCodeAt(toB - 1)) {
    toA--;
    toB--;
  }
  start = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
  const rest = lineEnd(before, toA) - toA;
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [
    { fromA: start, toA: toA + rest, fromB: start, toB: toB + rest },
  ]);
}

/** The end of the line that a place is in. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

/** Trees without mistakes; those that an edit leaves alone are not looked through again. */
const soundTrees = new WeakSet<Tree>();

/** Whether a tree holds no mistake. */
function isSound(tree: Tree): boolean {
  if (soundTrees.has(tree)) return true;
  if (
    tree.type.isError ||
    !tree.children.every((child) => (child instanceof Tree ? isSound(child) : hasNoError(child)))
  )
    return false;
  soundTrees.add(tree);
  return true;
}

/** Of every node, a buffer has four numbers, the first that of its type. */
function hasNoError({ buffer, set }: TreeBuffer): boolean {
  for (let at = 0; at < buffer.length; at += 4) {
    if (set.types[buffer[at]].isError) return false;
  }
  return true;
}
