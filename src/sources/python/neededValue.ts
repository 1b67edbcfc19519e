import type { SyntaxNode } from "@lezer/common";
import { COUNT } from "../../core/numberRange";
import { answerKind } from "../answers/answerKind";
import type { AnswerKind } from "../answers/unknownValue";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { Origin } from "./origins";
import type { PythonSource } from "./pythonSource";
import { type LocatedValue, readOrigin } from "./pythonValue";

/**
 * Reads the value of an argument. What keeps it from being read is kept as what the user can be asked for; what the user has said
 * already is named in its origin.
 *
 * @returns null where it cannot be read
 */
export function readNeeded(argument: ArgumentDefinition, entry: CatalogueEntry, from: Origin): LocatedValue | null {
  const { node: expression, source } = from;
  const { reading, noted } = source.unknowns.watch(() => readOrigin(from));
  const kind = answerKind(argument);
  if (kind !== null && noted.length > 0) {
    const range = source.rangeOf(expression);
    const need = { argument: argument.name, of: entry.title, range };
    source.unknowns.need(noted, need, range, source, (node) => kindOf(node, expression, kind, source));
  }
  const used = noted.flatMap(({ expression: asked, answer }) =>
    answer ? `${answer.text}, your answer for ${asked}` : [],
  );
  if (reading === null || reading.origin !== undefined || used.length === 0) return reading;
  return { ...reading, origin: `with ${[...new Set(used)].join(", and ")}` };
}

/** What the answer for a part of an argument's expression has to be: only what stands for all of it is bound by its range. */
function kindOf(node: SyntaxNode, expression: SyntaxNode, whole: AnswerKind, source: PythonSource): AnswerKind {
  if (/^len\(/.test(source.textOf(node))) return { kind: "integer", range: COUNT };
  const around = partOf(node, expression);
  if (around === null) return whole;
  const isList = whole.kind === "numbers" || whole.kind === "floats";
  if (!isList || partOf(around, expression) !== null) return { kind: "number" };
  const { range } = whole;
  return { kind: whole.kind === "floats" ? "float" : "number", ...(range === undefined ? {} : { range }) };
}

/** The operation or list that a node is a part of, within the argument or what a variable of it was assigned; null where it is all of it. */
function partOf(node: SyntaxNode, expression: SyntaxNode): SyntaxNode | null {
  if (node.from === expression.from && node.to === expression.to) return null;
  const around = node.parent;
  if (around?.name === "ParenthesizedExpression") return partOf(around, expression);
  return around !== null && operations.has(around.name) ? around : null;
}

const operations = new Set([
  "ArgList",
  "ArrayExpression",
  "BinaryExpression",
  "ConditionalExpression",
  "TupleExpression",
  "UnaryExpression",
]);
