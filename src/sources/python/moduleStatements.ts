import type { SyntaxNode } from "@lezer/common";
import { type Outline, outlineStatements } from "./outline";
import type { PythonSource } from "./pythonSource";

/** A statement that stands in no other, with what there is in it. */
export interface ModuleStatement {
  readonly node: SyntaxNode;
  readonly outline: Outline;
}

const statementsBySource = new WeakMap<PythonSource, readonly ModuleStatement[]>();

/** The statements of a file that stand in no other, in the order of the text. */
export function moduleStatements(source: PythonSource): readonly ModuleStatement[] {
  const known = statementsBySource.get(source);
  if (known !== undefined) return known;
  const statements: ModuleStatement[] = [];
  const { topNode } = source.tree;
  let node = topNode.firstChild;
  for (const { from, to, outline } of outlineStatements(source.tree, source.textOf(topNode))) {
    while (node !== null && (node.from !== from || node.to !== to)) node = node.nextSibling;
    if (node !== null) statements.push({ node, outline });
    node = node?.nextSibling ?? null;
  }
  statementsBySource.set(source, statements);
  return statements;
}

const statementsByWord = new WeakMap<PythonSource, Map<string, readonly ModuleStatement[]>>();

/** Those in whose text a word occurs: a name, an attribute, or a string or a whole number that may be a key. */
export function statementsWith(word: string, source: PythonSource): readonly ModuleStatement[] {
  const byWord = statementsByWord.get(source) ?? new Map<string, readonly ModuleStatement[]>();
  statementsByWord.set(source, byWord);
  const known = byWord.get(word);
  if (known !== undefined) return known;
  const found = moduleStatements(source).filter(({ outline }) => outline.words.has(word));
  byWord.set(word, found);
  return found;
}

/** The statement in which, or at whose start, a place is; undefined for one in front of the first. */
export function statementAt(offset: number, source: PythonSource): ModuleStatement | undefined {
  const statements = moduleStatements(source);
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle].node.from <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}
