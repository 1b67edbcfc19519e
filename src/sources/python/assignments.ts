import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "./pythonSource";

/** One target of an assignment with what it is given; null where the parts of a value are shared out in a way that is not read. */
export interface Assignment {
  readonly target: SyntaxNode;
  readonly value: SyntaxNode | null;
  /** Where the parts of one value are shared out, `a, b = make()`: that value, and which part of it this is. */
  readonly part?: { readonly of: SyntaxNode; readonly at: number };
}

/** The pairs of an AssignStatement or NamedExpression: `a = b = 1` has two, `a, b = 1, 2` as well. */
export function assignmentsOf(statement: SyntaxNode): readonly Assignment[] {
  const sides: SyntaxNode[][] = [[]];
  for (const child of childrenOf(statement)) {
    if (child.name === "AssignOp") sides.push([]);
    else if (child.name !== "TypeDef" && child.name !== ",") sides[sides.length - 1].push(child);
  }
  const values = sides[sides.length - 1];
  return sides.slice(0, -1).flatMap((targets) =>
    targets.map((target, index): Assignment => {
      const isStarred = targets.slice(0, index + 1).some(({ name }) => name === "*");
      if (targets.length === values.length) return { target, value: target.name === "*" ? null : values[index] };
      const isShared = values.length === 1 && targets.length > 1 && !isStarred;
      return { target, value: null, ...(isShared ? { part: { of: values[0], at: index } } : {}) };
    }),
  );
}
