import type { OptimizerSpecification } from "../../core/simulation/specification";
import {
  type ArgumentDefinition,
  type ArgumentValues,
  defaultArguments,
  type OptimizerEntry,
} from "../catalogue/catalogue";
import { findOptimizer } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceValue } from "../configuration";
import { argumentValues } from "../configurationValues";
import { kindOf } from "./kinds";
import { optaxDirection } from "./optaxDirection";

/** An optimizer of the target with values that may make it do what the source does. */
export interface OptimizerDraft {
  readonly entry: OptimizerEntry;
  readonly values: ArgumentValues;
}

/** What the rules of some optimizers have in them, and others as a number. */
const impliedNumbers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "accumulated-gradient": { momentum: 1 },
  "tf.train.adagrad": { epsilon: 1e-7 },
  "keras.optimizers.Nadam": { momentumDecay: 1 },
  "optax.sign_sgd": { beta: 0 },
};

/** Numbers that a rule which does not read them has at 0. */
const zeroWhereAbsent: Readonly<Record<string, number>> = { initialAccumulator: 0, epsilonRoot: 0 };

const impliedFlags: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  nesterov: { nesterov: true },
  "optax.amsgrad": { amsgrad: true },
};

/** What rules call a number that others call otherwise, in optimizers of one kind. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  momentum: ["beta"],
  beta: ["momentum"],
  minStep: ["smallestStep"],
  maxStep: ["largestStep"],
  smallestStep: ["minStep"],
  largestStep: ["maxStep"],
};

const flagNames: Readonly<Record<string, string>> = { useNesterov: "nesterov", adamw_mode: "adam_w_mode" };

/** Arguments of the target that nothing in other frameworks says, with the values that may be what these do. */
const tried: Readonly<Record<string, readonly SourceValue[]>> = {
  eps_in_sqrt: [false, true],
  decoupled_weight_decay: [true, false],
};

/**
 * The values with which an optimizer of the target comes nearest to a source, as far as names go: several where it can decay, or add ε,
 * in different places, for a trial to choose among.
 *
 * @param source what is simulated for the configuration, the first of its groups
 */
export function optimizerDrafts(
  configuration: OptimizerConfiguration,
  source: OptimizerSpecification,
  entry: OptimizerEntry,
): readonly OptimizerDraft[] {
  const of = findOptimizer(configuration.optimizer);
  if (of === entry) return [{ entry, values: argumentValues(entry, configuration.hyperparameters) }];
  const numbers = { ...zeroWhereAbsent, ...source.hyperparameters, ...impliedNumbers[of?.name ?? ""] };
  const flags = flagsOf(configuration, of);
  // A number of the same name means the same among optimizers of one kind alone; what all kinds have in common is told by its own name.
  const isKin = of === undefined || kindOf(of) === kindOf(entry);
  const decay = decayOf(numbers);
  const values: Record<string, SourceValue> = { ...defaultArguments(entry) };
  for (const argument of entry.arguments) {
    const { name } = argument;
    if (name === entry.learningRate) values[name] = source.learningRate;
    else if (argument.kind === "boolean") values[name] = flags[flagNames[name] ?? name] ?? values[name] ?? false;
    else if (argument.ruleNames !== undefined && !decays(argument)) {
      const given = valueByNames(argument, numbers, values[name] ?? null);
      if (isKin || !argument.ruleNames.includes("epsilon")) values[name] = given;
    }
  }
  const withoutDecay = { ...values, ...decayValues(entry, {}) };
  const placed =
    decay === 0 ? [withoutDecay] : decayPlaces(entry, numbers, decay).map((own) => ({ ...values, ...own }));
  const alternatives = entry.arguments.filter(
    ({ name }) => tried[name] !== undefined && (name !== "decoupled_weight_decay" || decay !== 0),
  );
  return alternatives
    .reduce<readonly ArgumentValues[]>(
      (drafts, { name }) => tried[name].flatMap((value) => drafts.map((draft) => ({ ...draft, [name]: value }))),
      placed,
    )
    .filter((own) => !own.decoupled_decay || optaxDirection(entry, own) !== null)
    .map((own) => ({ entry, values: own }));
}

/** The weight decay of a rule, wherever it has it. */
export function decayOf(numbers: Readonly<Record<string, number>>): number {
  return numbers.weightDecay || numbers.penalty || numbers.ownPenalty || 0;
}

function flagsOf({ hyperparameters }: OptimizerConfiguration, of: OptimizerEntry | undefined) {
  const flags: Record<string, boolean> = { ...impliedFlags[of?.name ?? ""] };
  const given = of === undefined ? {} : argumentValues(of, hyperparameters);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "boolean") flags[flagNames[name] ?? name] = value;
  }
  return flags;
}

function decays({ ruleNames = [] }: ArgumentDefinition): boolean {
  return ["weightDecay", "penalty", "ownPenalty"].some((name) => ruleNames.includes(name));
}

/** The value of an argument by what its rule reads, where the source has numbers of these names. */
function valueByNames(
  { ruleNames = [], kind, length }: ArgumentDefinition,
  numbers: Readonly<Record<string, number>>,
  preset: SourceValue,
): SourceValue {
  const presets = [preset].flat();
  const found = ruleNames.map((name, index) => {
    const known = [name, ...(synonyms[name] ?? [])].find((other) => numbers[other] !== undefined);
    return known === undefined ? presets[index] : numbers[known];
  });
  if (kind === "numbers" || kind === "floats" || length !== undefined) return found.map((value) => value ?? null);
  // An absent momentum is None, as 0 would keep a velocity.
  return found[0] === 0 && preset === null ? null : (found[0] ?? null);
}

/** Every place where the target can have a weight decay, with the source's there. */
function decayPlaces(
  entry: OptimizerEntry,
  numbers: Readonly<Record<string, number>>,
  decay: number,
): readonly ArgumentValues[] {
  const places = entry.arguments.filter(decays).flatMap(({ ruleNames = [] }) => ruleNames);
  if (numbers.penalty && numbers.weightDecay) {
    return [decayValues(entry, { penalty: numbers.penalty, weightDecay: numbers.weightDecay })];
  }
  const found = [...new Set(places)].map((place) => decayValues(entry, { [place]: decay }));
  return found.length === 0 ? [{}] : found;
}

function decayValues(entry: OptimizerEntry, amounts: Readonly<Record<string, number>>): ArgumentValues {
  return Object.fromEntries(
    entry.arguments.filter(decays).map(({ name, ruleNames = [], default: preset }) => {
      const amount = amounts[ruleNames[0]] ?? 0;
      return [name, amount === 0 && preset === null ? null : amount];
    }),
  );
}

/** A draft as a configuration, for a trial. */
export function draftConfiguration({ entry, values }: OptimizerDraft): OptimizerConfiguration {
  return {
    framework: entry.framework,
    optimizer: entry.name,
    name: null,
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    hyperparameters: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, range: null }])),
    schedule: null,
    clipping: null,
    groups: [],
    unresolved: [],
    issues: [],
    rule: null,
    simulation: {},
  };
}
