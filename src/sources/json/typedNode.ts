import type { TypedValue } from "../arguments/typedValue";
import type { ConfigurationNode } from "../yaml/configurationNode";

/** A value of a JSON file as Python has it from hjson, by which DeepSpeed reads: 1.0 and 1e3 are integers too. */
export function typedNode(node: ConfigurationNode): TypedValue {
  if (node.kind === "list") return { type: "sequence", value: node.items.map(typedNode) };
  if (node.kind === "mapping") {
    return {
      type: "mapping",
      value: node.entries.map(({ key, value }) => [{ type: "string", value: key }, typedNode(value)]),
    };
  }
  const { value } = node;
  if (value === null) return { type: "none", value };
  if (typeof value === "boolean") return { type: "boolean", value };
  if (typeof value === "string") return { type: "string", value };
  return { type: Number.isSafeInteger(value) ? "integer" : "float", value };
}
