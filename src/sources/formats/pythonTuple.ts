import type { TypedValue } from "../arguments/typedValue";
import type { ScalarNode } from "../yaml/configurationNode";
import { yamlScalar } from "../yaml/yamlScalar";

/** A text that Python reads as a tuple or list of numbers: `(60000, 80000)`, `(30000,)`, `()`; null for any other. */
export function pythonTuple({ value, source, ...node }: ScalarNode): TypedValue | null {
  const inner = typeof value === "string" ? /^\s*(?:\(([^()]*)\)|\[([^[\]]*)\])\s*$/.exec(value) : null;
  if (inner === null) return null;
  const parts = (inner[1] ?? inner[2]).split(",").map((part) => part.trim());
  // A comma behind the last number ends the tuple; `(3)` is a number.
  if (parts.at(-1) === "") parts.pop();
  else if (parts.length === 1 && inner[1] !== undefined) return null;
  const items = parts.map((part) => yamlScalar({ ...node, value: part, source: part }).value);
  return items.every(({ type }) => type === "integer" || type === "float") ? { type: "sequence", value: items } : null;
}
