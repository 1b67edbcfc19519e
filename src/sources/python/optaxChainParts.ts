import type { SyntaxNode } from "@lezer/common";
import type { BoundArguments } from "../arguments/bindCall";
import type { OptimizerEntry } from "../catalogue/catalogue";
import type { TransformationEntry } from "../catalogue/optaxTransformations";
import type { OptimizerConfiguration, ReadValue, SourceIssue } from "../configuration";
import { callOf } from "./callOf";
import type { FrameworkCall } from "./frameworkCalls";
import { readOptaxSchedule } from "./optaxSchedule";
import type { PythonSource } from "./pythonSource";
import { noSchedule, type ReadSchedule } from "./torchSchedule";

/** One part of a chain, in the order in which gradients pass; `call` is null for an expression that is not known. */
export interface ChainPart {
  readonly node: SyntaxNode;
  readonly call: FrameworkCall | null;
}

/** What optimizers of optax are read from. */
export interface OptaxFile {
  readonly source: PythonSource;
  /** Every call of the file that concerns optimizers. */
  readonly calls: readonly FrameworkCall[];
  /** Reads the call of an optimizer. */
  readAlias(call: FrameworkCall, entry: OptimizerEntry): OptimizerConfiguration;
}

/** A part with its arguments. */
export interface ReadPart extends ChainPart {
  /** What it does; null where it is an optimizer, or not known. */
  readonly entry: TransformationEntry | null;
  readonly bound: BoundArguments | null;
  readonly alias: OptimizerConfiguration | null;
}

/** The value of a part's argument. */
export function given(part: ReadPart | null, argument: string): ReadValue | undefined {
  return part?.bound?.hyperparameters[argument];
}

/** What multiplies a direction. */
export interface ReadRates {
  readonly rate: ReadValue;
  readonly schedule: ReadSchedule;
  readonly refused: readonly SourceIssue[];
}

/**
 * The learning rate that all factors of the direction amount to. Beside a schedule or another number a factor can only be ±1: the
 * product of others would be rounded differently.
 */
export function readRates(rates: readonly ReadPart[], file: OptaxFile): ReadRates {
  const refused: SourceIssue[] = [];
  let schedule = noSchedule;
  // The updates are added to the parameters, and a learning rate takes them away.
  let sign = -1;
  let size: ReadValue = { value: 1, range: null };
  for (const part of rates) {
    const { factor, scheduled } = readRate(part, file);
    if (scheduled !== null && schedule === noSchedule && size.range === null) schedule = scheduled;
    else if (scheduled !== null) refused.push(refuse(part.node, file.source));
    sign *= Math.sign(Number(factor.value)) || 1;
    if (Math.abs(Number(factor.value)) === 1) continue;
    if (schedule !== noSchedule || size.range !== null) refused.push(refuse(part.node, file.source));
    size = { ...factor, value: Math.abs(Number(factor.value)) };
  }
  if (schedule !== noSchedule && sign < 0) refused.push(climbing(rates[rates.length - 1].node, file.source));
  return { rate: { value: sign * Number(size.value), range: size.range }, schedule, refused };
}

/** What one part multiplies the direction by: a number, or a schedule and ±1. */
function readRate(
  part: ReadPart,
  { calls, source }: OptaxFile,
): { readonly factor: ReadValue; readonly scheduled: ReadSchedule | null } {
  const role = part.entry?.role;
  if (role?.kind !== "rate") return { factor: { value: 1, range: null }, scheduled: null };
  const sign = given(part, "flip_sign")?.value === false ? -role.sign : role.sign;
  const expression = part.bound?.expressions.get(role.argument);
  const call = expression && part.call && callOf(expression, part.call.scope, calls, source);
  if (call?.callee.kind === "schedule") {
    const scheduled = readOptaxSchedule(call, call.callee.entry, calls, source);
    return { factor: { value: sign, range: null }, scheduled };
  }
  const value = given(part, role.argument);
  return { factor: { value: sign * Number(value?.value ?? 1), range: value?.range ?? null }, scheduled: null };
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

function climbing(node: SyntaxNode, source: PythonSource): SourceIssue {
  const message = "This chain goes up the gradient; expected scale(-1.0) beside its schedule.";
  return { severity: "information", message, range: source.rangeOf(node) };
}
