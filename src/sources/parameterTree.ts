/** Values at the leaves of a tree, as JAX knows them: nested lists, tuples and dictionaries. */
export type Tree<Value> = Leaf<Value> | Branches<Value>;

interface Leaf<Value> {
  readonly kind: "leaf";
  readonly value: Value;
}

interface Branches<Value> {
  readonly kind: "list" | "tuple" | "dictionary";
  /** Of a dictionary, in the order of its branches. */
  readonly keys?: readonly (string | number)[];
  /** In JAX's order, which sorts the keys of a dictionary. */
  readonly branches: readonly Tree<Value>[];
}

/** A value for every tensor of a model: at its leaf of a tree, or by its number of dimensions, the last value for any more. */
export type TensorValues<Value> =
  | { readonly by: "leaf"; readonly tree: Tree<Value> }
  | { readonly by: "dimensions"; readonly values: readonly Value[] };

/** The same value for all tensors. */
export function uniform<Value>(value: Value): TensorValues<Value> {
  return { by: "dimensions", values: [value] };
}

export function mapValues<Value, Result>(
  values: TensorValues<Value>,
  change: (value: Value) => Result,
): TensorValues<Result> {
  if (values.by === "leaf") return { by: "leaf", tree: mapTree(values.tree, change) };
  return { by: "dimensions", values: values.values.map(change) };
}

/** Every value, in order. */
export function valuesOf<Value>(values: TensorValues<Value>): readonly Value[] {
  return values.by === "leaf" ? leavesOf(values.tree) : values.values;
}

/** The values at the leaves of a tree, in JAX's order. */
export function leavesOf<Value>(tree: Tree<Value>): readonly Value[] {
  return tree.kind === "leaf" ? [tree.value] : tree.branches.flatMap(leavesOf);
}

/**
 * A tree that has the branches of both: where one has a leaf, the other may go on.
 *
 * @returns null where both have branches, and not the same
 */
export function refineTree(a: Tree<unknown>, b: Tree<unknown>): Tree<unknown> | null {
  if (a.kind === "leaf") return b;
  if (b.kind === "leaf") return a;
  const keysDiffer = a.keys?.some((key, index) => key !== b.keys?.[index]) ?? false;
  if (a.kind !== b.kind || a.branches.length !== b.branches.length || keysDiffer) return null;
  const branches = a.branches.map((branch, index) => refineTree(branch, b.branches[index]));
  return branches.every((branch) => branch !== null) ? { ...a, branches } : null;
}

/** The values of a tree at the leaves of one that refines it. */
export function spreadLeaves<Value>(tree: Tree<Value>, refined: Tree<unknown>): readonly Value[] {
  if (tree.kind === "leaf") return leavesOf(refined).map(() => tree.value);
  if (refined.kind === "leaf") throw new Error("A leaf does not refine branches.");
  return tree.branches.flatMap((branch, index) => spreadLeaves(branch, refined.branches[index]));
}

function mapTree<Value, Result>(tree: Tree<Value>, change: (value: Value) => Result): Tree<Result> {
  if (tree.kind === "leaf") return { kind: "leaf", value: change(tree.value) };
  return { ...tree, branches: tree.branches.map((branch) => mapTree(branch, change)) };
}
