import type { SyntaxNode } from "@lezer/common";
import { callSitesOf, enclosingFunction } from "./functionCalls";
import { loopsAround } from "./loops";
import type { PythonSource } from "./pythonSource";

/** Functions that call each other in longer chains are not followed; it bounds the work on circles. */
const MAXIMUM_DEPTH = 6;
const MAXIMUM_PATHS = 8;

/**
 * The loops whose body a node is in, from the innermost, through the calls of the functions that it stands in: in `train(epoch)` within a
 * loop over epochs, the loop over batches and that one. One list for every way to the node.
 */
export function loopPathsOf(node: SyntaxNode, source: PythonSource): readonly (readonly SyntaxNode[])[] {
  return pathsOf(node, source, 0);
}

function pathsOf(node: SyntaxNode, source: PythonSource, depth: number): readonly (readonly SyntaxNode[])[] {
  const own = loopsAround(node);
  const definition = enclosingFunction(node);
  const calls = definition === null || depth >= MAXIMUM_DEPTH ? [] : callSitesOf(definition, source);
  const outside = calls.filter((call) => enclosingFunction(call)?.from !== definition?.from);
  if (outside.length === 0) return [own];
  const paths: (readonly SyntaxNode[])[] = [];
  for (const call of outside) {
    if (paths.length >= MAXIMUM_PATHS) break;
    for (const path of pathsOf(call, source, depth + 1)) paths.push([...own, ...path]);
  }
  return paths.slice(0, MAXIMUM_PATHS);
}
