import type { SyntaxNode } from "@lezer/common";
import { plainValue } from "../arguments/typedValue";
import type { OptimizerEntry } from "../catalogue/catalogue";
import type { TransformationRole } from "../catalogue/transformation";
import type { OptimizerConfiguration, SourceIssue, SourceValue } from "../configuration";
import { callArguments } from "./callArguments";
import { callOf } from "./callOf";
import { dictionaryEntries } from "./dictionaryItems";
import type { FrameworkCall } from "./frameworkCalls";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { type Scope, soleAssignment } from "./scopes";

/** Chains and wrappers within one another deeper are not read; it bounds the work where each holds the next several times. */
const MAXIMUM_DEPTH = 5;

/** One part of a chain, in the order in which gradients pass; `call` is null for an expression that is not known. */
export interface ChainPart {
  readonly node: SyntaxNode;
  readonly call: FrameworkCall | null;
  /** What a wrapper stands around; of a partition, a part for every label, each around what the tensors of this label get. */
  readonly inner: readonly ChainPart[];
  /** Of such a part. */
  readonly label?: SourceValue;
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
  return ["chain", "wrapper", "accumulation", "guard", "partition"].includes(roleOfCall(call)?.kind ?? "");
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
  return heldExpressions(call, file.source).flatMap(({ expression, scope, label }) => {
    const node = expression ?? call.node;
    const inner = expression && callOf(expression, scope, file.calls, file.source);
    const parts = partsAt(node, inner, file, inside);
    return label === undefined ? parts : [{ node, call: null, inner: parts, label }];
  });
}

/** The calls that a call is given, chains and wrappers included. */
export function heldCalls(holder: FrameworkCall, { source, calls }: OptaxFile): readonly FrameworkCall[] {
  const given = callArguments(holder.node, source).map(({ value }) => ({ expression: value, scope: holder.scope }));
  return [...given, ...heldExpressions(holder, source)].flatMap(({ expression, scope }) => {
    const call = expression && callOf(expression, scope, calls, source);
    return call === null || call === holder ? [] : [call];
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

/** A transformation that a call is given. */
interface Held {
  /** Null for one that stands for several, as `*parts`. */
  readonly expression: SyntaxNode | null;
  readonly scope: Scope;
  /** Of a partition's. */
  readonly label?: SourceValue;
}

function heldExpressions({ node, scope, callee }: FrameworkCall, source: PythonSource): readonly Held[] {
  if (callee.kind !== "transformation") return [];
  const given = callArguments(node, source);
  const { role, subject } = callee.entry;
  if (role.kind === "chain") {
    return given.map(({ value, spread }) => {
      const isNamed = spread === null && role.named && value?.name === "TupleExpression";
      return { expression: isNamed ? secondItem(value) : value, scope };
    });
  }
  const held = given.find(({ name, spread }) => spread === null && (name === null || name === subject));
  if (held === undefined) return [];
  const unread: Held = { expression: held.value, scope };
  if (role.kind !== "partition") return [unread];
  return (held.value && labelledExpressions(held.value, scope, source)) ?? [unread];
}

/** The transformations of a dictionary with their labels; null where it has more than the text says. */
function labelledExpressions(node: SyntaxNode, scope: Scope, source: PythonSource): readonly Held[] | null {
  if (node.name === "VariableName") {
    const assignment = soleAssignment(source.textOf(node), scope);
    const isDictionary = assignment?.value.name === "DictionaryExpression";
    return isDictionary ? labelledExpressions(assignment.value, assignment.home, source) : null;
  }
  const entries = node.name === "DictionaryExpression" ? dictionaryEntries(node) : null;
  const held = entries?.map(({ key, value }) => {
    const label = readValue(key, scope, source)?.value;
    return label === undefined ? null : { expression: value, scope, label: plainValue(label) };
  });
  return held?.every((one) => one !== null) ? held : null;
}

function secondItem(tuple: SyntaxNode): SyntaxNode | null {
  return childrenOf(tuple).filter(({ name }) => !["(", ")", ","].includes(name))[1] ?? null;
}

/** Says that parts cannot be simulated where they stand; of one that a chain holds several times, once. */
export function refuse(parts: readonly ChainPart[], source: PythonSource): readonly SourceIssue[] {
  const nodes = new Map(parts.map(({ node }) => [node.from, node]));
  return [...nodes.values()].map((node) => notSimulated(node, source));
}

function notSimulated(node: SyntaxNode, source: PythonSource): SourceIssue {
  const name = source.textOf(node.name === "CallExpression" ? (node.firstChild ?? node) : node);
  const message = `${name} in this place of a chain cannot be simulated yet.`;
  return { severity: "information", message, range: source.rangeOf(node) };
}

/** What is not read of an optimizer whose chain holds such parts. */
export function unreadChain(refused: readonly SourceIssue[]): readonly string[] {
  return refused.length > 0 ? ["chain"] : [];
}
