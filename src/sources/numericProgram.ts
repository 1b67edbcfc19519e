/**
 * Arithmetic of a source on small arrays, as data that can be tried out: every node is made of earlier ones. Names stand for arrays of whatever shape
 * fits.
 */
export interface NumericProgram {
  readonly nodes: readonly NumericNode[];
}

/** The place of a node in its program. */
export type NodeIndex = number;

export type NumericNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "input"; readonly name: string; readonly role: InputRole }
  | {
      readonly kind: "operation";
      readonly name: NumericOperation;
      readonly operands: readonly NodeIndex[];
      /** Of reductions and lengths, where they concern one axis alone; negative from the last. */
      readonly axis?: number;
      readonly keepsDimensions?: boolean;
    };

/** `count` is a positive number, `rate` one that scales the update. */
export type InputRole = "parameter" | "rate" | "count" | "data";

export type NumericOperation =
  | "+"
  | "-"
  | "*"
  | "/"
  | "^"
  | "max"
  | "min"
  | "negative"
  | "exp"
  | "log"
  | "log1p"
  | "sqrt"
  | "square"
  | "abs"
  | "sign"
  | "tanh"
  | "sin"
  | "cos"
  | "sigmoid"
  | "sum"
  | "mean"
  | "norm"
  | "length"
  | "size"
  | "transpose"
  | "flatten"
  | "column"
  /** `@` and `matmul`. */
  | "matrixProduct"
  /** `dot`, of which a factor may be a number. */
  | "dot";

/** The nodes that a node is made of, itself among them. */
export function madeOf({ nodes }: NumericProgram, index: NodeIndex): ReadonlySet<NodeIndex> {
  const made = new Set([index]);
  // A set goes over what is added to it on the way, too.
  for (const at of made) {
    const node = nodes[at];
    if (node.kind === "operation") for (const operand of node.operands) made.add(operand);
  }
  return made;
}
