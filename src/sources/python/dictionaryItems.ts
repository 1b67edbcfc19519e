import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";

/** A value of a dictionary under a key that the text spells out. */
export interface DictionaryItem {
  readonly name: string;
  readonly key: SyntaxNode;
  /** Null where it has not been typed yet. */
  readonly value: SyntaxNode | null;
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
