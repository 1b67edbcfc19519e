import type { SyntaxNode } from "@lezer/common";
import type { OptimizerEntry } from "../catalogue/catalogue";
import type { TransformationRole } from "../catalogue/transformation";
import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { callArguments } from "./callArguments";
import { callOf } from "./callOf";
import type { FrameworkCall } from "./frameworkCalls";
import { childrenOf, type PythonSource } from "./pythonSource";

/** Chains and wrappers within one another deeper are not read; it bounds the work where each holds the next several times. */
const MAXIMUM_DEPTH = 5;

/** One part of a chain, in the order in which gradients pass; `call` is null for an expression that is not known. */
export interface ChainPart {
  readonly node: SyntaxNode;
  readonly call: FrameworkCall | null;
  /** What a wrapper stands around. */
  readonly inner: readonly ChainPart[];
}

/** What optimizers of optax are read from. */
export interface OptaxFile {
  readonly source: PythonSource;
  /** Every call of the file that concerns optimizers. */
  readonly calls: readonly FrameworkCall[];
  /** Reads the call of an optimizer. */
  readAlias(call: FrameworkCall, entry: OptimizerEntry): OptimizerConfiguration;
}

/** What a call is in a chain; null for an optimizer and for what is unknown. */
export function roleOfCall({ callee }: FrameworkCall): TransformationRole | null {
  return callee.kind === "transformation" ? callee.entry.role : null;
}

/** Whether a call is given other transformations. */
export function holdsOthers(call: FrameworkCall): boolean {
  return ["chain", "wrapper", "accumulation"].includes(roleOfCall(call)?.kind ?? "");
}

/** A call as the parts of a chain: those that a chain is given, chains in it included; of anything else itself. */
export function partsOfCall(call: FrameworkCall, file: OptaxFile): readonly ChainPart[] {
  return partsAt(call.node, call, file, []);
}

/**
 * The parts that a chain or wrapper is given.
 *
 * @param around the calls that it is in
 */
export function partsWithin(
  call: FrameworkCall,
  file: OptaxFile,
  around: readonly FrameworkCall[] = [],
): readonly ChainPart[] {
  const inside = [...around, call];
  return heldExpressions(call, file.source).flatMap((expression) => {
    const inner = expression && callOf(expression, call.scope, file.calls, file.source);
    return partsAt(expression ?? call.node, inner, file, inside);
  });
}

function partsAt(
  node: SyntaxNode,
  call: FrameworkCall | null,
  file: OptaxFile,
  inside: readonly FrameworkCall[],
): readonly ChainPart[] {
  if (call === null || !holdsOthers(call)) return [{ node, call, inner: [] }];
  if (inside.includes(call) || inside.length > MAXIMUM_DEPTH) return [{ node, call: null, inner: [] }];
  const inner = partsWithin(call, file, inside);
  return roleOfCall(call)?.kind === "chain" ? inner : [{ node, call, inner }];
}

/** The expressions of what a call is given; null for one that stands for several, as `*parts`. */
function heldExpressions({ node, callee }: FrameworkCall, source: PythonSource): readonly (SyntaxNode | null)[] {
  if (callee.kind !== "transformation") return [];
  const given = callArguments(node, source);
  const { role, subject } = callee.entry;
  if (role.kind === "chain") {
    return given.map(({ value, spread }) => {
      if (spread !== null) return value;
      return role.named && value?.name === "TupleExpression" ? secondItem(value) : value;
    });
  }
  const held = given.find(({ name, spread }) => spread === null && (name === null || name === subject));
  return held === undefined ? [] : [held.value];
}

function secondItem(tuple: SyntaxNode): SyntaxNode | null {
  return childrenOf(tuple).filter(({ name }) => !["(", ")", ","].includes(name))[1] ?? null;
}

/** Says that a part cannot be simulated where it stands. */
export function refuse(node: SyntaxNode, source: PythonSource): SourceIssue {
  const name = source.textOf(node.name === "CallExpression" ? (node.firstChild ?? node) : node);
  const message = `${name} in this place of a chain cannot be simulated yet.`;
  return { severity: "information", message, range: source.rangeOf(node) };
}

/** What is not read of an optimizer whose chain holds such parts. */
export function unreadChain(refused: readonly SourceIssue[]): readonly string[] {
  return refused.length > 0 ? ["chain"] : [];
}
