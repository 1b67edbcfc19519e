import type { SyntaxNode } from "@lezer/common";
import type { TypedValue } from "../arguments/typedValue";
import { arithmeticOf } from "../syntaxSource";
import { comparison } from "./comparisons";
import { asNumber, combined, type PythonNumber, signed } from "./pythonNumbers";
import { childrenOf, type PythonSource } from "./pythonSource";
import { isTrue } from "./truth";

/** The value of an operand; null where the text alone does not decide it. */
type ReadOperand = (operand: SyntaxNode) => TypedValue | null;

/**
 * The value of a UnaryExpression or BinaryExpression of arithmetic, comparison or negation, and what is assigned by an UpdateStatement such as
 * `lr *= 10`; null where an operand is not known, or the operator is another.
 */
export function operationValue(node: SyntaxNode, source: PythonSource, read: ReadOperand): TypedValue | null {
  if (node.name === "UpdateStatement") return updated(node, source, read);
  const holds = node.name === "UnaryExpression" ? negation(node, read) : compared(node, source, read);
  return holds === null ? arithmetic(node, source, read) : { type: "boolean", value: holds };
}

function negation(node: SyntaxNode, read: ReadOperand): boolean | null {
  const [operator, operand] = childrenOf(node);
  const value = operator.name === "not" && operand ? read(operand) : null;
  return value && !isTrue(value);
}

function compared(node: SyntaxNode, source: PythonSource, read: ReadOperand): boolean | null {
  const [left, ...rest] = childrenOf(node);
  const right = rest.pop();
  const isComparison = rest.length > 0 && rest.every(({ name }) => ["CompareOp", "is", "not", "in"].includes(name));
  // `a < b < c` is the conjunction of two.
  const isChain = left?.name === "BinaryExpression" && childrenOf(left)[1]?.name === "CompareOp";
  if (!isComparison || isChain || right === undefined) return null;
  const operator = rest.map((part) => source.textOf(part)).join(" ");
  const [first, second] = [read(left), read(right)];
  return first && second && comparison(operator, first, second);
}

function updated(node: SyntaxNode, source: PythonSource, read: ReadOperand): PythonNumber | null {
  const [target, operator, amount] = childrenOf(node);
  if (amount === undefined) return null;
  const [left, right] = [target, amount].map((operand) => asNumber(read(operand)));
  return left && right && combined(source.textOf(operator).replace(/=$/, ""), left, right);
}

function arithmetic(node: SyntaxNode, source: PythonSource, read: ReadOperand): PythonNumber | null {
  const parts = arithmeticOf(node);
  const operands = (parts?.operands ?? []).map((operand) => asNumber(read(operand)));
  if (parts === null || !operands.every((operand) => operand !== null)) return null;
  const operator = source.textOf(parts.operator);
  const [left, right] = operands;
  return right === undefined ? signed(operator, left) : combined(operator, left, right);
}
