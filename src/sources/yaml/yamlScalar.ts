import type { TypedValue } from "../arguments/typedValue";
import { pythonFloat } from "../pythonFloat";
import type { ScalarNode } from "./configurationNode";

/** A scalar as Python has it. */
export interface YamlScalar {
  readonly value: TypedValue;
  /** Whether PyYAML takes for text what all others take for a number: `1e-5`, which has no dot. */
  readonly spelledAsText: boolean;
}

const yes = /^(?:yes|on|true)$/i;
const no = /^(?:no|off|false)$/i;
const none = /^(?:~|null|)$/i;
const integer = /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*)$/;
const sixtieths = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/;
const float = /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\.inf|\.nan)$/i;

/**
 * A scalar by the rules of YAML 1.1, as PyYAML 6 applies them (yaml/resolver.py): `yes` is a boolean, `017` is fifteen. What PyYAML takes for text and
 * Python's float() for a number is a number here, as OmegaConf, jsonargparse and pydantic have it.
 */
export function yamlScalar({ source, value, tag }: ScalarNode): YamlScalar {
  const plain = (typed: TypedValue): YamlScalar => ({ value: typed, spelledAsText: false });
  if (/^["'|>]/.test(source) || (tag !== undefined && !tag.startsWith("tag:yaml.org,2002:"))) {
    return plain({ type: "string", value: String(value ?? "") });
  }
  const digits = source.replaceAll("_", "");
  if (none.test(source)) return plain({ type: "none", value: null });
  if (yes.test(source) || no.test(source)) return plain({ type: "boolean", value: yes.test(source) });
  if (integer.test(source)) return plain({ type: "integer", value: integerOf(digits) });
  if (sixtieths.test(source)) return plain({ type: "integer", value: sixtiethsOf(digits) });
  if (float.test(source)) return plain({ type: "float", value: floatOf(digits) });
  const spelled = /\d/.test(source) ? pythonFloat(source) : null;
  if (spelled === null) return plain({ type: "string", value: source });
  return { value: { type: "float", value: spelled }, spelledAsText: true };
}

function integerOf(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "");
  if (/^0[xb]/.test(digits)) return sign * Number(digits);
  return sign * Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits) + 0;
}

function sixtiethsOf(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const parts = text.replace(/^[-+]/, "").split(":");
  return sign * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}

function floatOf(text: string): number {
  const lowerCase = text.toLowerCase();
  if (lowerCase.endsWith(".inf"))
    return lowerCase.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return lowerCase === ".nan" ? Number.NaN : Number(text);
}
