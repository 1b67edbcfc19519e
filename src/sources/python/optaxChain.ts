import { defaultArguments } from "../catalogue/catalogue";
import { findOptimizer } from "../catalogue/findEntry";
import { decayArgument } from "../catalogue/optaxTransformations";
import type { TransformationEntry, TransformationRole } from "../catalogue/transformation";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration, SourceValue } from "../configuration";
import { type ChainPart, type OptaxFile, refuse, unreadChain } from "./optaxChainParts";
import { composeChain } from "./optaxComposition";
import { type ReadTransformation, readScheduledArguments, readTransformation } from "./optaxTransformation";

/** What is read of a chain. */
export type ChainReading = Pick<
  OptimizerConfiguration,
  "optimizer" | "hyperparameters" | "schedule" | "clipping" | "masks" | "transformations" | "unresolved" | "issues"
>;

/**
 * Reads a chain as one optimizer where it amounts to one: clipping, a weight decay, and an optimizer or the transformation that gives one
 * its direction, with a weight decay and the learning rate behind it; else as the transformations that it is made of.
 *
 * @returns null for a chain in which nothing makes steps
 */
export function readOptaxChain(parts: readonly ChainPart[], file: OptaxFile): ChainReading | null {
  const read = parts.map((part) => readPart(part, file));
  const folded = foldChain(read);
  if (folded !== null && folded.rest.length === 0) return folded.reading;
  const unknown = parts.filter((_, index) => read[index].role === "unknown");
  if (folded === null || unknown.length === 0) return composeChain(parts, file);
  const refused = refuse(unknown, file.source);
  const { reading } = folded;
  return {
    ...reading,
    unresolved: [...reading.unresolved, ...unreadChain(refused)],
    issues: [...reading.issues, ...refused],
  };
}

/** A part with its arguments. */
interface ReadPart {
  readonly role: TransformationRole["kind"] | "alias" | "unknown";
  readonly entry: TransformationEntry | null;
  readonly read: ReadTransformation | null;
  readonly alias: OptimizerConfiguration | null;
}

function readPart(part: ChainPart, file: OptaxFile): ReadPart {
  const callee = part.call?.callee;
  const read = readTransformation(part, file);
  if (part.call !== null && callee?.kind === "optimizer" && callee.entry.framework === "optax") {
    const { schedules } = readScheduledArguments(part.call, callee.entry, file);
    const isPlain = Object.keys(schedules).every((argument) => argument === callee.entry.learningRate);
    return { role: isPlain ? "alias" : "other", entry: null, read, alias: file.readAlias(part.call, callee.entry) };
  }
  if (callee?.kind !== "transformation" || read === null) return { role: "unknown", entry: null, read, alias: null };
  return { role: callee.entry.role.kind, entry: callee.entry, read, alias: null };
}

/** A chain as an optimizer, and the parts that do not fit; null where nothing makes its steps. */
function foldChain(
  parts: readonly ReadPart[],
): { readonly reading: ChainReading; readonly rest: readonly ReadPart[] } | null {
  const alias = parts.find(({ role }) => role === "alias") ?? null;
  const rest = parts.filter(({ role }) => role !== "identity");
  const take = (role: ReadPart["role"]): ReadPart | null =>
    rest.length > 0 && rest[0].role === role ? (rest.shift() ?? null) : null;
  const clipping = take("clipping");
  const penalty = take("decay");
  const direction = alias === null ? take("direction") : null;
  const decay = alias === null ? take("decay") : null;
  const rates: ReadPart[] = [];
  for (let rate = alias === null ? take("rate") : null; rate !== null; rate = take("rate")) rates.push(rate);
  take("alias");
  const stepping = alias?.alias ?? (rates.length > 0 ? directed(direction, decay, rates) : null);
  if (stepping === null) return null;
  const others = parts.filter((part) => part !== alias).flatMap(({ read }) => read ?? []);
  const reading: ChainReading = {
    optimizer: stepping.optimizer,
    schedule: stepping.schedule,
    hyperparameters: { ...stepping.hyperparameters, ...named("penalty", given(penalty, "weight_decay")) },
    clipping: clippingOf(clipping),
    ...(stepping.masks === undefined ? {} : { masks: stepping.masks }),
    unresolved: [...others.flatMap(({ unresolved }) => unresolved), ...stepping.unresolved],
    issues: [...others.flatMap(({ issues }) => issues), ...stepping.issues],
  };
  // Schedules of anything but a learning rate are no optimizer's, and no optimizer masks a penalty that stands before it.
  const isOther = (part: ReadPart) => schedulesOf(part).length > 0 || (part === penalty && isMasked(part));
  const unfit = [penalty, decay].filter((part) => part !== null).filter(isOther);
  return { reading, rest: [...rest, ...unfit] };
}

type Stepping = Pick<
  OptimizerConfiguration,
  "optimizer" | "hyperparameters" | "schedule" | "masks" | "unresolved" | "issues"
>;

/** The optimizer that has this direction and these factors; null where there is none. */
function directed(direction: ReadPart | null, decay: ReadPart | null, rates: readonly ReadPart[]): Stepping | null {
  const role = direction?.entry?.role;
  const shape = role?.kind === "direction" ? role : null;
  const weightDecay = given(decay, "weight_decay");
  const name = weightDecay?.value ? shape?.decayed : shape?.optimizer;
  const entry = findOptimizer(name ?? "optax.sgd");
  const factor = productOf(rates);
  if (entry === undefined || factor === null) return null;
  const mask = entry.arguments.find(({ masks }) => masks === "weightDecay")?.name;
  if (mask === undefined && weightDecay?.value && isMasked(decay)) return null;
  const ownMask = decay?.read?.transformation.masks?.mask;
  const ownValues = Object.entries(direction?.read?.transformation.hyperparameters ?? {})
    .map(([argument, value]) => [shape?.renamed[argument] ?? argument, value] as const)
    .filter(([argument]) => entry.arguments.some(({ name }) => name === argument));
  return {
    optimizer: entry.name,
    hyperparameters: {
      ...withoutPlace(defaultArguments(entry)),
      ...withoutPlace(shape?.fixed ?? {}),
      ...Object.fromEntries(ownValues),
      ...withoutPlace({ [decayArgument(entry)]: 0 }),
      ...named(decayArgument(entry), weightDecay),
      ...(mask === undefined ? {} : named(mask, given(decay, "mask"))),
      ...(factor.schedule === null ? { [entry.learningRate]: factor.rate } : {}),
    },
    schedule: factor.schedule,
    ...(mask === undefined || ownMask === undefined ? {} : { masks: { [mask]: ownMask } }),
    unresolved: [],
    issues: [],
  };
}

/**
 * The learning rate that all factors of a direction amount to; null where they are none: beside a schedule or another number a factor can
 * only be ±1, as the product of others would be rounded differently, and a schedule has to go down the gradient.
 */
function productOf(
  rates: readonly ReadPart[],
): { readonly rate: ReadValue; readonly schedule: ScheduleConfiguration | null } | null {
  let schedule: ScheduleConfiguration | null = null;
  // The updates are added to the parameters, and a learning rate takes them away.
  let sign = -1;
  let size: ReadValue | null = null;
  for (const part of rates) {
    const role = part.entry?.role;
    if (role?.kind !== "rate") return null;
    sign *= given(part, "flip_sign")?.value === false ? -role.sign : role.sign;
    const [own] = schedulesOf(part);
    const value = given(part, role.argument);
    const factor = Number(value?.value ?? 1);
    sign *= Math.sign(factor) || 1;
    if (own === undefined && Math.abs(factor) === 1) continue;
    if (schedule !== null || size !== null) return null;
    if (own === undefined) size = { value: Math.abs(factor), range: value?.range ?? null };
    else schedule = own;
  }
  if (schedule !== null && sign < 0) return null;
  return { rate: { value: sign * Number(size?.value ?? 1), range: size?.range ?? null }, schedule };
}

function schedulesOf(part: ReadPart | null): readonly ScheduleConfiguration[] {
  return Object.values(part?.read?.transformation.schedules ?? {});
}

/** Whether a weight decay is for some tensors alone. */
function isMasked(part: ReadPart | null): boolean {
  const mask = given(part, "mask")?.value ?? true;
  return mask !== true;
}

/** The value of a part's argument. */
function given(part: ReadPart | null, argument: string): ReadValue | undefined {
  return part?.read?.transformation.hyperparameters[argument];
}

function named(name: string, value: ReadValue | undefined): Readonly<Record<string, ReadValue>> {
  return value === undefined ? {} : { [name]: value };
}

function clippingOf(part: ReadPart | null): OptimizerConfiguration["clipping"] {
  if (part?.entry?.role.kind !== "clipping") return null;
  const limit = given(part, part.entry.arguments[0].name)?.value;
  return typeof limit === "number" ? part.entry.role.clipping(limit) : null;
}

function withoutPlace(values: Readonly<Record<string, SourceValue>>): Record<string, ReadValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, range: null }]));
}
