import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";

/** The name of an attribute or the key of an item; a number counts the elements of a sequence. */
export type Key = string | number;

/** An expression as what it starts from, and what is reached from there: `cfg` and `optim`, `lr` of `cfg.optim["lr"]`. */
export interface AccessPath {
  readonly root: SyntaxNode;
  readonly keys: readonly Key[];
}

/** Longer paths are not read; it bounds the work on hostile text. */
const MAXIMUM_LENGTH = 8;

/** Null where a key is worked out by the program. */
export function accessPath(node: SyntaxNode, source: PythonSource): AccessPath | null {
  const keys: Key[] = [];
  let root = node;
  while (root.name === "MemberExpression") {
    const key = keyOf(root, source);
    const object: SyntaxNode | null = root.firstChild;
    if (key === null || object === null || keys.length >= MAXIMUM_LENGTH) return null;
    // The attributes of an object as a dictionary are those of the object.
    if (key !== "__dict__") keys.unshift(key);
    root = object;
  }
  return { root, keys };
}

/** Whether a path starts with the keys of another. */
export function startsWith(keys: readonly Key[], start: readonly Key[]): boolean {
  return start.length <= keys.length && start.every((key, index) => key === keys[index]);
}

export function isSamePath(a: readonly Key[], b: readonly Key[]): boolean {
  return a.length === b.length && startsWith(a, b);
}

/** The last key of a MemberExpression: `lr` of `cfg.optim["lr"]`; null where the program works it out. */
export function keyOf(member: SyntaxNode, source: PythonSource): Key | null {
  const [, first, second, third, ...others] = childrenOf(member);
  if (second === undefined || others.length > 0) return null;
  if (second.name === "PropertyName") return source.textOf(second);
  if (first.name !== "[" || third?.name !== "]") return null;
  return literalKey(second, source);
}

/** A key that the text spells out. */
export function literalKey(node: SyntaxNode, source: PythonSource): Key | null {
  const text = source.textOf(node);
  if (node.name === "Number") return /^\d+$/.test(text) ? Number(text) : null;
  return node.name === "String" ? (/^(["'])([^"'\\]*)\1$/.exec(text)?.[2] ?? null) : null;
}
