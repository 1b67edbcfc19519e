import type { TypedValue } from "../arguments/typedValue";
import { childrenOf, isBroken, parsePython } from "./pythonSource";
import { readValue } from "./pythonValue";
import { collectScopes } from "./scopes";

/** Longer texts are no values that someone types. */
const MAXIMUM_LENGTH = 200;

/** The value of a text that is one expression of Python, of literals alone: `500`, `50_000 // 128`, `(0.9, 0.999)`; null for any other. */
export function readLiteral(text: string): TypedValue | null {
  if (text.length > MAXIMUM_LENGTH) return null;
  const source = parsePython(text.trim());
  const [statement, ...others] = childrenOf(source.tree.topNode);
  if (statement?.name !== "ExpressionStatement" || others.length > 0 || isBroken(statement)) return null;
  const expressions = childrenOf(statement);
  if (expressions.length !== 1) return null;
  return readValue(expressions[0], collectScopes(source).scopeOf(expressions[0]), source)?.value ?? null;
}
