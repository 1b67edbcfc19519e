import type { SyntaxNode } from "@lezer/common";
import type { ScheduleConfiguration } from "../configuration";
import { OWN_RULE } from "../ownRule";
import { assignmentsOf } from "./assignments";
import { indexOf } from "./fileIndex";
import { callSitesOf, enclosingFunction } from "./functionCalls";
import { countedFrom, isIncrement, iterationOf, loopsAround, startOf } from "./loops";
import { statementsWith } from "./moduleStatements";
import { childrenOf, type PythonSource } from "./pythonSource";
import { arithmeticText, atom, numberText, type RuleText } from "./ruleText";
import type { Scope, Scopes } from "./scopes";
import type { Meaning } from "./stepExpression";
import { parameterMeanings, readStepValue, type StepCondition } from "./stepFunction";
import { statementsOf } from "./stepStatements";
import { nodesWithin } from "./syntaxNodes";

/** Functions that call each other in longer chains are not followed. */
const MAXIMUM_DEPTH = 6;

/** An assignment of the learning rate of parameter groups: `group["lr"] = get_lr(step)`, `group["lr"] *= 0.1`. */
export interface AssignedRate {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The optimizer whose groups these are, as the text names it. */
  readonly optimizer: SyntaxNode;
  readonly value: SyntaxNode;
  /** `*` of `*=`; null of `=`. */
  readonly operator: string | null;
}

/** Every assignment to the learning rate of parameter groups, in the order of the text. */
export function findAssignedRates(source: PythonSource, scopes: Scopes): readonly AssignedRate[] {
  const found: AssignedRate[] = [];
  for (const node of nodesWithin(statementsWith("param_groups", source), "AssignStatement", "UpdateStatement")) {
    for (const { target, value, operator } of ratesOf(node, source)) {
      const optimizer = value === null ? null : optimizerOfGroup(target, source);
      if (value === null || optimizer === null) continue;
      found.push({ node, scope: scopes.scopeOf(node), optimizer, value, operator });
    }
  }
  return found;
}

function ratesOf(statement: SyntaxNode, source: PythonSource) {
  if (statement.name === "AssignStatement") return assignmentsOf(statement).map((it) => ({ ...it, operator: null }));
  const [target, operator, value] = childrenOf(statement);
  return value === undefined ? [] : [{ target, value, operator: source.textOf(operator).slice(0, -1) }];
}

/**
 * The schedule that an assignment in a loop makes, or in a function that a loop calls, where its value is worked out from a counter of the
 * loop alone. Under a condition the learning rate stays as it is where that does not hold.
 *
 * @param update where the optimizer is stepped; null where that is not known
 * @returns null where the value cannot be read
 */
export function assignedSchedule(
  rate: AssignedRate,
  update: SyntaxNode | null,
  source: PythonSource,
): ScheduleConfiguration | null {
  const place = placeOf(rate, source);
  if (place === null) return null;
  const { scopes } = indexOf(source);
  // Set after an update, a learning rate is that of the next one.
  const isLate = update !== null && isAfter(place.node, update, source);
  for (const [name, ahead] of countersAround(place.node, scopes.scopeOf(place.node), source)) {
    const step = shifted(isLate ? ahead - 1 : ahead);
    const names = place.namesFor(new Map([[name, step]]));
    const { value, conditions, statements } = place;
    const { scope, operator } = rate;
    const text = names && readStepValue(value, { statements, operator, conditions }, names, scope, source);
    if (!text) continue;
    const rule = isLate ? `lr = if(step == 0, lr0, ${text})` : `lr = ${text}`;
    const hyperparameters = { rule: { value: rule, range: source.rangeOf(value) } };
    return { name: OWN_RULE, range: source.rangeOf(rate.node), hyperparameters };
  }
  return null;
}

/** Where and how a learning rate is set in a loop. */
interface RatePlace {
  /** What the loop does: the assignment itself, or the call of the function that holds it. */
  readonly node: SyntaxNode;
  readonly value: SyntaxNode;
  /** From the innermost. */
  readonly conditions: readonly StepCondition[];
  /** That run before the assignment in a function of its own. */
  readonly statements: readonly SyntaxNode[];
  /** What names mean at the assignment by what the loop's counters mean; null where the call does not fit the function. */
  namesFor(counters: ReadonlyMap<string, RuleText>): ReadonlyMap<string, Meaning> | null;
}

/** Null where the assignment is in no loop, nor in a function that one place alone calls. */
function placeOf(rate: AssignedRate, source: PythonSource): RatePlace | null {
  const { node, scope } = rate;
  const conditions = conditionsAround(node);
  if (conditions === null) return null;
  const own: RatePlace = {
    node,
    value: assignedValue(rate, source),
    conditions,
    statements: workBefore(rate, source),
    namesFor: (counters) => counters,
  };
  if (countersAround(node, scope, source).size > 0) return own;
  const definition = enclosingFunction(node);
  const [call, ...others] = definition === null ? [] : callSitesOf(definition, source);
  const outer = call === undefined ? null : conditionsAround(call);
  const body = definition?.getChild("Body");
  if (!definition || !body || call === undefined || others.length > 0 || outer?.length !== 0) return null;
  const statements = statementsOf(body).filter(({ to }) => to <= node.from);
  const isTopLevel = statementsOf(body).some(({ from, to }) => from <= node.from && node.to <= to);
  const callScope = indexOf(source).scopes.scopeOf(call);
  return {
    node: call,
    value: rate.value,
    conditions,
    statements: isTopLevel ? statements : [],
    namesFor: (counters) => parameterMeanings(definition, call, counters, callScope, source),
  };
}

/** The optimizer of `group["lr"]`, where a loop has `group` from its groups, and of `optimizer.param_groups[0]["lr"]`. */
function optimizerOfGroup(target: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const [object, open, key] = childrenOf(target);
  const isRate =
    target.name === "MemberExpression" && open?.name === "[" && key && /^(["'])lr\1$/.test(source.textOf(key));
  if (!isRate) return null;
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

/** What the loop works out before an assignment: of variables that are assigned nowhere else. */
function workBefore({ node, scope }: AssignedRate, source: PythonSource): readonly SyntaxNode[] {
  const statements: SyntaxNode[] = [];
  loopsAround(node)
    .at(-1)
    ?.cursor()
    .iterate((inner) => {
      if (inner.name !== "AssignStatement" || inner.to > node.from) return;
      const [only, ...others] = assignmentsOf(inner.node);
      const name = only?.target.name === "VariableName" && others.length === 0 ? source.textOf(only.target) : "";
      if (scope.bindings.get(name)?.length === 1) statements.push(inner.node);
    });
  return statements;
}

/**
 * The conditions within the loops around a statement, or within its function where that has none, from the innermost; null where one of them cannot
 * be said in one expression.
 */
function conditionsAround(node: SyntaxNode): readonly StepCondition[] | null {
  const outermost = loopsAround(node).at(-1);
  const conditions: StepCondition[] = [];
  for (let inner = node, around = node.parent; around !== null; inner = around, around = around.parent) {
    if (around.name === "FunctionDefinition" || around.from === outermost?.from) break;
    if (around.name === "TryStatement") return null;
    if (around.name !== "IfStatement" || inner.name !== "Body") continue;
    const [, condition, , word] = childrenOf(around);
    const isFirst = inner.prevSibling?.from === condition?.from;
    const isElse = word?.name === "else" && inner.prevSibling?.from === word.from;
    if (condition === undefined || (!isFirst && !isElse)) return null;
    conditions.push({ condition, isElse });
  }
  return conditions;
}

/** Whether a place comes behind another in the function that both are in, or are called by. */
function isAfter(place: SyntaxNode, update: SyntaxNode, source: PythonSource): boolean {
  const home = enclosingFunction(place)?.from;
  let node = update;
  for (let depth = 0; depth < MAXIMUM_DEPTH && enclosingFunction(node)?.from !== home; depth++) {
    const definition = enclosingFunction(node);
    const [call] = definition === null ? [] : callSitesOf(definition, source);
    if (call === undefined) return false;
    node = call;
  }
  return enclosingFunction(node)?.from === home && place.from > node.from;
}

/** The assigned expression; of a variable that has its value from one assignment before, what that gives it. */
function assignedValue({ node, scope, value }: AssignedRate, source: PythonSource): SyntaxNode {
  const [only, ...others] = value.name === "VariableName" ? (scope.bindings.get(source.textOf(value)) ?? []) : [];
  const isKnown = only !== undefined && others.length === 0 && "value" in only && only.value.from < node.from;
  return isKnown ? only.value : value;
}

/** The variables that count the rounds of the loops around, each with its value in the first round where the learning rate is set. */
function countersAround(node: SyntaxNode, scope: Scope, source: PythonSource): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  for (const loop of loopsAround(node)) {
    const iteration = iterationOf(loop);
    const first = iteration && countedFrom(iteration.over, scope, source);
    if (iteration && first !== null) counters.set(source.textOf(iteration.variable), first);
    loop.cursor().iterate((inner) => {
      const target = inner.name === "UpdateStatement" ? inner.node.firstChild : null;
      const counter = target === null ? "" : source.textOf(target);
      if (!isIncrement(inner.node, counter, source)) return;
      const start = startOf(counter, scope, source);
      if (start !== null) counters.set(counter, inner.from < node.from ? start + 1 : start);
    });
  }
  return counters;
}

function shifted(by: number): RuleText {
  const step = atom("step");
  return (by !== 0 && arithmeticText(by > 0 ? "+" : "-", step, numberText(Math.abs(by)))) || step;
}
