import type { SyntaxNode } from "@lezer/common";
import type { LoopAction } from "../../loopFacts";
import { assignmentsOf } from "../assignments";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import { perNode } from "../perNode";
import type { PythonSource } from "../pythonSource";
import type { Execution } from "./executionOrder";
import type { LoopSubject } from "./loopSubject";
import { overlaps, rootsOf } from "./parameterRoots";

/** What the attributes of a module that are numbers end in. */
const sizes = /(features|channels|dim|size|shape|config|classes|width)$/;

/** `model = Net()`, `model.fc = nn.Linear(…)`, `p.grad = None`, `p.grad /= 2`. */
export function assignmentAction({ node }: Execution, subject: LoopSubject): LoopAction | null {
  const { source, model } = subject;
  if (node.name === "UpdateStatement") {
    const isGradient = node.firstChild !== null && /\.grad(\.data)?$/.test(source.textOf(node.firstChild));
    return isGradient ? { kind: "setGradients" } : null;
  }
  for (const { target, value } of assignmentsOf(node)) {
    const text = source.textOf(target);
    if (/\.grad(\.data)?$/.test(text)) {
      const isNone = value !== null && source.textOf(value) === "None";
      return isNone ? { kind: "zero", of: "unknown", keepsZeros: false } : { kind: "setGradients" };
    }
    const isPart = model !== null && (text === model || text.startsWith(`${model}.`));
    if (isPart && value !== null && makesModule(value, model, source)) return { kind: "replace", what: text };
  }
  return null;
}

/** Whether an expression makes a module anew, and does not wrap what there was: `nn.Linear(model.fc.in_features, 10)`. */
function makesModule(value: SyntaxNode, model: string, source: PythonSource): boolean {
  const callee = value.name === "CallExpression" ? value.firstChild : null;
  const last = callee?.name === "MemberExpression" ? callee.lastChild : callee;
  if (!last || !/^[A-Z]/.test(source.textOf(last))) return false;
  return rootsGiven(value, source).every(({ text }) => !overlaps(text, model) || sizes.test(text));
}

/** What a call is given is taken from: the same for every optimizer of the file. */
const rootsGiven = perNode((call, source) => {
  const scope = indexOf(source).scopes.scopeOf(call);
  return callArguments(call, source).flatMap(({ value }) => (value ? rootsOf(value, scope, source) : []));
});
