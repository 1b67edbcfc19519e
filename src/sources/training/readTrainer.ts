import { defaultArguments, type OptimizerEntry } from "../catalogue/catalogue";
import { findOptimizer } from "../catalogue/findEntry";
import { type TrainerOptimizer, trainerOptimizers, transformersNotSimulated } from "../catalogue/trainerOptimizers";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceReading } from "../configuration";
import { plainValues } from "../configurationValues";
import { scheduleIssues } from "../scheduleIssues";
import { readOptimArgs } from "./optimArgs";
import type { ReadArguments, TrainerArguments } from "./trainerArguments";
import { trainerClipping } from "./trainerClipping";
import { readTrainerSchedule } from "./trainerSchedule";

/**
 * What transformers' Trainer makes of its arguments: an optimizer, a schedule and clipping. No configuration where it is not known which
 * optimizer it is, or that one cannot be simulated.
 */
export function readTrainer(bound: TrainerArguments): SourceReading {
  const { entry, range } = bound;
  const optim = optimOf(bound);
  if (typeof optim.value !== "string" || !Object.hasOwn(trainerOptimizers, optim.value)) {
    const message = `The optimizer of these ${entry.title} is worked out by the program and cannot be read.`;
    const unread: SourceIssue = { severity: "information", message, range: optim.range ?? range };
    return {
      configurations: [],
      issues: bound.unresolved.includes("optim") ? [...bound.issues, unread] : bound.issues,
    };
  }
  const trainer = trainerOptimizers[optim.value];
  const optimizer = trainer.isSame || trainer.difference !== undefined ? findOptimizer(trainer.optimizer) : undefined;
  if (optimizer === undefined) {
    const known = transformersNotSimulated.get(trainer.optimizer) ?? trainer.optimizer;
    const message = `Trainer's optimizer "${optim.value}" cannot be simulated yet; the nearest that can be is ${known}.`;
    return {
      configurations: [],
      issues: [...bound.issues, { severity: "information", message, range: optim.range ?? range }],
    };
  }
  const configuration = configurationOf(bound, trainer, optimizer);
  if (trainer.difference === undefined) return { configurations: [configuration], issues: [] };
  const message = `Trainer's optimizer "${optim.value}" ${trainer.difference}; what is simulated is ${trainer.optimizer}, the nearest that can be.`;
  const inexact: SourceIssue = { severity: "information", message, range: optim.range ?? range };
  return {
    configurations: [{ ...configuration, name: optim.value, issues: [inexact, ...configuration.issues] }],
    issues: [],
  };
}

function configurationOf(
  bound: TrainerArguments,
  trainer: TrainerOptimizer,
  optimizer: OptimizerEntry,
): OptimizerConfiguration {
  const own = readHyperparameters(bound, trainer, optimizer);
  const schedule = readTrainerSchedule(bound);
  const clipping = trainerClipping(bound);
  const together =
    schedule.schedule === null
      ? []
      : scheduleIssues(schedule.schedule, optimizer, 0, own.hyperparameters[optimizer.learningRate]?.value);
  return {
    ...schedule,
    framework: "transformers",
    optimizer: optimizer.name,
    name: null,
    range: bound.range,
    hyperparameters: own.hyperparameters,
    clipping: clipping.clipping,
    groups: [],
    unresolved: [
      ...bound.unresolved.filter((name) => name.startsWith("*")),
      ...clipping.unresolved,
      ...own.unresolved,
      ...schedule.unresolved,
    ],
    issues: [...bound.issues, ...own.issues, ...schedule.issues, ...together],
    rule: null,
  };
}

/** The name of the optimizer; version 4 has a flag for one of them besides. */
function optimOf({ hyperparameters }: TrainerArguments): Partial<ReadValue> {
  const { adafactor, optim } = hyperparameters;
  return adafactor?.value === true ? { value: "adafactor", range: adafactor.range } : { ...optim };
}

/** The optimizer's arguments as Trainer gives them. */
function readHyperparameters(
  bound: TrainerArguments,
  { fields, fixed, optimArgs }: TrainerOptimizer,
  optimizer: OptimizerEntry,
): ReadArguments {
  const hyperparameters: Record<string, ReadValue> = {};
  const unresolved: string[] = [];
  const extra = readOptimArgs(bound, optimArgs, optimizer);
  const presets = { ...defaultArguments(optimizer), ...fixed };
  for (const { name } of optimizer.arguments) {
    const own = fields[name] ?? [];
    const values = own.flatMap((field) => bound.hyperparameters[field] ?? []);
    const given = extra.hyperparameters[name];
    if (given !== undefined) hyperparameters[name] = given;
    else if (values.length < own.length) unresolved.push(name);
    else if (values.length === 1) hyperparameters[name] = values[0];
    else if (values.length > 1) hyperparameters[name] = tuple(values);
    else if (Object.hasOwn(presets, name)) hyperparameters[name] = { value: presets[name], range: null };
  }
  const isWhole =
    [...unresolved, ...extra.unresolved].length === 0 && extra.issues.every(({ severity }) => severity !== "error");
  const found = !isWhole ? [] : (optimizer.check?.(plainValues(hyperparameters)) ?? []);
  const refused = found.map(({ severity, message, argument }) => ({
    severity,
    message,
    range: hyperparameters[argument]?.range ?? bound.range,
  }));
  return {
    hyperparameters,
    unresolved: [...unresolved, ...extra.unresolved],
    issues: [...extra.issues, ...refused, ...decayIssues(bound)],
  };
}

/** Several values as one, where the first stands that the source gives. */
function tuple(values: readonly ReadValue[]): ReadValue {
  const range = values.find((each) => each.range !== null)?.range ?? null;
  return { value: values.map(({ value }) => value), range };
}

/** Trainer's second parameter group has no weight decay; which parameters are in it is known to the model alone. */
function decayIssues({ hyperparameters }: TrainerArguments): readonly SourceIssue[] {
  const { weight_decay: decay } = hyperparameters;
  if (!decay?.value || decay.range === null) return [];
  const message = "Trainer leaves biases and norms without weight decay; a simulation gives it to all parameters.";
  return [{ severity: "information", message, range: decay.range }];
}
