import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";

/** A value of a dictionary under a key that the text spells out. */
export interface DictionaryItem {
  readonly name: string;
  readonly key: SyntaxNode;
  /** Null where it has not been typed yet. */
  readonly value: SyntaxNode | null;
}

/** All entries of a DictionaryExpression; null where it holds others, as `**more`, or has not been typed to its end. */
export function dictionaryEntries(
  dictionary: SyntaxNode,
): readonly { readonly key: SyntaxNode; readonly value: SyntaxNode }[] | null {
  const parts = childrenOf(dictionary).filter(({ name }) => !["{", "}", ","].includes(name));
  const entries: { key: SyntaxNode; value: SyntaxNode }[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [key, colon, value] = parts.slice(at, at + 3);
    if (colon?.name !== ":" || value === undefined || value.type.isError) return null;
    entries.push({ key, value });
  }
  return entries;
}

/** The items of a DictionaryExpression whose keys are strings. */
export function dictionaryItems(dictionary: SyntaxNode, source: PythonSource): readonly DictionaryItem[] {
  return childrenOf(dictionary)
    .filter((child) => child.name === "String" && child.nextSibling?.name === ":")
    .map((key) => {
      const value = key.nextSibling?.nextSibling ?? null;
      const isValue = value !== null && !value.type.isError && value.name !== "," && value.name !== "}";
      return { name: source.textOf(key).slice(1, -1), key, value: isValue ? value : null };
    });
}
