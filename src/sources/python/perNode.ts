import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "./pythonSource";

/**
 * Remembers what is found of a node as long as its file is read: nodes are made anew each time they are come to, and are told by their places.
 *
 * @param find asks for nodes of one kind only, of which no two are at one place
 */
export function perNode<Found>(
  find: (node: SyntaxNode, source: PythonSource) => Found,
): (node: SyntaxNode, source: PythonSource) => Found {
  const bySource = new WeakMap<PythonSource, Map<number, { readonly to: number; readonly found: Found }>>();
  return (node, source) => {
    const known = bySource.get(source) ?? new Map<number, { readonly to: number; readonly found: Found }>();
    bySource.set(source, known);
    const own = known.get(node.from);
    if (own?.to === node.to) return own.found;
    const found = find(node, source);
    known.set(node.from, { to: node.to, found });
    return found;
  };
}
