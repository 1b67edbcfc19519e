import type { OptimizerSpecification, TensorMask } from "../core/simulation/specification";
import type { CatalogueEntry } from "./catalogue/catalogue";
import type { OptimizerConfiguration, ReadValue, TransformationConfiguration } from "./configuration";
import { leavesOf, refineTree, spreadLeaves, type TensorValues, type Tree, uniform } from "./parameterTree";

/** Masks by what is masked. */
type Masks = Readonly<Record<string, TensorValues<boolean>>>;

/** The leaves of a model's tree of parameters that its masks tell apart. */
export class MaskedLeaves {
  private readonly tree: Tree<unknown> | null;

  /** @throws Error for masks that are no trees of the same parameters: see `masksFit` */
  constructor(masks: readonly TensorValues<boolean>[]) {
    this.tree = commonTree(masks);
    if (this.tree === null) throw new Error("The masks are trees of different shapes.");
  }

  /** A parameter group for every leaf; none where one would have all. */
  get groups(): Pick<OptimizerSpecification, "groups"> {
    const count = this.count;
    return count > 1 ? { groups: Array.from({ length: count }, () => ({})) } : {};
  }

  /** What a mask says of these groups. */
  private maskOf(mask: TensorValues<boolean>): TensorMask {
    if (mask.by === "dimensions") return { by: "dimensions", flags: mask.values };
    const flags = this.tree === null ? [] : spreadLeaves(mask.tree, this.tree);
    // Of a single group the mask says the same whatever the dimensions.
    return this.count > 1 ? { by: "group", flags } : { by: "dimensions", flags };
  }

  /** @param numbers those that the rule reads: what it does not read is not masked */
  masksOf(masks: Masks, numbers: Readonly<Record<string, number>>): Record<string, TensorMask> {
    const read = Object.entries(masks).filter(([name]) => Object.hasOwn(numbers, name));
    return Object.fromEntries(read.map(([name, mask]) => [name, this.maskOf(mask)]));
  }

  private get count(): number {
    return this.tree === null ? 0 : leavesOf(this.tree).length;
  }
}

/** Whether masks can all be of one tree of parameters. */
export function masksFit(masks: readonly TensorValues<boolean>[]): boolean {
  return commonTree(masks) !== null;
}

/** The masks of a configuration, those of its transformations included. */
export function allMasks({ masks = {}, transformations = [] }: OptimizerConfiguration): TensorValues<boolean>[] {
  return [...Object.values(masks), ...transformations.flatMap(transformationMasks)];
}

export function transformationMasks({ masks = {}, inner }: TransformationConfiguration): TensorValues<boolean>[] {
  return [...Object.values(masks), ...inner.flatMap(transformationMasks)];
}

/** The masks of a call by the rule's names of what is 0 where they are false. */
export function masksOfRule(
  entry: CatalogueEntry,
  values: Readonly<Record<string, ReadValue>>,
  masks: Masks = {},
): Masks {
  const found: Record<string, TensorValues<boolean>> = {};
  for (const { name, masks: masked } of entry.arguments) {
    if (masked === undefined) continue;
    if (Object.hasOwn(masks, name)) found[masked] = masks[name];
    else if (values[name]?.value === false) found[masked] = uniform(false);
  }
  return found;
}

/** A tree that refines all of them; null where there is none. */
function commonTree(masks: readonly TensorValues<boolean>[]): Tree<unknown> | null {
  let common: Tree<unknown> | null = { kind: "leaf", value: null };
  for (const mask of masks) {
    if (common !== null && mask.by === "leaf") common = refineTree(common, mask.tree);
  }
  return common;
}
