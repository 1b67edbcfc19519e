import type { SyntaxNode } from "@lezer/common";
import type { LoopAction } from "../../loopFacts";
import { callArguments } from "../callArguments";
import type { PythonSource } from "../pythonSource";
import { bindingScope } from "../scopes";
import type { Execution } from "./executionOrder";

/** What takes a tensor out of the graph. */
const cuts = /^(item|detach|tolist|numpy)$/;

/** What a call of `backward` differentiates, and how: `loss.backward()`, `scaler.scale(loss).backward()`, `accelerator.backward(loss)`. */
export function backwardAction(execution: Execution, object: SyntaxNode | null, source: PythonSource): LoopAction {
  const given = callArguments(execution.node, source);
  const text = object === null ? "" : source.textOf(object);
  // `accelerator.backward(loss)`, `torch.autograd.backward(loss)`, `self.manual_backward(loss)`.
  const isMethod = given.every(({ name }) => name !== null) || /loss|err|cost|objective/i.test(text);
  const loss = isMethod ? object : (given[0]?.value ?? null);
  const isScaled = /\.scale\(.*\)$/s.test(text);
  const keeps = given.find(({ name }) => name === "retain_graph")?.value ?? null;
  const creates = given.find(({ name }) => name === "create_graph")?.value ?? null;
  const isKept = [keeps, creates].some((value) => value !== null && source.textOf(value) !== "False");
  return {
    kind: "backward",
    loss: loss && source.textOf(loss),
    isScaled,
    keepsGraph: isKept,
    cutBy: loss && cutOf(loss, execution, source),
    isUnused: false,
  };
}

/** How a loss has lost its graph before it is differentiated, in the same statements and beyond doubt. */
function cutOf(loss: SyntaxNode, { node, scope }: Execution, source: PythonSource): string | null {
  let value: SyntaxNode | null = loss;
  if (loss.name === "VariableName") {
    const text = source.textOf(loss);
    const home = bindingScope(scope, text);
    const before = (home?.bindings.get(text) ?? []).filter((binding) => binding.node.from < node.from);
    const last = before[before.length - 1];
    const isAround = last !== undefined && isWithinBlockOf(node, last.node);
    value = isAround && last.kind === "assignment" && last.scope === scope ? last.value : null;
  }
  const method = value?.name === "CallExpression" ? value.firstChild?.lastChild : null;
  const name = method?.name === "PropertyName" ? source.textOf(method) : "";
  return cuts.test(name) ? `.${name}()` : null;
}

/** Whether a node comes after a statement in the same block, or in one within it. */
function isWithinBlockOf(node: SyntaxNode, statement: SyntaxNode): boolean {
  const block = statement.parent;
  return block !== null && block.from <= node.from && node.to <= block.to;
}
