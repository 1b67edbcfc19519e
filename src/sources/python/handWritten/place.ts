import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "../pythonSource";

/**
 * A variable, an attribute or an entry that statements read and write: `w`, `self.m`, `state["v"]`. Entries that differ by an index which
 * only the run knows are one place: `w[i]` is `w`, for what is done to every entry is done to all. Of keys such as `"W" + str(i)` the
 * beginning counts.
 */
export interface Place {
  /** Equal for what is the same place. */
  readonly key: string;
  /** By which it goes: the last of its names. */
  readonly name: string;
  /** The variable that it starts from. */
  readonly root: string;
}

/** What loop variables and parameters of lambdas stand for. */
export type Aliases = ReadonlyMap<string, Place>;

/** Objects whose entries have names of their own, where those of others go by the name of the object. */
const collections = /(state|groups?|defaults|config|cfg|hyper\w*|hparams|params_dict|opt|options|args|settings)$/i;

/** Attributes through which the values of a tensor are reached. */
const values: ReadonlySet<string> = new Set(["data", "value", "values"]);

const MAXIMUM_DEPTH = 12;

/** The place that an expression names; null for any other expression. */
export function placeOf(node: SyntaxNode, aliases: Aliases, source: PythonSource, depth = 0): Place | null {
  if (depth > MAXIMUM_DEPTH) return null;
  const within = (inner: SyntaxNode) => placeOf(inner, aliases, source, depth + 1);
  switch (node.name) {
    case "VariableName": {
      const name = source.textOf(node);
      return aliases.get(name) ?? { key: name, name, root: name };
    }
    case "ParenthesizedExpression": {
      const inner = childrenOf(node)[1];
      return inner === undefined ? null : within(inner);
    }
    case "MemberExpression": {
      const [object, symbol, ...index] = childrenOf(node);
      const owner = object === undefined ? null : within(object);
      if (owner === null || symbol === undefined) return null;
      return symbol.name === "[" ? entryOf(owner, index.slice(0, -1), source) : attributeOf(owner, index[0], source);
    }
    default:
      return null;
  }
}

function attributeOf(owner: Place, property: SyntaxNode | undefined, source: PythonSource): Place | null {
  if (property?.name !== "PropertyName") return null;
  const name = source.textOf(property);
  if (values.has(name)) return owner;
  return name === "grad" || name === "T" ? null : { key: `${owner.key}.${name}`, name, root: owner.root };
}

/** The entry of a place at an index. */
export function entryOf(owner: Place, index: readonly SyntaxNode[], source: PythonSource): Place {
  const [only, ...others] = index;
  if (only === undefined || others.length > 0) return owner;
  const text = source.textOf(only);
  const quoted = /^(["'])(\w+)\1$/.exec(text)?.[2];
  const isNamed = quoted !== undefined && collections.test(owner.name);
  if (quoted !== undefined) {
    return { key: `${owner.key}['${quoted}']`, name: isNamed ? quoted : owner.name, root: owner.root };
  }
  const prefix = /^f?(["'])(\w+)(?:\1 *[+%]|\{)/.exec(text)?.[2];
  if (prefix !== undefined) return { ...owner, key: `${owner.key}['${prefix}*']` };
  return /^-?\d+$/.test(text) ? { ...owner, key: `${owner.key}[${text}]` } : owner;
}
