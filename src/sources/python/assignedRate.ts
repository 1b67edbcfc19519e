import type { SyntaxNode } from "@lezer/common";
import type { ScheduleConfiguration } from "../configuration";
import { OWN_RULE } from "../ownRule";
import { assignmentsOf } from "./assignments";
import { countedFrom, iterationOf, loopsAround } from "./loops";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { arithmeticText, atom, numberText, type RuleText } from "./ruleText";
import type { Scope, Scopes } from "./scopes";
import { readStepExpression } from "./stepFunction";

/** An assignment of the learning rate of parameter groups: `group["lr"] = get_lr(step)`. */
export interface AssignedRate {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The optimizer whose groups these are, as the text names it. */
  readonly optimizer: SyntaxNode;
  readonly value: SyntaxNode;
}

/** Every assignment to the learning rate of parameter groups, in the order of the text. */
export function findAssignedRates(source: PythonSource, scopes: Scopes): readonly AssignedRate[] {
  const found: AssignedRate[] = [];
  source.tree.iterate({
    enter({ name, node }) {
      if (name !== "AssignStatement") return;
      for (const { target, value } of assignmentsOf(node)) {
        const optimizer = value === null ? null : optimizerOfGroup(target, source);
        if (value !== null && optimizer !== null) found.push({ node, scope: scopes.scopeOf(node), optimizer, value });
      }
    },
  });
  return found;
}

/**
 * The schedule that an assignment in a loop makes, where its value is worked out from a counter of the loop alone.
 *
 * @param update where the optimizer is stepped; null where that is not known
 * @returns null where the value cannot be read, or is set under a condition
 */
export function assignedSchedule(
  rate: AssignedRate,
  update: SyntaxNode | null,
  source: PythonSource,
): ScheduleConfiguration | null {
  const { node, scope } = rate;
  if (isConditional(node)) return null;
  const value = assignedValue(rate, source);
  // Set after an update, a learning rate is that of the next one.
  const isLate = update !== null && node.from > update.from;
  for (const [name, ahead] of countersAround(rate, source)) {
    const step = shifted(isLate ? ahead - 1 : ahead);
    const text = readStepExpression(value, new Map([[name, step]]), scope, source);
    if (text === null) continue;
    const rule = isLate ? `lr = if(step == 0, lr0, ${text})` : `lr = ${text}`;
    const hyperparameters = { rule: { value: rule, range: source.rangeOf(value) } };
    return { name: OWN_RULE, range: source.rangeOf(node), hyperparameters };
  }
  return null;
}

/** The optimizer of `group["lr"]`, where a loop has `group` from its groups, and of `optimizer.param_groups[0]["lr"]`. */
function optimizerOfGroup(target: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const [object, open, key] = childrenOf(target);
  const isItem = target.name === "MemberExpression" && open?.name === "[" && key !== undefined;
  if (!isItem || !/^(["'])lr\1$/.test(source.textOf(key))) return null;
  if (object.name === "MemberExpression") return object.firstChild && groupsOwner(object.firstChild, source);
  const iterations = loopsAround(target).flatMap((loop) => iterationOf(loop) ?? []);
  const own = iterations.find(({ variable }) => source.textOf(variable) === source.textOf(object));
  return own === undefined ? null : groupsOwner(own.over, source);
}

/** `optimizer` in `optimizer.param_groups`. */
function groupsOwner(node: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const property = node.name === "MemberExpression" ? node.lastChild : null;
  return property !== null && source.textOf(property) === "param_groups" ? node.firstChild : null;
}

/** Whether it takes a condition within the loops around for a statement to be reached. */
function isConditional(node: SyntaxNode): boolean {
  const outermost = loopsAround(node).at(-1);
  for (let around = node.parent; around !== null && around.from !== outermost?.from; around = around.parent) {
    if (around.name === "IfStatement" || around.name === "TryStatement") return true;
  }
  return false;
}

/** The assigned expression; of a variable that has its value from one assignment before, what that gives it. */
function assignedValue({ node, scope, value }: AssignedRate, source: PythonSource): SyntaxNode {
  const [only, ...others] = value.name === "VariableName" ? (scope.bindings.get(source.textOf(value)) ?? []) : [];
  const isKnown = only !== undefined && others.length === 0 && "value" in only && only.value.from < node.from;
  return isKnown ? only.value : value;
}

/** The variables that count the rounds of the loops around, each with its value in the first round where the learning rate is set. */
function countersAround({ node, scope }: AssignedRate, source: PythonSource): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  for (const loop of loopsAround(node)) {
    const iteration = iterationOf(loop);
    const first = iteration && countedFrom(iteration.over, scope, source);
    if (iteration && first !== null) counters.set(source.textOf(iteration.variable), first);
    loop.cursor().iterate((inner) => {
      if (inner.name !== "UpdateStatement") return;
      const [target, operator, amount] = childrenOf(inner.node);
      if (amount === undefined || source.textOf(operator) !== "+=" || source.textOf(amount) !== "1") return;
      const start = startOf(source.textOf(target), scope, source);
      if (start !== null) counters.set(source.textOf(target), inner.from < node.from ? start + 1 : start);
    });
  }
  return counters;
}

/** The integer that a variable is first assigned. */
function startOf(name: string, scope: Scope, source: PythonSource): number | null {
  const [first] = scope.bindings.get(name) ?? [];
  const value = first !== undefined && "value" in first ? readValue(first.value, scope, source)?.value : undefined;
  return value?.type === "integer" ? value.value : null;
}

function shifted(by: number): RuleText {
  const step = atom("step");
  return (by !== 0 && arithmeticText(by > 0 ? "+" : "-", step, numberText(Math.abs(by)))) || step;
}
