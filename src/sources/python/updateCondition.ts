import type { SyntaxNode } from "@lezer/common";
import { indexOf } from "./fileIndex";
import { enclosingFunction } from "./functionCalls";
import { loopsAround } from "./loops";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";

/** That an update is made in one round of several alone: `if (i + 1) % 4 == 0: optimizer.step()`. */
export interface UpdateCondition {
  /** What the counter is divided by. */
  readonly modulus: SyntaxNode;
  /** The rounds from one update to the next; null where only the run knows. */
  readonly rounds: number | null;
  /** Whether the gradients of the rounds between go into the update: the loop works them out, and no condition lets it. */
  readonly accumulates: boolean;
  /** Whether the last round of a loop makes an update as well, however many are missing. */
  readonly atEnd: boolean;
  /** The body that goes round. */
  readonly loop: SyntaxNode;
}

/** The condition of this kind within the innermost loop around an update. */
export function updateCondition(update: SyntaxNode, source: PythonSource): UpdateCondition | null {
  const [innermost] = loopsAround(update);
  for (let inner = update, around = update.parent; around !== null; inner = around, around = around.parent) {
    if (around.from === innermost?.from && around.name === innermost.name) return null;
    if (around.name === "FunctionDefinition") return null;
    const condition = around.name === "IfStatement" && inner.name === "Body" ? conditionOf(inner) : null;
    const modulus = condition && modulusIn(condition, source);
    if (condition === null || !modulus) continue;
    const scope = indexOf(source).scopes.scopeOf(modulus);
    const value = readValue(modulus, scope, source)?.value;
    const isCount = value?.type === "integer" && value.value > 0;
    return {
      modulus,
      rounds: isCount ? value.value : null,
      accumulates: isWorkedOutOutside(around, innermost ?? enclosingFunction(around), source),
      atEnd: childrenOf(condition)[1]?.name === "or",
      loop: innermost ?? around,
    };
  }
  return null;
}

/** The condition under which a body of an `if` is run; null for that of `else`. */
function conditionOf(body: SyntaxNode): SyntaxNode | null {
  const condition = body.prevSibling;
  return condition === null || condition.name === "else" ? null : condition;
}

/** `n` in `i % n == 0`, `(i + 1) % n == 0` and `not i % n`, also beside other conditions. */
function modulusIn(condition: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const [first, second, third] = childrenOf(condition);
  if (condition.name === "ParenthesizedExpression" && second !== undefined) return modulusIn(second, source);
  if (condition.name === "UnaryExpression" && first?.name === "not")
    return second ? remainderModulus(second, source) : null;
  if (condition.name !== "BinaryExpression" || third === undefined) return null;
  if (second.name === "and" || second.name === "or") return modulusIn(first, source) ?? modulusIn(third, source);
  return second.name === "CompareOp" && source.textOf(second) === "==" ? remainderModulus(first, source) : null;
}

function remainderModulus(node: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const [first, operator, modulus] = childrenOf(node);
  if (node.name === "ParenthesizedExpression" && operator !== undefined) return remainderModulus(operator, source);
  const isRemainder = node.name === "BinaryExpression" && operator !== undefined && source.textOf(operator) === "%";
  return isRemainder && first !== undefined && modulus !== undefined ? modulus : null;
}

/** Whether the gradient is worked out in the loop and not under the condition. */
function isWorkedOutOutside(branch: SyntaxNode, loop: SyntaxNode | null, source: PythonSource): boolean {
  const contains = (around: SyntaxNode, { from, to }: SyntaxNode) => around.from <= from && to <= around.to;
  const backward = indexOf(source).calls.get("backward") ?? [];
  const own = backward.filter((call) => loop !== null && contains(loop, call));
  return own.length > 0 && own.every((call) => !contains(branch, call));
}
