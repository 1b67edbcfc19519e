import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "../pythonSource";
import type { Scope } from "../scopes";
import { type Arithmetic, leavesOf } from "./arithmetic";
import { countAt } from "./counters";
import { isPerhapsRate, isSurelyGradient, isSurelyRate, isTimeStep } from "./customs";
import type { Iteration } from "./iteration";
import type { Place } from "./place";
import type { Surroundings } from "./surroundings";
import { changeOf, productOf } from "./updateForm";
import type { Write } from "./write";

/** What an update takes for its learning rate. */
export interface Rate {
  /** Null where it is a number in the update itself. */
  readonly place: Place | null;
  readonly literal: SyntaxNode | null;
  /** How far its name says that it is one. */
  readonly evidence: "sure" | "perhaps" | "literal";
  /** Whether the update is made without it, and so is everything else. */
  readonly isUnused?: boolean;
}

/** The learning rate that an update reads, itself or through what it depends on; null where there is none. */
export function findRate(
  update: Write,
  writes: readonly Write[],
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
): Rate | null {
  const reached = reachedFrom(update, writes);
  const leaves = reached.flatMap(({ value }) => leavesOf(value));
  const places = leaves.flatMap((leaf) => (leaf.kind === "place" ? [leaf.place] : []));
  if (places.some(({ name }) => isTimeStep(name))) return null;
  const isOther = ({ key }: Place) => key !== update.place.key;
  const sure = places.filter((place) => isOther(place) && isSurelyRate(place.name));
  const candidates = sure.length > 0 ? sure : places.filter((place) => isOther(place) && isPerhapsRate(place.name));
  const [first] = candidates;
  if (first === undefined) {
    const literal = literalRate(update, reached);
    return literal === null ? unusedRate(update, iteration, source) : { place: null, literal, evidence: "literal" };
  }
  const derived = (place: Place) => isDerived(place, candidates, reached, iteration, surroundings, source);
  const place = candidates.find((candidate) => !derived(candidate)) ?? first;
  return { place, literal: null, evidence: sure.length > 0 ? "sure" : "perhaps" };
}

/** Whether a learning rate may be found, by the arithmetic of the iteration alone: there is none where this is false, whatever is around. */
export function mayHaveRate(update: Write, { writes }: Iteration): boolean {
  const mayBeRate = (leaf: Arithmetic) => {
    if (leaf.kind === "place") return isSurelyRate(leaf.place.name) || isPerhapsRate(leaf.place.name);
    return leaf.kind === "number" && leaf.value > 0 && leaf.value < 1;
  };
  return isBare(update) || writes.some(({ value }) => leavesOf(value).some(mayBeRate));
}

/** The update and the writes that it depends on. */
function reachedFrom(update: Write, writes: readonly Write[]): readonly Write[] {
  const reached = new Set([update]);
  for (const write of reached) {
    for (const leaf of leavesOf(write.value)) {
      if (leaf.kind !== "place") continue;
      for (const other of writes) if (other.place.key === leaf.place.key && !other.isInitial) reached.add(other);
    }
  }
  return [...reached];
}

/**
 * Whether a rate is worked out from another within the rule, as Adam's `lr_t = lr * sqrt(1 - beta2 ** t) / (1 - beta1 ** t)` is, and not by a
 * schedule: it then shares a number with the other lines.
 */
function isDerived(
  place: Place,
  candidates: readonly Place[],
  reached: readonly Write[],
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
): boolean {
  const own = reached.filter((write) => write.place.key === place.key);
  const [only, ...others] = own;
  if (only === undefined || others.length > 0) return false;
  const read = leavesOf(only.value).flatMap((leaf) => (leaf.kind === "place" ? [leaf.place] : []));
  const isRate = ({ key }: Place) => candidates.some((candidate) => candidate.key === key);
  if (!read.some((other) => other.key !== place.key && isRate(other))) return false;
  const isMoved = ({ key, name }: Place) =>
    isSurelyGradient(name, "") || reached.some((write) => write.place.key === key);
  const shared = new Set(
    reached
      .filter((write) => write !== only)
      .flatMap(({ value }) => leavesOf(value).flatMap((leaf) => (leaf.kind === "place" ? [leaf.place.key] : []))),
  );
  return read.some(
    (other) =>
      shared.has(other.key) &&
      !isRate(other) &&
      !isMoved(other) &&
      countAt(other, only.statement.from, iteration, surroundings, source) === null,
  );
}

/** A learning rate that is there and that nothing reads, where a bare gradient is taken off. */
function unusedRate(update: Write, { scope, body }: Iteration, source: PythonSource): Rate | null {
  if (!isBare(update)) return null;
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    for (const [name, bindings] of around.bindings) {
      if (!isSurelyRate(name) || bindings.length !== 1 || bindings[0].node.from > body.from) continue;
      if (isRead(name, around.node, source)) continue;
      return { place: { key: name, name, root: name }, literal: null, evidence: "sure", isUnused: true };
    }
  }
  return null;
}

/** Whether a gradient is taken off, or added, as it is. */
function isBare(update: Write): boolean {
  const [only, ...others] = changeOf(update) ?? [];
  if (only === undefined || others.length > 0) return false;
  return (
    only.value.kind === "gradient" ||
    (only.value.kind === "place" && isSurelyGradient(only.value.place.name, update.place.name))
  );
}

/** Whether a name stands anywhere but where it is given a value: in a function's parameters, or before `=`. */
function isRead(name: string, within: SyntaxNode, source: PythonSource): boolean {
  let reads = false;
  within.cursor().iterate(({ name: kind, node }) => {
    if (kind === "FormatString" && source.textOf(node).includes(name)) reads = true;
    if (kind !== "VariableName" || source.textOf(node) !== name) return !reads;
    const isGiven =
      node.parent?.name === "ParamList" ||
      (node.parent?.name === "AssignStatement" && node.nextSibling?.name === "AssignOp");
    reads ||= !isGiven;
    return !reads;
  });
  return reads;
}

/** The number that stands at a gradient: `0.01` in `w -= 0.01 * grad`, and in `v = 0.9 * v - 0.01 * grad` with `w += v`. */
function literalRate(update: Write, reached: readonly Write[]): SyntaxNode | null {
  const change = changeOf(update) ?? [];
  const [own] = change.flatMap(({ value }) => literalFactor(value, () => true) ?? []);
  if (own !== undefined) return own.node;
  const isGradient = (leaf: Arithmetic) =>
    leaf.kind === "gradient" || (leaf.kind === "place" && isSurelyGradient(leaf.place.name, update.place.name));
  for (const { value, place } of reached.slice(1)) {
    if (value.kind !== "operation" || (value.operator !== "+" && value.operator !== "-")) continue;
    const [left, right] = value.operands;
    const kept = productOf(left);
    const share = kept.factors.find((factor) => factor.kind === "number");
    const isState = kept.factors.some((factor) => factor.kind === "place" && factor.place.key === place.key);
    const literal = isState ? literalFactor(right, (factors) => factors.some(isGradient)) : null;
    // 0.9 and 0.1 make an average, whatever they stand at.
    const sum = share?.kind === "number" && literal !== null ? share.value + literal.value : 0;
    if (literal !== null && Math.abs(sum - 1) > 1e-9) return literal.node;
  }
  return null;
}

function literalFactor(
  value: Arithmetic,
  fits: (factors: readonly Arithmetic[]) => boolean,
): { readonly node: SyntaxNode; readonly value: number } | null {
  const { factors } = productOf(value);
  const literal = factors.find((factor) => factor.kind === "number" && factor.value > 0 && factor.value < 1);
  return literal?.kind === "number" && factors.length > 1 && fits(factors)
    ? { node: literal.node, value: literal.value }
    : null;
}
