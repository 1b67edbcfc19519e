import type { SourceRange } from "../../configuration";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../../yaml/configurationNode";

/** Something that a file lets a program make: a class or function by its full name, with what it is given. */
export interface ConfiguredObject {
  /** Full name, as imported: `torch.optim.AdamW`. */
  readonly path: string;
  readonly pathRange: SourceRange;
  readonly params: ReadonlyMap<string, MappingEntry>;
}

/** Tells the nodes that stand for objects; null for all others. */
export type ObjectAt = (node: ConfigurationNode) => ConfiguredObject | null;

/** An object with where it stands. */
export interface PlacedObject extends ConfiguredObject {
  /** From the key that it stands under, if any, to its end. */
  readonly range: SourceRange;
  readonly key: string | null;
  /** The mapping that the key is in. */
  readonly parent: MappingNode | null;
}
