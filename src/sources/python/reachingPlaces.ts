import type { SyntaxNode } from "@lezer/common";
import { isSameNode, isWithin } from "./expression";
import { childrenOf } from "./pythonSource";

/** Something that a statement does, by the statement or a part of it. */
export interface Place {
  readonly node: SyntaxNode;
}

/** Those of some places of a function that may be the last to have been passed. */
export interface ReachingPlaces<T extends Place> {
  readonly places: readonly T[];
  /** Whether it may be that none has been passed since the start of the function. */
  readonly fromStart: boolean;
}

/** Whether a condition holds; null where only the run knows. */
export type TruthOf = (condition: SyntaxNode) => boolean | null;

/** The places of a function, class or module of which one was the last to be passed before the expression `use` in it: its reaching definitions. */
export function reachingPlaces<T extends Place>(
  use: SyntaxNode,
  within: SyntaxNode,
  places: readonly T[],
  truthOf: TruthOf,
): ReachingPlaces<T> {
  const found = new Set<T>();
  const flow: Flow<T> = { places: [...places].sort((a, b) => a.node.from - b.node.from), truthOf };
  const reached = (fromStart: boolean) => ({ places: [...found], fromStart });
  if (places.length === 0) return reached(true);
  for (let inner = use; inner.parent !== null && !isSameNode(inner, within); inner = inner.parent) {
    const around = inner.parent;
    const before = effectBefore(inner, around, flow);
    for (const place of before.places) found.add(place);
    if (!before.passes) return reached(false);
  }
  return reached(true);
}

/** Those that were the last to be passed where the body of a function or class has come to its end. */
export function placesAtEnd<T extends Place>(
  body: SyntaxNode,
  places: readonly T[],
  truthOf: TruthOf,
): ReachingPlaces<T> {
  const flow: Flow<T> = { places: [...places].sort((a, b) => a.node.from - b.node.from), truthOf };
  const { places: found, passes } = effectOfBlock(body, body.to, flow);
  return { places: found, fromStart: passes };
}

interface Flow<T extends Place> {
  /** In the order of the text. */
  readonly places: readonly T[];
  readonly truthOf: TruthOf;
}

/** What a stretch of a program does: the places that may be the last, and whether it may be passed through without any. */
interface Effect<T extends Place> {
  readonly places: readonly T[];
  readonly passes: boolean;
}

const blocks: ReadonlySet<string> = new Set(["Script", "Body", "StatementGroup"]);

/** Statements behind which a block is not left at its end. */
const exits: ReadonlySet<string> = new Set([
  "ReturnStatement",
  "RaiseStatement",
  "ContinueStatement",
  "BreakStatement",
]);

/** What has happened in `around` before its child `inner`, once that has been entered. */
function effectBefore<T extends Place>(inner: SyntaxNode, around: SyntaxNode, flow: Flow<T>): Effect<T> {
  if (blocks.has(around.name)) return effectOfBlock(around, inner.from, flow);
  const inside = placesIn(around, flow);
  if (inside.length === 0 || inner.name !== "Body") return { places: [], passes: true };
  const head = inside.filter(({ node }) => !isInBody(node, around));
  switch (around.name) {
    case "ForStatement":
    case "WhileStatement":
      // What comes later in a loop has been passed in the round before.
      return head.length > 0 ? { places: head.slice(-1), passes: false } : { places: inside, passes: true };
    case "WithStatement":
      return { places: head.slice(-1), passes: head.length === 0 };
    case "TryStatement":
      return { places: inside.filter(({ node }) => node.from < inner.from), passes: true };
    default:
      return { places: head, passes: true };
  }
}

/** What the statements of a block that start before `end` do. */
function effectOfBlock<T extends Place>(block: SyntaxNode, end: number, flow: Flow<T>): Effect<T> {
  const found: T[] = [];
  for (let limit = end; ; ) {
    const last = flow.places[firstAt(limit, flow) - 1];
    const statement = last && last.node.from >= block.from ? childAround(last.node, block) : undefined;
    if (statement === undefined || statement === null) return { places: found, passes: true };
    const effect = effectOf(statement, flow);
    found.push(...effect.places);
    if (!effect.passes) return { places: found, passes: false };
    limit = statement.from;
  }
}

function effectOf<T extends Place>(statement: SyntaxNode, flow: Flow<T>): Effect<T> {
  const inside = placesIn(statement, flow);
  switch (statement.name) {
    case "StatementGroup":
      return effectOfBlock(statement, statement.to, flow);
    case "IfStatement":
      return effectOfBranches(statement, flow);
    case "WithStatement": {
      const body = statement.getChild("Body");
      const effect = body && effectOfBlock(body, body.to, flow);
      const head = inside.filter(({ node }) => !isInBody(node, statement));
      if (effect === null || !effect.passes) return effect ?? { places: inside, passes: true };
      return { places: [...effect.places, ...head.slice(-1)], passes: head.length === 0 };
    }
    case "TryStatement":
      return effectOfTry(statement, flow);
    case "ForStatement":
    case "WhileStatement":
    case "MatchStatement":
      return { places: inside, passes: true };
    default: {
      // What a statement is given is worked out before it assigns it.
      const last = inside.findLast(({ node }) => isSameNode(node, statement)) ?? inside[inside.length - 1];
      return { places: [last], passes: false };
    }
  }
}

function effectOfBranches<T extends Place>(statement: SyntaxNode, flow: Flow<T>): Effect<T> {
  const found: T[] = [];
  let passes = false;
  let mayBeLeft = true;
  for (const body of statement.getChildren("Body")) {
    const condition = conditionBefore(body);
    const truth = condition === null ? true : flow.truthOf(condition);
    if (truth === false) continue;
    const effect = effectOfBranch(body, flow);
    found.push(...effect.places);
    passes ||= effect.passes;
    if (truth) {
      mayBeLeft = false;
      break;
    }
  }
  return { places: found, passes: passes || mayBeLeft };
}

/** What a branch does to what stands behind the statement. */
function effectOfBranch<T extends Place>(body: SyntaxNode, flow: Flow<T>): Effect<T> {
  return isLeftEarly(body) ? { places: [], passes: false } : effectOfBlock(body, body.to, flow);
}

/** A handler takes over anywhere in the body. */
function effectOfTry<T extends Place>(statement: SyntaxNode, flow: Flow<T>): Effect<T> {
  const bodies = statement.getChildren("Body");
  const staying = bodies.filter((body) => !isLeftEarly(body));
  const places = staying.flatMap((body) => placesIn(body, flow));
  const passes = staying.some((body) => effectOfBlock(body, body.to, flow).passes);
  return { places, passes };
}

/** Whether a block is not left at its end. */
export function isLeftEarly(body: SyntaxNode): boolean {
  return exits.has(childrenOf(body).at(-1)?.name ?? "");
}

/** The condition of a branch; null for `else`. */
function conditionBefore(body: SyntaxNode): SyntaxNode | null {
  const condition = body.prevSibling;
  return condition === null || condition.name === "else" ? null : condition;
}

function placesIn<T extends Place>(node: SyntaxNode, flow: Flow<T>): readonly T[] {
  const { from, to } = node;
  const found: T[] = [];
  for (let at = firstAt(from, flow); at < flow.places.length; at++) {
    const place = flow.places[at];
    if (place.node.from > to) break;
    if (place.node.to <= to) found.push(place);
  }
  return found;
}

/** The index of the first place that begins at an offset or after it; a loop that looked at all would do so for every statement. */
function firstAt<T extends Place>(offset: number, { places }: Flow<T>): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].node.from < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isInBody(node: SyntaxNode, statement: SyntaxNode): boolean {
  return statement.getChildren("Body").some((body) => isWithin(node, body));
}

function childAround(node: SyntaxNode, block: SyntaxNode): SyntaxNode | null {
  let child = node;
  while (child.parent !== null && !isSameNode(child.parent, block)) child = child.parent;
  return child.parent === null ? null : child;
}
