import { type ChainLink, linesToUpdates, optaxChainRule, scheduledLines } from "../core/optimizers/optaxChainRule";
import { ruleText } from "../core/optimizers/optimizerDefinition";
import { renameNames } from "../core/rule/renameNames";
import type { OptimizerSpecification } from "../core/simulation/specification";
import { type ArgumentValues, type OptimizerEntry, ruleNumbers } from "./catalogue/catalogue";
import { findOptimizer } from "./catalogue/findEntry";
import { findTransformation } from "./catalogue/optaxTransformations";
import type { TransformationEntry } from "./catalogue/transformation";
import type { ReadValue, ScheduleConfiguration, TransformationConfiguration } from "./configuration";
import { argumentValues } from "./configurationValues";
import { MaskedLeaves, masksOfRule, transformationMasks } from "./maskSpecification";
import { scheduleSpecification, startingRate } from "./scheduleSpecification";

/** The argument of a chain's transformation that is the run's learning rate. */
export interface ChainRate {
  readonly transformation: TransformationConfiguration;
  readonly argument: string;
}

/**
 * Which factor of a chain is its learning rate: that of an optimizer before a transformation's, and a schedule or a
 * `scale_by_learning_rate` before a plain number; of several the last.
 *
 * @returns null where there is no factor but ±1
 */
export function chainRate(transformations: readonly TransformationConfiguration[]): ChainRate | null {
  const found = transformations.flatMap(ratesIn);
  const best = Math.max(0, ...found.map(({ rank }) => rank));
  return found.findLast(({ rank }) => rank === best) ?? null;
}

function ratesIn(transformation: TransformationConfiguration): readonly (ChainRate & { readonly rank: number })[] {
  const optimizer = findOptimizer(transformation.name);
  if (optimizer !== undefined) return [{ transformation, argument: optimizer.learningRate, rank: 3 }];
  const role = findTransformation(transformation.name)?.role;
  if (role?.kind !== "rate") return transformation.inner.flatMap(ratesIn);
  const { argument, sign } = role;
  if (sign < 0 || argument in transformation.schedules) return [{ transformation, argument, rank: 2 }];
  const size = Math.abs(Number(transformation.hyperparameters[argument]?.value));
  return size === 0 || size === 1 ? [] : [{ transformation, argument, rank: 1 }];
}

/** What the learning rate of a chain starts from, before any schedule. */
export function chainStartingRate(rate: ChainRate | null): ReadValue {
  if (rate === null) return { value: 1, range: null };
  const { transformation, argument } = rate;
  const given = transformation.hyperparameters[argument] ?? { value: null, range: null };
  const value = given.value ?? findOptimizer(transformation.name)?.absentRate ?? null;
  // The sign of a plain factor is the rule's.
  return { ...given, value: transformation.name === "optax.scale" ? Math.abs(Number(value)) : value };
}

/** Says what to simulate for a chain. */
export function chainSpecification(
  transformations: readonly TransformationConfiguration[],
): Pick<
  OptimizerSpecification,
  "rule" | "hyperparameters" | "learningRate" | "schedule" | "vectorsOnly" | "masks" | "groups"
> {
  const rate = chainRate(transformations);
  const leaves = new MaskedLeaves(transformations.flatMap(transformationMasks));
  const schedule = rate?.transformation.schedules[rate.argument] ?? null;
  const needsVectors = (one: TransformationConfiguration): boolean =>
    !flattens(one) && (holdsForVectors(one) || one.inner.some(needsVectors));
  return {
    ...optaxChainRule(transformations.map((one) => linkOf(one, rate, leaves))),
    ...leaves.groups,
    learningRate: startingRate(schedule) ?? Number(chainStartingRate(rate).value),
    schedule: schedule && scheduleSpecification(schedule, undefined, 1),
    ...(transformations.some(needsVectors) ? { vectorsOnly: true } : {}),
  };
}

function linkOf(transformation: TransformationConfiguration, rate: ChainRate | null, leaves: MaskedLeaves): ChainLink {
  const { hyperparameters, schedules, inner } = transformation;
  const entry = entryOf(transformation);
  const isRate = (argument: string) => rate?.transformation === transformation && rate.argument === argument;
  const scheduled = Object.entries(schedules).filter(([argument]) => !isRate(argument));
  // What a schedule moves has an effect, and so its lines.
  const moving = Object.fromEntries(scheduled.map(([argument]) => [argument, 1]));
  const values = { ...argumentValues(entry, hyperparameters), ...moving };
  const bringsRate = rate?.transformation === transformation;
  const own =
    "lines" in entry ? transformationLines(entry, values, bringsRate) : optimizerLines(entry, values, bringsRate);
  const numbers = { ...own.numbers };
  const masks = leaves.masksOf(masksOfRule(entry, hyperparameters, transformation.masks), {
    ...numbers,
    ...Object.fromEntries(scheduled.map(([argument]) => [ruleName(entry, argument), 0])),
  });
  const preceding: string[] = [];
  for (const [argument, schedule] of scheduled) {
    const target = ruleName(entry, argument);
    const count = "scheduleCount" in entry ? entry.scheduleCount : undefined;
    const { lines, numbers: parameters } = scheduledLines(target, ruleSchedule(schedule), count);
    preceding.push(lines);
    delete numbers[target];
    Object.assign(numbers, parameters);
    if (!Object.hasOwn(masks, target)) continue;
    const mask = `${target}Mask`;
    preceding.push(`${target} = ${mask} * ${target}`);
    numbers[mask] = 1;
    masks[mask] = masks[target];
    delete masks[target];
  }
  return {
    lines: ruleText(...preceding, own.lines),
    linesAfter: own.linesAfter,
    numbers,
    inner: inner.map((one) => linkOf(one, rate, leaves)),
    flattens: flattens(transformation),
    masks,
    innerMask: wrapperRole(transformation)?.innerMask,
  };
}

/** What an optimizer's own learning rate is called that is not the run's. */
const OWN_RATE = "learningRate";

/** @param bringsRate whether its learning rate is the run's */
function optimizerLines(entry: OptimizerEntry, values: ArgumentValues, bringsRate: boolean): ChainLink {
  const lines = linesToUpdates(entry.rule([values]));
  return {
    lines: bringsRate ? lines : renameNames(lines, (name) => (name === "lr" ? OWN_RATE : name)),
    numbers: {
      ...ruleNumbers(entry, values),
      [OWN_RATE]: Number(values[entry.learningRate] ?? entry.absentRate),
      // Within a chain of several no state is prepared.
      ...(isPrepared(entry, values) ? { factored: 0 } : {}),
    },
  };
}

/** @param bringsRate whether what it calls `rate` is the run's learning rate */
function transformationLines(entry: TransformationEntry, values: ArgumentValues, bringsRate: boolean): ChainLink {
  const lines = entry.lines(values);
  return {
    lines: bringsRate ? renameNames(lines, (name) => (name === "rate" ? "lr" : name)) : lines,
    linesAfter: entry.linesAfter?.(values),
    numbers: ruleNumbers(entry, values),
  };
}

/** The rule's name for an argument that a schedule moves. */
function ruleName(entry: OptimizerEntry | TransformationEntry, argument: string): string {
  if ("learningRate" in entry && entry.learningRate === argument) return OWN_RATE;
  const [name] = entry.arguments.find((one) => one.name === argument)?.ruleNames ?? [];
  if (name === undefined) throw new Error(`No line of ${entry.name} reads ${argument}.`);
  return name;
}

function ruleSchedule(schedule: ScheduleConfiguration) {
  const specification = scheduleSpecification(schedule, undefined, 1);
  if ("rule" in specification) return specification;
  throw new Error(`${schedule.name} is made of others, which optax has no schedules for.`);
}

/** Whether the lines hold for vectors alone. */
function holdsForVectors(transformation: TransformationConfiguration): boolean {
  const entry = entryOf(transformation);
  if ("lines" in entry) return entry.vectorsOnly === true;
  return isPrepared(entry, argumentValues(entry, transformation.hyperparameters));
}

function isPrepared(entry: OptimizerEntry, values: ArgumentValues): boolean {
  return (entry.preparation?.(values) ?? null) !== null;
}

function flattens(transformation: TransformationConfiguration): boolean {
  return wrapperRole(transformation)?.flattens === true;
}

function wrapperRole({ name }: TransformationConfiguration) {
  const role = findTransformation(name)?.role;
  return role?.kind === "wrapper" ? role : undefined;
}

function entryOf({ name }: TransformationConfiguration): OptimizerEntry | TransformationEntry {
  const entry = findOptimizer(name) ?? findTransformation(name);
  if (entry === undefined) throw new Error(`There is no transformation ${name}.`);
  return entry;
}
