import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "../pythonSource";
import type { Execution } from "./executionOrder";

/** Whether TensorFlow's tape can be asked for several gradients: `with tf.GradientTape(persistent=True) as tape`. True where it is not known. */
export function isPersistent(tape: SyntaxNode, { node }: Execution, source: PythonSource): boolean {
  const name = source.textOf(tape);
  for (let around: SyntaxNode | null = node; around !== null; around = around.parent) {
    const statements = [...around.getChildren("WithStatement"), ...(around.name === "WithStatement" ? [around] : [])];
    const heads = statements.filter(({ from }) => from < node.from).map((statement) => headOf(statement, source));
    const own = heads.filter((head) => head.match(/\bas\s+(\w+)/)?.[1] === name);
    const last = own[own.length - 1];
    if (last !== undefined) return !/GradientTape\(\s*\)/.test(last);
  }
  return true;
}

function headOf(statement: SyntaxNode, source: PythonSource): string {
  const body = statement.getChild("Body");
  return body === null ? "" : source.textOf(statement).slice(0, body.from - statement.from);
}
