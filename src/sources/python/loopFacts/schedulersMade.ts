import type { SyntaxNode } from "@lezer/common";
import type { MadeScheduler } from "../../loopFacts";
import { targetsOf } from "../assignedCalls";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import { bindingScope } from "../scopes";
import { type StepCall, stepsOf } from "../stepInterval";
import { outermostSchedulers } from "../torchSchedule";

/** What a scheduler is asked for that leaves it where it is. */
const questions = /^(get_last_lr|get_lr|state_dict|load_state_dict|last_epoch|base_lrs|print_lr|_last_lr)$/;

/** Functions that only look at what they are given. */
const onlyLooks = /^(print|len|isinstance|type|str|repr|id|hasattr)$/;

/** The schedulers of an optimizer that no other one is made of, and whether they are ever stepped. */
export function schedulersMade(
  schedulers: readonly FrameworkCall[],
  steps: readonly StepCall[],
  source: PythonSource,
): readonly MadeScheduler[] {
  return outermostSchedulers(schedulers, source).map((call) => {
    const name = "entry" in call.callee ? call.callee.entry.name : "";
    const isHere = stepsOf(call, steps).length > 0;
    const stepped = isHere ? "here" : goesElsewhere(call, source) ? "elsewhere" : "never";
    return { name, range: source.rangeOf(call.node), stepped };
  });
}

/** Whether what a call makes goes anywhere but to one variable that nothing else is given. */
export function goesElsewhere({ node, scope }: FrameworkCall, source: PythonSource, methods = questions): boolean {
  if (node.parent?.name === "ExpressionStatement") return false;
  const [target, ...others] = targetsOf(node);
  if (target?.name !== "VariableName" || others.length > 0) return true;
  const name = source.textOf(target);
  const home = bindingScope(scope, name);
  const { scopes } = indexOf(source);
  return namesOf(name, source).some((use) => {
    if (bindingScope(scopes.scopeOf(use), name) !== home) return false;
    return !isLookedAt(use, methods, source);
  });
}

/** Every place of a file where a variable of this name stands. */
function namesOf(name: string, source: PythonSource): readonly SyntaxNode[] {
  const text = source.textOf(source.tree.topNode);
  return [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\b`, "g"))].flatMap(({ index }) => {
    const node = source.tree.resolveInner(index, 1);
    return node.name === "VariableName" ? [node] : [];
  });
}

/** Whether a use of a variable is an assignment, or a question. */
function isLookedAt(use: SyntaxNode, methods: RegExp, source: PythonSource): boolean {
  const around = use.parent;
  if (around?.name === "AssignStatement") return around.firstChild?.from === use.from;
  if (around?.name === "MemberExpression") {
    const attribute = around.lastChild;
    return attribute?.name === "PropertyName" && methods.test(source.textOf(attribute));
  }
  const call = around?.name === "ArgList" ? around.parent : null;
  const isKeyword = around?.name === "ArgList" && use.nextSibling?.name === "AssignOp";
  return isKeyword || (call?.firstChild != null && onlyLooks.test(source.textOf(call.firstChild)));
}
