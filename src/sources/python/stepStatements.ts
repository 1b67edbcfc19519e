import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import { iterationOf } from "./loops";
import { childrenOf } from "./pythonSource";
import { readValue } from "./pythonValue";
import { arithmeticText, numberText } from "./ruleText";
import { type Context, chosen, isFunction, knownTruth, type Meaning, translateNumber, within } from "./stepExpression";

/** What reads expressions that may stand for functions too. */
export type Evaluate = (expression: SyntaxNode, context: Context) => Meaning;

/**
 * What statements return: their variables are put in the place of their names, and an `if` becomes a choice between what
 * the statements return from there on.
 *
 * @returns null where a statement cannot be read, or nothing is returned
 */
export function returnedValue(statements: readonly SyntaxNode[], outer: Context, evaluate: Evaluate): Meaning {
  const context = within(outer);
  const [statement, ...rest] = statements;
  if (context === null) return null;
  if (statement === undefined) return context.result === undefined ? null : evaluate(context.result, context);
  const goOn = (names: Context["names"]) => returnedValue(rest, { ...context, names }, evaluate);
  switch (statement.name) {
    case "PassStatement":
    case "AssertStatement":
      return goOn(context.names);
    case "ExpressionStatement":
      return statement.firstChild?.name === "String" ? goOn(context.names) : null;
    case "FunctionDefinition":
    case "AssignStatement":
    case "UpdateStatement": {
      const names = namesAfter(statement, context, evaluate);
      return names && goOn(names);
    }
    case "ReturnStatement": {
      const value = childrenOf(statement)[1];
      return value === undefined ? null : evaluate(value, context);
    }
    case "ForStatement": {
      const names = namesAfterLoop(statement, context, evaluate);
      return names && goOn(names);
    }
    case "IfStatement":
      return branched(branchesOf(statement), rest, context, evaluate);
    default:
      return null;
  }
}

/** The statements of a function's, a branch's or a loop's body. */
export function statementsOf(body: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(body).filter(({ name }) => name !== ":");
}

/** What names mean after a statement; null where something else than a name is changed. */
function namesAfter(statement: SyntaxNode, context: Context, evaluate: Evaluate): Context["names"] | null {
  const { source } = context;
  const names = new Map(context.names);
  if (statement.name === "FunctionDefinition") {
    const name = statement.getChild("VariableName");
    return name && names.set(source.textOf(name), evaluate(statement, context));
  }
  if (statement.name === "UpdateStatement") {
    const [target, operator, value] = childrenOf(statement);
    if (target.name !== "VariableName" || value === undefined) return null;
    const [left, right] = [target, value].map((operand) => translateNumber(operand, context));
    const symbol = source.textOf(operator).slice(0, -1);
    return names.set(source.textOf(target), left && right && arithmeticText(symbol, left, right));
  }
  for (const { target, value } of assignmentsOf(statement)) {
    if (target.name !== "VariableName") return null;
    names.set(source.textOf(target), value && evaluate(value, context));
  }
  return names;
}

/** What names mean after a loop over numbers that the text spells out; null for any other loop. */
function namesAfterLoop(loop: SyntaxNode, context: Context, evaluate: Evaluate): Context["names"] | null {
  const { source, scope } = context;
  const iteration = iterationOf(loop);
  const body = loop.getChild("Body");
  const over = iteration && readValue(iteration.over, scope, source)?.value;
  if (!iteration || body === null || over?.type !== "sequence" || iteration.variable.name !== "VariableName")
    return null;
  let names = context.names;
  for (const value of over.value) {
    if (value.type !== "integer" && value.type !== "float") return null;
    names = new Map(names).set(source.textOf(iteration.variable), numberText(value.value));
    for (const statement of statementsOf(body)) {
      const inside = within({ ...context, names });
      const isRead = statement.name === "AssignStatement" || statement.name === "UpdateStatement";
      const after = inside && isRead ? namesAfter(statement, inside, evaluate) : null;
      if (after === null) return null;
      names = after;
    }
  }
  return names;
}

/** A branch of an `if`; that of `else` has no condition. */
interface Branch {
  readonly condition: SyntaxNode | null;
  readonly statements: readonly SyntaxNode[];
}

function branchesOf(statement: SyntaxNode): readonly Branch[] {
  const branches: Branch[] = [];
  let condition: SyntaxNode | null = null;
  for (const child of childrenOf(statement)) {
    if (child.name === "Body") {
      branches.push({ condition, statements: statementsOf(child) });
      condition = null;
    } else if (!["if", "elif", "else"].includes(child.name)) condition = child;
  }
  return branches;
}

function branched(
  branches: readonly Branch[],
  rest: readonly SyntaxNode[],
  context: Context,
  evaluate: Evaluate,
): Meaning {
  const [branch, ...others] = branches;
  if (branch === undefined) return returnedValue(rest, context, evaluate);
  const taken = () => returnedValue([...branch.statements, ...rest], context, evaluate);
  const passed = () => branched(others, rest, context, evaluate);
  if (branch.condition === null) return taken();
  const known = knownTruth(branch.condition, context);
  if (known !== null) return known ? taken() : passed();
  const [yes, no] = [taken(), passed()];
  if (yes === null || no === null || isFunction(yes) || isFunction(no)) return null;
  return chosen(branch.condition, yes, no, context);
}
