import type { SyntaxNode } from "@lezer/common";
import type { EnteredCondition, EnteredLoop } from "../../loopFacts";
import { callArguments } from "../callArguments";
import { decoratorNames } from "../callSites";
import { indexOf } from "../fileIndex";
import type { FrameworkCall } from "../frameworkCalls";
import { lastingFact } from "../lastingFact";
import { type ModuleStatement, moduleStatements, statementAt } from "../moduleStatements";
import { childrenOf, type PythonSource } from "../pythonSource";
import type { Scope } from "../scopes";
import { nodesWithin } from "../syntaxNodes";
import { statementsConnectedTo } from "../valueFlow";
import { calledInFile, namedInFile } from "./calledInFile";
import { enteredLoop, periodOf } from "./enteredFrames";

/** Functions that call each other in longer chains are not followed. */
const MAXIMUM_DEPTH = 6;

/** A file in which more statements and calls are run one after the other is not looked at; functions that call others many times each would never end. */
const MAXIMUM_EXECUTIONS = 20_000;

/** A call or an assignment that a run comes to. */
export interface Execution {
  /** A CallExpression that is none of a function of the file, an AssignStatement or an UpdateStatement. */
  readonly node: SyntaxNode;
  readonly statement: SyntaxNode;
  readonly scope: Scope;
  readonly loops: readonly EnteredLoop[];
  readonly conditions: readonly EnteredCondition[];
  /** In a function that the framework compiles at its first call. */
  readonly isCompiled: boolean;
}

/** Where a run is. */
type Place = Pick<Execution, "loops" | "conditions" | "isCompiled">;

/**
 * What a file does, in the order in which it is run: each way through it from a place where nothing of the file calls it, functions of the file in the
 * places of their calls. Of the ways on from an `if`, one comes after the other. Functions that no optimizer can get to are left out.
 *
 * @param calls of the file that concern optimizers
 * @returns null for a file in which too much happens
 */
export function executionOrder(
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly (readonly Execution[])[] | null {
  const walk = new Walk(source);
  const module = walk.run(source.tree.topNode);
  const passes = new Map<number, readonly Execution[]>();
  for (const definition of nodesWithin(concerned(calls, source), "FunctionDefinition")) {
    if (walk.entered.has(definition.from)) continue;
    const pass = walk.run(definition);
    // What turns out to be called by others needs no pass of its own.
    for (const from of walk.entered) passes.delete(from);
    passes.set(definition.from, pass);
  }
  return walk.left > 0 ? [module, ...passes.values()] : null;
}

/** Names by which optimizers are handed about. */
const named = /opt|solver/i;

/** Methods of optimizers that frameworks are not known by. */
const method = /\.(apply|apply_gradients|minimize|init|update)$/;

/** Whether a statement handles what goes by such a name. */
const handles = lastingFact(
  ({ outline: { uses, called } }) =>
    [...uses].some((name) => named.test(name)) || [...called].some((path) => method.test(path)),
);

/** The statements of the module that an optimizer may get to. */
function concerned(calls: readonly FrameworkCall[], source: PythonSource): readonly ModuleStatement[] {
  const first = new Set(moduleStatements(source).filter((statement) => handles(statement)));
  for (const { node } of calls) {
    const statement = statementAt(node.from, source);
    if (statement !== undefined) first.add(statement);
  }
  return statementsConnectedTo(first, indexOf(source).scopes);
}

/** How a run leaves statements before their end: what follows depends on it. */
interface Left {
  /** For what follows within the loop, and within the function. */
  readonly loop: readonly EnteredCondition[];
  readonly function: readonly EnteredCondition[];
  /** Whether it always does, and what by. */
  readonly by: "loop" | "function" | null;
}

const stays: Left = { loop: [], function: [], by: null };

const functions: ReadonlySet<string> = new Set(["FunctionDefinition", "LambdaExpression", "ClassDefinition"]);

const assigning: ReadonlySet<string> = new Set(["AssignStatement", "UpdateStatement"]);

/** What runs the function that it is given. */
const runners = /^(step|run|experimental_run_v2|spawn|notebook_launcher)$/;

const compilers = /(^|\.)(function|jit|compile|pmap)$/;

class Walk {
  /** Places of the functions that were run. */
  readonly entered = new Set<number>();
  left = MAXIMUM_EXECUTIONS;
  private readonly open: number[] = [];
  private executions: Execution[] = [];
  private ids = 0;

  constructor(private readonly source: PythonSource) {}

  run(root: SyntaxNode): readonly Execution[] {
    this.executions = [];
    const start: Place = { loops: [], conditions: [], isCompiled: false };
    if (root.name === "FunctionDefinition") this.enter(root, start);
    else this.statements(childrenOf(root), start);
    return this.executions;
  }

  private enter(definition: SyntaxNode, place: Place): void {
    const body = definition.getChild("Body");
    if (body === null || this.open.length >= MAXIMUM_DEPTH || this.open.includes(definition.from)) return;
    // Each way into a function counts, whatever is in it.
    this.left--;
    this.entered.add(definition.from);
    this.open.push(definition.from);
    const isCompiled = place.isCompiled || decoratorNames(definition, this.source).some((name) => compilers.test(name));
    this.statements(childrenOf(body), { ...place, isCompiled });
    this.open.pop();
  }

  private statements(statements: readonly SyntaxNode[], place: Place): Left {
    let own = place;
    let left = stays;
    for (const statement of statements) {
      if (this.left-- <= 0) break;
      const next = this.statement(statement, own);
      const added = [...next.loop, ...next.function];
      if (added.length > 0) own = { ...own, conditions: [...own.conditions, ...added] };
      left = { loop: [...left.loop, ...next.loop], function: [...left.function, ...next.function], by: next.by };
      if (next.by !== null) break;
    }
    return left;
  }

  private body(node: SyntaxNode | null, place: Place): Left {
    return node === null ? stays : this.statements(childrenOf(node), place);
  }

  private statement(statement: SyntaxNode, place: Place): Left {
    switch (statement.name) {
      case "FunctionDefinition":
      case "ClassDefinition":
      case "DecoratedStatement":
        return stays;
      case "ContinueStatement":
      case "BreakStatement":
        return { ...stays, by: "loop" };
      case "ReturnStatement":
        this.expressions(statement, statement, place);
        return { ...stays, by: "function" };
      case "RaiseStatement":
        return { ...stays, by: "function" };
      case "IfStatement":
        return this.branches(statement, place);
      case "ForStatement":
      case "WhileStatement":
        return this.loop(statement, place);
      case "TryStatement":
        return this.attempt(statement, place);
      case "MatchStatement":
        return this.clauses(statement, place);
      case "StatementGroup":
        return this.statements(childrenOf(statement), place);
      case "WithStatement": {
        const body = statement.getChild("Body");
        for (const child of childrenOf(statement)) if (child.name !== "Body") this.expressions(child, child, place);
        return this.body(body, place);
      }
      default:
        this.expressions(statement, statement, place);
        if (assigning.has(statement.name)) this.add(statement, statement, place);
        return stays;
    }
  }

  private branches(statement: SyntaxNode, place: Place): Left {
    const children = childrenOf(statement);
    const bodies = children.filter(({ name }) => name === "Body");
    const id = this.ids++;
    const results = bodies.map((body, way) => {
      const before = body.prevSibling;
      const condition = before?.name === "else" ? null : before;
      if (condition !== null) this.expressions(condition, condition, place);
      const isMain = condition !== null && /^__name__\s*==/.test(this.source.textOf(condition));
      if (isMain) return this.body(body, place);
      const period = condition && periodOf(condition, this.source);
      const entered = { id, way, period, loops: place.loops.length };
      return this.body(body, { ...place, conditions: [...place.conditions, entered] });
    });
    const hasElse = children.some(({ name }) => name === "else");
    if (hasElse && results.every(({ by }) => by !== null)) return results[results.length - 1];
    return this.after(id, bodies, results, place);
  }

  /** What follows where one of the ways on leaves depends on its not being taken. */
  private after(id: number, bodies: readonly SyntaxNode[], results: readonly Left[], place: Place): Left {
    const within = { loop: results.flatMap(({ loop }) => loop), function: results.flatMap((it) => it.function) };
    const leaving = results.findIndex(({ by }) => by !== null);
    if (leaving === -1) return { ...within, by: null };
    const condition = bodies[leaving].prevSibling;
    const period = condition === null ? null : periodOf(condition, this.source, true);
    const isAlone = bodies.length === 1;
    const rest = { id: isAlone ? id : this.ids++, way: 1, period, loops: place.loops.length };
    const by = results[leaving].by;
    // Behind a loop, what its rounds skipped no longer matters.
    return {
      loop: by === "loop" ? [...within.loop, rest] : within.loop,
      function: by === "function" ? [...within.function, rest] : within.function,
      by: null,
    };
  }

  private loop(statement: SyntaxNode, place: Place): Left {
    const [body, otherwise] = childrenOf(statement).filter(({ name }) => name === "Body");
    const header = childrenOf(statement).filter(({ name }) => name !== "Body");
    for (const child of header) this.expressions(child, child, place);
    const loop = enteredLoop(this.ids++, statement, this.source);
    const left = this.body(body ?? null, { ...place, loops: [...place.loops, loop] });
    this.body(otherwise ?? null, place);
    return { loop: [], function: left.function, by: null };
  }

  private attempt(statement: SyntaxNode, place: Place): Left {
    const id = this.ids++;
    let way = 0;
    let left = stays;
    for (const child of childrenOf(statement)) {
      if (child.name !== "Body") continue;
      let keyword = child.prevSibling;
      while (keyword !== null && !/^(try|except|else|finally)$/.test(keyword.name)) keyword = keyword.prevSibling;
      const entered = { id, way: way++, period: null, loops: place.loops.length };
      const isHandler = keyword?.name === "except";
      const own = this.body(child, isHandler ? { ...place, conditions: [...place.conditions, entered] } : place);
      if (!isHandler)
        left = { loop: [...left.loop, ...own.loop], function: [...left.function, ...own.function], by: own.by };
    }
    return left;
  }

  private clauses(statement: SyntaxNode, place: Place): Left {
    const id = this.ids++;
    const clauses = statement.getChild("MatchBody")?.getChildren("MatchClause") ?? [];
    const results = clauses.map((clause, way) => {
      const entered = { id, way, period: null, loops: place.loops.length };
      return this.body(clause.getChild("Body"), { ...place, conditions: [...place.conditions, entered] });
    });
    return { loop: results.flatMap(({ loop }) => loop), function: results.flatMap((it) => it.function), by: null };
  }

  /** The calls within, in the order in which they are made: arguments before the call that they are given to. */
  private expressions(within: SyntaxNode, statement: SyntaxNode, place: Place): void {
    const around = statementAt(within.from, this.source);
    const all = around === undefined ? [] : nodesWithin([around], "CallExpression");
    const calls: SyntaxNode[] = [];
    for (let at = firstFrom(within.from, all); at < all.length && all[at].from < within.to; at++) {
      if (all[at].to <= within.to) calls.push(all[at]);
    }
    calls.sort((a, b) => a.to - b.to || b.from - a.from);
    for (const call of calls) {
      if (this.left <= 0) return;
      const inside = this.conditionsWithin(call, within, place);
      if (inside !== null) this.call(call, statement, inside);
    }
  }

  private call(call: SyntaxNode, statement: SyntaxNode, place: Place): void {
    const { scopes } = indexOf(this.source);
    const callee = call.firstChild;
    if (callee === null) return;
    const scope = scopes.scopeOf(call);
    const definition = calledInFile(callee, scope, this.source);
    if (definition !== null) {
      this.enter(definition, place);
      return;
    }
    const last = callee.name === "MemberExpression" ? callee.lastChild : callee;
    if (last !== null && runners.test(this.source.textOf(last))) {
      const [first] = callArguments(call, this.source);
      const given = first?.value ? namedInFile(first.value, scope, this.source) : null;
      if (given !== null) this.enter(given, place);
    }
    this.add(call, statement, place);
  }

  /** The place of a call, with the ways of conditional expressions around it; null within a function that is defined here alone. */
  private conditionsWithin(call: SyntaxNode, within: SyntaxNode, place: Place): Place | null {
    const conditions: EnteredCondition[] = [];
    for (let inner = call, around = call.parent; around !== null && inner.from >= within.from; ) {
      if (functions.has(around.name) && around.from >= within.from && around.to <= within.to) return null;
      if (around.name === "ConditionalExpression" && around.from >= within.from) {
        const [first, , condition] = childrenOf(around);
        const way = inner.from === first?.from ? 0 : 1;
        const isCondition = inner.from === condition?.from;
        // By its place, since calls of both ways come to it.
        const id = -1 - around.from;
        if (!isCondition) conditions.unshift({ id, way, period: null, loops: place.loops.length });
      }
      if (around.from < within.from || around.to > within.to) break;
      inner = around;
      around = around.parent;
    }
    return conditions.length === 0 ? place : { ...place, conditions: [...place.conditions, ...conditions] };
  }

  private add(node: SyntaxNode, statement: SyntaxNode, { loops, conditions, isCompiled }: Place): void {
    this.left--;
    const scope = indexOf(this.source).scopes.scopeOf(node);
    this.executions.push({ node, statement, scope, loops, conditions, isCompiled });
  }
}

/** The index of the first node that begins at an offset or after it. */
function firstFrom(offset: number, nodes: readonly SyntaxNode[]): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].from < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
