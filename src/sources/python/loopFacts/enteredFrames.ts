import type { SyntaxNode } from "@lezer/common";
import type { EnteredCondition, EnteredLoop } from "../../loopFacts";
import { indexOf } from "../fileIndex";
import { iterationOf, roundsOf } from "../loops";
import { childrenOf, type PythonSource } from "../pythonSource";
import { readValue } from "../pythonValue";

const epochs = /epoch|^ep$/i;
const batches = /batch|loader|iter(?!tools)|step|dataset|data$|minibatch|_ds\b|_dl\b/i;

/** A loop that a run comes to. */
export function enteredLoop(id: number, loop: SyntaxNode, source: PythonSource): EnteredLoop {
  return {
    id,
    range: rangeOfLoop(loop, source),
    unit: unitOf(loop, source),
    rounds: roundsOf(loop, indexOf(source).scopes.scopeOf(loop), source),
  };
}

/** Up to the end of its last statement: its body goes on to the next one's line. */
function rangeOfLoop(loop: SyntaxNode, source: PythonSource): EnteredLoop["range"] {
  let last = loop;
  for (let inner = lastIn(last); inner !== undefined; inner = lastIn(last)) last = inner;
  const { endLine, endColumn } = source.rangeOf(last);
  return { ...source.rangeOf(loop), endLine, endColumn };
}

/** The last statement of a statement that has a body. */
function lastIn(statement: SyntaxNode): SyntaxNode | undefined {
  const body = statement.lastChild;
  return body?.name === "Body" ? childrenOf(body).at(-1) : undefined;
}

/** By the names that people give: `for epoch in range(10)`, `for x, y in loader`, `while step < 100`. */
function unitOf(loop: SyntaxNode, source: PythonSource): EnteredLoop["unit"] {
  const children = childrenOf(loop);
  const iteration = iterationOf(loop);
  if (iteration === null) {
    const condition = children[1] ? source.textOf(children[1]) : "";
    return epochs.test(condition) ? "epoch" : batches.test(condition) ? "batch" : null;
  }
  const inAt = children.findIndex(({ name }) => name === "in");
  const targets = children.slice(1, inAt).map(source.textOf).join(" ");
  const over = source.textOf(iteration.over);
  if (epochs.test(targets)) return "epoch";
  if (batches.test(targets) || (batches.test(over) && !/^t?range\(/.test(over))) return "batch";
  if (epochs.test(over)) return "epoch";
  return batches.test(over) ? "batch" : null;
}

/**
 * In how many rounds a condition holds once: `i % 4 == 0`, `(i + 1) % 4 == 0 or i + 1 == len(loader)`, `not i % 4`; null for any other.
 *
 * @param isOpposite whether it is where it does not hold: behind `if i % 4 != 0: continue`
 */
export function periodOf(condition: SyntaxNode, source: PythonSource, isOpposite = false): EnteredCondition["period"] {
  const modulus = modulusIn(condition, isOpposite ? "!=" : "==", source);
  if (modulus === null) return null;
  const value = readValue(modulus, indexOf(source).scopes.scopeOf(modulus), source)?.value;
  const rounds = value?.type === "integer" && value.value > 0 ? value.value : null;
  return { text: source.textOf(modulus), rounds };
}

function modulusIn(condition: SyntaxNode, comparison: "==" | "!=", source: PythonSource): SyntaxNode | null {
  const [first, second, third] = childrenOf(condition);
  if (condition.name === "ParenthesizedExpression") return second ? modulusIn(second, comparison, source) : null;
  if (condition.name === "UnaryExpression" && first?.name === "not" && comparison === "==") {
    return second ? remainderModulus(second, source) : null;
  }
  if (condition.name !== "BinaryExpression" || third === undefined) {
    return comparison === "!=" ? remainderModulus(condition, source) : null;
  }
  if (second.name === "and" || second.name === "or") {
    return modulusIn(first, comparison, source) ?? modulusIn(third, comparison, source);
  }
  if (second.name === "CompareOp") {
    return source.textOf(second) === comparison ? remainderModulus(first, source) : null;
  }
  return comparison === "!=" ? remainderModulus(condition, source) : null;
}

function remainderModulus(node: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const [first, operator, modulus] = childrenOf(node);
  if (node.name === "ParenthesizedExpression" && operator !== undefined) return remainderModulus(operator, source);
  const isRemainder = node.name === "BinaryExpression" && operator !== undefined && source.textOf(operator) === "%";
  return isRemainder && first !== undefined && modulus !== undefined ? modulus : null;
}
