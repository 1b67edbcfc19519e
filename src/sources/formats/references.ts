import type { ConfigurationNode, MappingNode, ScalarNode } from "../yaml/configurationNode";
import { entryAt } from "../yaml/mapping";

/** References that lead to further references are followed so often; it bounds the work on circles. */
const MAXIMUM_DEPTH = 16;

/** What a scalar stands for that refers to another value. */
export interface Reference {
  /** As it stands in the file. */
  readonly text: string;
  /** The keys of the value that it stands for, from the root; null for what lies outside of the file, or is worked out. */
  readonly keys: readonly string[] | null;
}

/** Tells the scalars that refer to other values; null for all others. */
export type FindReference = (scalar: ScalarNode) => Reference | null;

/** OmegaConf's `${optim.lr}`, and `???` for what the run has to be given; `${oc.env:LR}`, arithmetic and relative references are left to the run. */
export function omegaconfReference({ source, value }: ScalarNode): Reference | null {
  if (typeof value !== "string" || (!value.includes("${") && value !== "???")) return null;
  const path = /^\$\{([A-Za-z_][\w.[\]-]*)\}$/.exec(value)?.[1];
  return { text: source, keys: path === undefined ? null : keysOf(path) };
}

/** HyperPyYAML's `!ref <lr>` and `!ref <optim[lr]>`; arithmetic, copies and what is placed from outside are left to the run. */
export function hyperpyyamlReference({ tag, value, source }: ScalarNode): Reference | null {
  if (tag === "!ref") {
    const path = /^<([\w[\]-]+)>$/.exec(String(value))?.[1];
    return { text: `!ref ${source}`, keys: path === undefined ? null : keysOf(path) };
  }
  const isElsewhere = tag === "!copy" || tag === "!PLACEHOLDER" || tag?.startsWith("!apply:");
  return isElsewhere ? { text: `${tag} ${source}`.trim(), keys: null } : null;
}

/** jsonargparse's `$LR` and `${LR}`, of the environment. */
export function environmentReference({ value, source }: ScalarNode): Reference | null {
  return typeof value === "string" && /\$\{?[A-Za-z_]/.test(value) ? { text: source, keys: null } : null;
}

/** A value with where its reference led. */
export interface Resolved {
  readonly node: ConfigurationNode;
  /** Of the reference, in words; undefined for what is no reference. */
  readonly origin?: string;
}

/** @returns the text of the reference where it leads to nothing in the file */
export function resolveReference(
  node: ConfigurationNode,
  root: MappingNode,
  find: FindReference,
  depth = 0,
): Resolved | { readonly unread: string } {
  const reference = node.kind === "scalar" ? find(node) : null;
  if (reference === null) return { node };
  const { text, keys } = reference;
  let target: ConfigurationNode | undefined = keys === null ? undefined : root;
  for (const key of keys ?? []) target = target && childAt(target, key);
  if (target === undefined || depth >= MAXIMUM_DEPTH) return { unread: text };
  const resolved = resolveReference(target, root, find, depth + 1);
  return "unread" in resolved ? resolved : { node: resolved.node, origin: `value of ${keys?.join(".")}` };
}

function childAt(node: ConfigurationNode, key: string): ConfigurationNode | undefined {
  return node.kind === "list" ? node.items[Number(key)] : entryAt(node, key)?.value;
}

function keysOf(path: string): readonly string[] {
  return path.split(/[.[\]]+/).filter((key) => key !== "");
}
