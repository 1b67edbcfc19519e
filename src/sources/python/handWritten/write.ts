import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "../assignments";
import { callArguments } from "../callArguments";
import { iterationOf } from "../loops";
import { childrenOf, type PythonSource } from "../pythonSource";
import type { Scope } from "../scopes";
import { type Arithmetic, type ArithmeticContext, leavesOf, placesIn, readArithmetic } from "./arithmetic";
import { lambdaVariables, loopNames, loopVariables } from "./loopVariables";
import { isInPlace, operation } from "./numericFunctions";
import { type Aliases, type Place, placeOf } from "./place";
import { termsOf } from "./updateForm";

/** One statement that gives a place another value. */
export interface Write {
  readonly place: Place;
  /** The value after the statement, in terms of those before it. */
  readonly value: Arithmetic;
  readonly statement: SyntaxNode;
  /** Conditions under which it is reached, from the outside in. */
  readonly guards: readonly Guard[];
  /** Whether it gives a place its first value: under a condition such as `if self.m is None`. */
  readonly isInitial: boolean;
}

/** One branch of an `if`. */
export interface Guard {
  /** Start of the `if`, by which branches of one are told from those of others. */
  readonly at: number;
  readonly condition: SyntaxNode;
  /** Whether the condition has to hold. */
  readonly holds: boolean;
  readonly arithmetic: Arithmetic;
}

/** Statements that are read of one body. */
const MAXIMUM_STATEMENTS = 400;
/** Conditions and calls within one another that are taken apart. */
const MAXIMUM_DEPTH = 20;

interface Reading {
  readonly source: PythonSource;
  readonly scope: Scope;
  readonly aliases: Aliases;
  readonly guards: readonly Guard[];
  readonly isInitial: boolean;
  /** In a loop that goes over anything else than the parameters: what it leaves is not worked out. */
  readonly isRepeated: boolean;
}

/**
 * Every write of the statements that make one update, in the order of the text: those in branches, in `with` blocks and in loops over the
 * parameters too.
 */
export function writesOf(body: SyntaxNode, scope: Scope, outer: Aliases, source: PythonSource): readonly Write[] {
  const writes: Write[] = [];
  let left = MAXIMUM_STATEMENTS;
  readBody(body, { source, scope, aliases: outer, guards: [], isInitial: false, isRepeated: false });
  return withChoices(writes);

  function readBody(block: SyntaxNode, outside: Reading): void {
    let reading = outside;
    for (const statement of childrenOf(block)) {
      if (left-- <= 0) return;
      const aliases = aliasesOf(statement, block, reading);
      if (aliases.length === 0) readStatement(statement, reading);
      else reading = { ...reading, aliases: new Map([...reading.aliases, ...aliases]) };
    }
  }

  function readStatement(statement: SyntaxNode, reading: Reading): void {
    switch (statement.name) {
      case "AssignStatement":
      case "UpdateStatement":
      case "ExpressionStatement":
        writes.push(...writesOfStatement(statement, reading));
        return;
      case "ReturnStatement":
        writes.push(...writesOfReturn(statement, reading));
        return;
      case "IfStatement":
        readBranches(statement, reading);
        return;
      case "ForStatement":
      case "WhileStatement": {
        const aliases = loopVariables(statement, reading.aliases, source);
        const isRepeated = reading.isRepeated || !goesOverParameters(statement, source);
        for (const block of statement.getChildren("Body")) readBody(block, { ...reading, aliases, isRepeated });
        return;
      }
      case "WithStatement":
      case "TryStatement":
        for (const block of statement.getChildren("Body")) readBody(block, reading);
        return;
    }
  }

  function readBranches(statement: SyntaxNode, reading: Reading): void {
    const passed: Guard[] = [];
    let condition: SyntaxNode | null = null;
    for (const child of childrenOf(statement)) {
      if (child.name === "Body") {
        const guards = [...passed];
        if (condition !== null) {
          const parts = conjunctsOf(condition);
          guards.push(...parts.map((part) => guard(statement, part, true, reading)));
          passed.push(guard(statement, condition, false, reading));
        }
        const isInitial = reading.isInitial || (condition !== null && isFirstTime(source.textOf(condition)));
        readBody(child, { ...reading, guards: [...reading.guards, ...guards], isInitial });
        condition = null;
      } else if (!["if", "elif", "else"].includes(child.name)) condition = child;
    }
  }
}

/**
 * The writes with one in the place of two, where both branches of an `if` do nothing but write the same place. What is left under a condition that one of its
 * branches changes cannot be read: it would be asked again with another outcome.
 */
function withChoices(writes: readonly Write[]): readonly Write[] {
  const merged = new Set<Write>();
  const branchings = branchingsOf(writes);
  return writes.flatMap((write): readonly Write[] => {
    if (merged.has(write)) return [];
    const guard = write.guards.at(-1);
    if (guard === undefined || write.isInitial) return [write];
    const { writes: same = [], isAskedAgain = false } = branchings.get(guard.at) ?? {};
    const [yes, no] = same;
    const isChoice = same.length === 2 && yes === write && isElseOf(yes, no);
    if (isChoice) {
      merged.add(no);
      const operands = [guard.arithmetic, yes.value, no.value];
      return [
        {
          ...write,
          guards: write.guards.slice(0, -1),
          value: { kind: "function", node: write.value.node, name: "if", operands },
        },
      ];
    }
    return [isAskedAgain ? { ...write, value: { kind: "opaque", node: write.value.node, reads: [] } } : write];
  });
}

/** What is written in the branches of one `if`. */
interface Branching {
  readonly writes: readonly Write[];
  /** Whether one of several writes changes what a condition reads. */
  readonly isAskedAgain: boolean;
}

/** Each `if` once, by where it starts: chains of many branches have as many conditions on each of their writes. */
function branchingsOf(writes: readonly Write[]): ReadonlyMap<number, Branching> {
  const found = new Map<number, { readonly writes: Set<Write>; readonly guards: Set<Guard> }>();
  for (const write of writes) {
    for (const guard of write.guards) {
      const own = found.get(guard.at) ?? { writes: new Set<Write>(), guards: new Set<Guard>() };
      found.set(guard.at, own);
      own.writes.add(write);
      own.guards.add(guard);
    }
  }
  return new Map(
    [...found].map(([at, own]) => {
      const written = new Set([...own.writes].map(({ place }) => place.key));
      const reads = [...own.guards].flatMap(({ arithmetic }) => leavesOf(arithmetic));
      const isChanged = reads.some((leaf) => leaf.kind === "place" && written.has(leaf.place.key));
      return [at, { writes: [...own.writes], isAskedAgain: own.writes.size > 1 && isChanged }];
    }),
  );
}

function isElseOf(yes: Write, no: Write): boolean {
  const [guard, other] = [yes.guards.at(-1), no.guards.at(-1)];
  if (guard === undefined || other === undefined || yes.guards.length !== no.guards.length) return false;
  const isOpposite =
    guard.condition.from === other.condition.from && guard.holds && !other.holds && guard.at === other.at;
  return isOpposite && yes.place.key === no.place.key && guard.arithmetic.kind === "comparison";
}

function guard(statement: SyntaxNode, condition: SyntaxNode, holds: boolean, reading: Reading): Guard {
  return { at: statement.from, condition, holds, arithmetic: readArithmetic(condition, reading) };
}

/** `a` and `b` of `a and b`. */
function conjunctsOf(condition: SyntaxNode, depth = 0): readonly SyntaxNode[] {
  const [first, operator, third] = childrenOf(condition);
  if (depth > MAXIMUM_DEPTH) return [condition];
  if (condition.name === "ParenthesizedExpression" && operator !== undefined) return conjunctsOf(operator, depth + 1);
  if (condition.name !== "BinaryExpression" || operator?.name !== "and" || third === undefined) return [condition];
  return [...conjunctsOf(first, depth + 1), ...conjunctsOf(third, depth + 1)];
}

/** Conditions that hold before there is anything to go on from. */
function isFirstTime(condition: string): boolean {
  return (
    /\bis None\b|\bnot in\b|\blen\(.*\) *== *0|^not (?:hasattr|self\.|state\b|\w+$)/.test(condition) &&
    !/\.grad\b/.test(condition)
  );
}

/** A loop in which something is written for every entry, and not the same thing again and again. */
function goesOverParameters(loop: SyntaxNode, source: PythonSource): boolean {
  const names = new Set(loopNames(loop, source));
  let goes = false;
  loop.cursor().iterate(({ name, node }) => {
    // The variables of a loop within, over what the outer one gives: parameters of a group.
    const over = name === "ForStatement" && node.from !== loop.from ? iterationOf(node)?.over : undefined;
    if (over !== undefined && variablesIn(over, source).some((variable) => names.has(variable))) {
      for (const inner of loopNames(node, source)) names.add(inner);
    }
    const target =
      name === "AssignStatement" || name === "UpdateStatement" || name === "ExpressionStatement"
        ? node.firstChild
        : null;
    if (target === null || goes) return !goes;
    const written = name === "ExpressionStatement" ? receiverOf(target, source) : target;
    goes = written !== null && variablesIn(written, source).some((variable) => names.has(variable));
    return !goes;
  });
  return goes;
}

function variablesIn(node: SyntaxNode, source: PythonSource): readonly string[] {
  const names: string[] = [];
  node.cursor().iterate(({ name, node: inner }) => {
    if (name === "VariableName") names.push(source.textOf(inner));
  });
  return names;
}

/**
 * `m = state["m"]` before `m.mul_(beta)`: another name for what is then changed in place. Where nothing is, a name keeps the value that
 * the place has had.
 */
function aliasesOf(
  statement: SyntaxNode,
  block: SyntaxNode,
  { aliases, source }: Reading,
): readonly (readonly [string, Place])[] {
  if (statement.name !== "AssignStatement") return [];
  const found = assignmentsOf(statement).map(({ target, value }) => {
    if (value?.name !== "MemberExpression" || target.name !== "VariableName") return null;
    const place = placeOf(value, aliases, source);
    const name = source.textOf(target);
    const changed = new RegExp(`\\b${name}(?:\\.data)?(?:\\.\\w+_\\(|\\[[^\\]]*\\] *[-+*/]?=(?!=)| *[-+*/]=)`);
    return place !== null && changed.test(source.textOf(block)) ? ([name, place] as const) : null;
  });
  return found.every((alias) => alias !== null) ? found : [];
}

function writesOfStatement(statement: SyntaxNode, reading: Reading): readonly Write[] {
  const { source, aliases, guards, isInitial, isRepeated } = reading;
  const write = (place: Place, value: Arithmetic): Write => {
    const opaque: Arithmetic = { kind: "opaque", node: value.node, reads: placesIn(statement, aliases, source) };
    return { place, value: isRepeated ? opaque : value, statement, guards, isInitial };
  };
  switch (statement.name) {
    case "UpdateStatement": {
      const [target, operator, value] = childrenOf(statement);
      const place = target && placeOf(target, aliases, source);
      if (!place || value === undefined) return [];
      const before: Arithmetic = { kind: "place", node: target, place };
      const symbol = source.textOf(operator).slice(0, -1);
      const by = readArithmetic(value, reading);
      const isArithmetic = symbol === "+" || symbol === "-" || symbol === "*" || symbol === "/";
      if (isArithmetic) return [write(place, operation(statement, symbol, before, by))];
      return [write(place, { kind: "opaque", node: statement, reads: placesIn(statement, aliases, source) })];
    }
    case "AssignStatement":
      return assignmentsOf(statement).flatMap(({ target, value }, index) => {
        const place = placeOf(target, aliases, source);
        if (place === null) return [];
        if (value !== null)
          return elementsOf(value, reading).map(({ suffix, arithmetic }) =>
            write({ ...place, key: place.key + suffix }, arithmetic),
          );
        return [write(place, sharedOut(statement, index, reading))];
      });
    default: {
      const call = statement.firstChild;
      const receiver = call && receiverOf(call, source);
      const place = receiver && placeOf(receiver, aliases, source);
      return call && place ? [write(place, readArithmetic(call, reading))] : [];
    }
  }
}

/** What a function gives back in the place of what it was given: `return params - lr * grads`. */
function writesOfReturn(statement: SyntaxNode, reading: Reading): readonly Write[] {
  const { guards, isInitial } = reading;
  const values = childrenOf(statement)
    .slice(1)
    .filter(({ name }) => name !== ",");
  return values.flatMap((value) =>
    elementsOf(value, reading).flatMap(({ arithmetic }) => {
      const [first, ...others] = termsOf(arithmetic);
      const isChanged = first.sign === 1 && first.value.kind === "place" && others.length > 0;
      return isChanged && first.value.kind === "place"
        ? [{ place: first.value.place, value: arithmetic, statement, guards, isInitial }]
        : [];
    }),
  );
}

/** The value of one of several targets that share out what an expression gives: `beta1, beta2 = group["betas"]`. */
function sharedOut(statement: SyntaxNode, index: number, { aliases, source }: Reading): Arithmetic {
  const expression = statement.lastChild ?? statement;
  const place = placeOf(expression, aliases, source);
  if (place === null) return { kind: "opaque", node: expression, reads: placesIn(expression, aliases, source) };
  return { kind: "place", node: expression, place: { ...place, key: `${place.key}[${index}]` } };
}

/** What methods in a row change in place: `m` in `m.mul_(beta).add_(g)`; null where the last one changes nothing. */
function receiverOf(call: SyntaxNode, source: PythonSource): SyntaxNode | null {
  let node = call;
  let isChanged = false;
  while (node.name === "CallExpression" && node.firstChild?.name === "MemberExpression") {
    const { firstChild: receiver, lastChild: method } = node.firstChild;
    if (receiver === null || method === null || !isInPlace(source.textOf(method))) break;
    isChanged = true;
    node = receiver;
  }
  return isChanged ? node : null;
}

/** What is done to every entry, where an expression makes them one by one: a comprehension, or `tree.map` of a lambda. */
function elementsOf(
  node: SyntaxNode,
  context: ArithmeticContext,
  depth = 0,
): readonly { readonly suffix: string; readonly arithmetic: Arithmetic }[] {
  const { source, aliases } = context;
  const alone = (inner: SyntaxNode, own: Aliases) => ({
    suffix: "",
    arithmetic: readArithmetic(inner, { ...context, aliases: own }),
  });
  switch (node.name) {
    case "ArrayComprehensionExpression":
    case "DictionaryComprehensionExpression":
    case "ComprehensionExpression": {
      const own = loopVariables(node, aliases, source);
      const children = childrenOf(node);
      const element = children[children.findIndex(({ name }) => name === "for") - 1];
      if (element === undefined) return [];
      if (element.name !== "TupleExpression") return [alone(element, own)];
      const parts = childrenOf(element).filter(({ name }) => !["(", ")", ","].includes(name));
      return parts.map((part, index) => ({ ...alone(part, own), suffix: `#${index}` }));
    }
    case "CallExpression": {
      const callee = node.firstChild === null ? "" : source.textOf(node.firstChild);
      const [first, ...over] = callArguments(node, source).map(({ value }) => value);
      if (!first) break;
      if (
        /(?:^|\.)(?:tree_map|tree_multimap|tree\.map|map_structure)$/.test(callee) &&
        first.name === "LambdaExpression"
      ) {
        const body = first.lastChild;
        return body === null ? [] : [alone(body, lambdaVariables(first, over, aliases, source))];
      }
      const wraps = /^(?:list|tuple|dict)$|(?:^|\.)(?:Parameter|Variable|FrozenDict)$/.test(callee);
      if (wraps && over.length === 0 && depth < MAXIMUM_DEPTH) return elementsOf(first, context, depth + 1);
    }
  }
  return [alone(node, aliases)];
}
