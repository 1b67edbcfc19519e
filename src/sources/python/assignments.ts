import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "./pythonSource";

/** One target of an assignment with what it is given; null where the parts of a value are shared out in a way that is not read. */
export interface Assignment {
  readonly target: SyntaxNode;
  readonly value: SyntaxNode | null;
  /** The value of which it is given one element: the second of `f()` in `a, b = f()`. */
  readonly element: { readonly whole: SyntaxNode; readonly index: number } | null;
}

/** The pairs of an AssignStatement or NamedExpression: `a = b = 1` has two, `a, b = 1, 2` as well. */
export function assignmentsOf(statement: SyntaxNode): readonly Assignment[] {
  const sides: SyntaxNode[][] = [[]];
  for (const child of childrenOf(statement)) {
    if (child.name === "AssignOp") sides.push([]);
    else if (child.name !== "TypeDef" && child.name !== ",") sides[sides.length - 1].push(child);
  }
  const values = sides[sides.length - 1];
  return sides.slice(0, -1).flatMap((side) => {
    const [only] = side;
    const isSequence = side.length === 1 && (only.name === "TupleExpression" || only.name === "ArrayExpression");
    const targets = isSequence
      ? childrenOf(only).filter(({ name }) => !["(", ")", "[", "]", ","].includes(name))
      : side;
    const isShared = targets.length !== values.length || isSequence;
    const hasRest = targets.some(({ name }) => name === "*");
    return targets.map((target, index) => ({
      target,
      value: isShared || hasRest ? null : values[index],
      element:
        isShared && !hasRest && values.length === 1 && (isSequence || targets.length > 1)
          ? { whole: values[0], index }
          : null,
    }));
  });
}
