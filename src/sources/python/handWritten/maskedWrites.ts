import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "../pythonSource";
import { childrenOf } from "../pythonSource";
import { type Scope, soleAssignment } from "../scopes";

/** Comparisons and what NumPy and torch have for them. */
const comparing =
  /(?:^|\.)(?:less|greater|less_equal|greater_equal|equal|not_equal|isnan|isfinite|logical_\w+|where|nonzero|argwhere)$/;

/** Whether a statement writes entries alone for which something holds: `gains[grad > 0] *= 0.8`. A rule has no such entries, and would change all of them. */
export function isMasked(statement: SyntaxNode, scope: Scope, source: PythonSource): boolean {
  const [target] = childrenOf(statement);
  if (target?.name !== "MemberExpression") return false;
  const [, open, index] = childrenOf(target);
  return open?.name === "[" && index !== undefined && isCondition(index, scope, source);
}

function isCondition(index: SyntaxNode, scope: Scope, source: PythonSource, depth = 0): boolean {
  const [first, second, third] = childrenOf(index);
  switch (index.name) {
    case "ParenthesizedExpression":
      return second !== undefined && depth < 4 && isCondition(second, scope, source, depth + 1);
    case "UnaryExpression":
      return source.textOf(index).startsWith("~");
    case "BinaryExpression":
      return third !== undefined && second !== undefined && /^(?:[<>]=?|==|!=|&|\|)$/.test(source.textOf(second));
    case "CallExpression":
      return first !== undefined && comparing.test(source.textOf(first));
    case "VariableName": {
      const assignment = depth < 4 ? soleAssignment(source.textOf(index), scope) : null;
      return assignment ? isCondition(assignment.value, assignment.home, source, depth + 1) : false;
    }
    default:
      return false;
  }
}
