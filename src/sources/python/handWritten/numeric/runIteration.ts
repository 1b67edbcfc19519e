import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "../../assignments";
import { childrenOf } from "../../pythonSource";
import { type Environment, keyOf, type SymbolicContext, type SymbolicReading } from "./symbolicReading";

/** What happens at a statement before it is taken over; true leaves it out. */
export type Visit = (statement: SyntaxNode, own: Environment) => boolean;

/**
 * Takes over the statements of an iteration in the order of the text, as far as they are made whatever happens. What is written under a condition, or again
 * and again, is not known afterwards.
 *
 * @param within a node that is entered although it stands in a loop or a branch
 */
export function runIteration(
  body: SyntaxNode,
  within: SyntaxNode,
  reading: SymbolicReading,
  { source, names }: SymbolicContext,
  visit: Visit,
): void {
  runBlock(body);

  function runBlock(block: SyntaxNode): void {
    for (const statement of childrenOf(block)) {
      switch (statement.name) {
        case "AssignStatement":
        case "UpdateStatement":
          if (!visit(statement, names)) reading.assign(statement, names);
          break;
        case "ExpressionStatement":
        case "ReturnStatement":
          visit(statement, names);
          break;
        case "WithStatement":
        case "TryStatement":
          for (const inner of statement.getChildren("Body")) runBlock(inner);
          break;
        case "IfStatement":
        case "ForStatement":
        case "WhileStatement": {
          const entered = statement.getChildren("Body").find((inner) => holds(inner, within));
          if (entered !== undefined && statement.name === "IfStatement") runBlock(entered);
          else forget(statement);
        }
      }
    }
  }

  /** What a loop or a branch writes is not known. */
  function forget(statement: SyntaxNode): void {
    statement.cursor().iterate(({ name, node }) => {
      if (name === "AssignStatement") {
        for (const { target } of assignmentsOf(node)) reading.give(target, null, names);
      } else if (name === "UpdateStatement" && node.firstChild !== null) {
        names.set(keyOf(node.firstChild, source), null);
      }
    });
  }
}

function holds(block: SyntaxNode, node: SyntaxNode): boolean {
  return node.from >= block.from && node.to <= block.to;
}
