import type { Precision } from "../core/floatArray";
import type { Instrument } from "../core/instruments/instrument";
import type { ProblemSpecification } from "../core/problems/problem";
import { problemCatalogue } from "../core/problems/problemCatalogue";
import { kerasAccumulatedRule, kerasDecayedRule } from "../core/schedules/kerasScheduleRules";
import { scheduleSteps } from "../core/simulation/schedulers";
import type {
  CurvatureSpecification,
  OptimizerSpecification,
  ParameterGroup,
  RunSpecification,
  ScheduleSpecification,
} from "../core/simulation/specification";
import { affordableCurvature } from "../core/stability/affordableCurvature";
import { describeNeeds } from "./answers/describeNeeds";
import { missingAnswers } from "./answers/missingAnswers";
import type { UnknownValue } from "./answers/unknownValue";
import { spellValue, wordsOf } from "./arguments/languageWords";
import {
  type ArgumentDefinition,
  type ArgumentValues,
  type CatalogueEntry,
  type OptimizerEntry,
  ruleNumbers,
} from "./catalogue/catalogue";
import { findComposition, findOptimizer, findSchedule } from "./catalogue/findEntry";
import { chainSpecification } from "./chainSpecification";
import type { CurvatureRequest, OptimizerConfiguration, SourceIssue, SourceValue } from "./configuration";
import { argumentValues, numbersOf, plainValues } from "./configurationValues";
import { allMasks, MaskedLeaves, masksOfRule } from "./maskSpecification";
import { OWN_RULE, rateOfOwnRule } from "./ownRule";
import { scheduledValues, scheduleOfRun, scheduleSpecification, startingRate } from "./scheduleSpecification";

/** What a run takes where its source says nothing. */
export interface SimulationDefaults {
  readonly problem: ProblemSpecification;
  readonly steps: number;
  readonly seed: number;
  readonly precision: Precision;
  /** Absent: curvature is not measured. */
  readonly curvature?: CurvatureRequest;
  /** Absent: none. */
  readonly instruments?: readonly Instrument[];
}

/** The run of a configuration, or why there is none. */
export type LoweredRun = { readonly specification: RunSpecification } | Obstacles;

/** All that keeps a configuration from being simulated. */
export interface Obstacles {
  readonly issues: readonly SourceIssue[];
  /** What the user can be asked for, where that is what is missing. */
  readonly missing: readonly UnknownValue[];
}

/**
 * Says what to simulate for a configuration. A native configuration's own values of problem, steps, seed, precision, curvature and
 * instruments go before the defaults.
 *
 * @returns issues of severity error where a value is wrong, cannot be read, or cannot be simulated
 */
export function runSpecification(configuration: OptimizerConfiguration, defaults: SimulationDefaults): LoweredRun {
  const found = obstacles(configuration);
  if (found.issues.length > 0) return found;
  const { simulation } = configuration;
  const entry = findOptimizer(configuration.optimizer);
  const precision = simulation.precision ?? defaults.precision;
  const schedule = configuration.schedule && scheduleOfRun(configuration.schedule, simulation.steps ?? defaults.steps);
  const scheduled = { ...configuration, schedule };
  const optimizer =
    configuration.transformations !== undefined
      ? chainOptimizer(scheduled)
      : entry === undefined
        ? ownRule(scheduled)
        : catalogueOptimizer(scheduled, entry, precision);
  const problem = problemFor(configuration, entry, simulation.problem ?? defaults.problem);
  // A default leaves a schedule that ends at its end; a number that is chosen is taken at its word.
  const steps = simulation.steps ?? Math.min(defaults.steps, longestRun(optimizer));
  const instruments = simulation.instruments ?? defaults.instruments ?? [];
  const curvature = curvatureOf(simulation.curvature ?? defaults.curvature ?? false, problem, steps);
  return {
    specification: {
      optimizer,
      problem,
      steps,
      seed: simulation.seed ?? defaults.seed,
      precision,
      ...(curvature === null ? {} : { curvature }),
      ...(instruments.length === 0 ? {} : { instruments }),
    },
  };
}

function curvatureOf(
  request: CurvatureRequest,
  problem: ProblemSpecification,
  steps: number,
): CurvatureSpecification | null {
  if (typeof request === "object") return request;
  return request ? affordableCurvature({ problem, steps }) : null;
}

/** The number of updates after which the schedule cannot be stepped on. */
function longestRun({ schedule }: OptimizerSpecification): number {
  return schedule === null ? Number.POSITIVE_INFINITY : scheduleSteps(schedule) * schedule.interval;
}

function obstacles(configuration: OptimizerConfiguration): Obstacles {
  const errors = configuration.issues.filter((issue) => issue.severity === "error");
  if (errors.length > 0) return { issues: errors, missing: [] };
  const entry = findOptimizer(configuration.optimizer);
  const unread = configuration.unresolved.filter(
    (name) => name !== configuration.runLength && !(entry && argumentOf(entry, name)?.kind === "execution"),
  );
  const missing = missingAnswers(configuration, unread);
  const issues = missing.length > 0 ? missing.map(missingIssue) : otherObstacles(configuration, entry, unread);
  return { issues, missing };
}

function missingIssue(unknown: UnknownValue): SourceIssue {
  const message = `Only the run knows ${unknown.expression}, which is needed for ${describeNeeds(unknown)}.`;
  return { severity: "error", message, range: unknown.range };
}

/** @param unread the arguments that cannot be read, of those that matter */
function otherObstacles(
  configuration: OptimizerConfiguration,
  entry: OptimizerEntry | undefined,
  unread: readonly string[],
): readonly SourceIssue[] {
  const at = (message: string): SourceIssue => ({ severity: "error", message, range: configuration.range });
  if (configuration.transformations !== undefined) {
    return unread.includes("chain") ? unreadParts(configuration) : unread.map((name) => at(unreadPart(name)));
  }
  if (entry === undefined) {
    if (configuration.rule === null) {
      return [at(`There is no optimizer ${configuration.optimizer}; expected a name of the catalogue.`)];
    }
    const { error } = configuration.rule;
    if (error !== null) return [at(`The rule cannot be read: ${error.message}`)];
    return unread.map((name) => at(unreadNumber(name)));
  }
  const { schedule } = configuration;
  if (schedule !== null && schedule.name !== OWN_RULE && !isKnownSchedule(schedule.name)) {
    return [at(`There is no schedule ${schedule.name}; expected a name of the catalogue.`)];
  }
  if (unread.includes("chain")) return unreadParts(configuration);
  if (unread.length > 0) return unread.map((name) => at(unreadMessage(entry, name)));
  return differingFlags(configuration, entry).map(at);
}

/** The parts of a chain that cannot be simulated, each at its place. */
function unreadParts({ issues }: OptimizerConfiguration): readonly SourceIssue[] {
  const named = issues.filter(({ severity }) => severity === "information");
  return named.map((issue) => ({ ...issue, severity: "error" }));
}

function unreadPart(name: string): string {
  return `${name} of this chain is worked out by the program and cannot be read; expected a literal.`;
}

function unreadNumber(name: string): string {
  if (name === "schedule")
    return "The schedule of this hand-written optimizer cannot be read, and so not be simulated.";
  return `${name} of this hand-written optimizer is worked out by the program and cannot be read; expected a number.`;
}

function isKnownSchedule(name: string): boolean {
  return findSchedule(name) !== undefined || findComposition(name) !== undefined;
}

function unreadMessage(entry: OptimizerEntry, name: string): string {
  if (name === "schedule") {
    return `The schedule of this ${entry.title} cannot be simulated; expected one of the catalogue, alone.`;
  }
  const argument = argumentOf(entry, name);
  if (argument?.kind === "mask") {
    return `${name} of this ${entry.title} cannot be read; expected flags for the leaves of a tree, or a function of the number of dimensions.`;
  }
  const example =
    argument === undefined || argument.default === undefined
      ? ""
      : `, such as ${spellValue(argument.default, wordsOf(entry.framework))}`;
  return `${name} of this ${entry.title} is worked out by the program and cannot be read; expected a literal${example}.`;
}

function argumentOf(entry: CatalogueEntry, name: string) {
  return entry.arguments.find((argument) => argument.name === name);
}

/** Flags choose the text of the rule, which all groups share; some can be read by the rule instead. */
function differingFlags(configuration: OptimizerConfiguration, entry: OptimizerEntry): readonly string[] {
  return flagsThatDiffer(entry, groupValues(configuration, entry))
    .filter(({ ruleNames }) => ruleNames === undefined)
    .map(
      ({ name }) =>
        `${name} differs between the groups of this ${entry.title}; expected the same value in all of them.`,
    );
}

function flagsThatDiffer(entry: OptimizerEntry, groups: readonly ArgumentValues[]): readonly ArgumentDefinition[] {
  return entry.arguments.filter(
    ({ kind, name }) => kind === "boolean" && groups.some((values) => values[name] !== groups[0][name]),
  );
}

function catalogueOptimizer(
  configuration: OptimizerConfiguration,
  entry: OptimizerEntry,
  precision: Precision,
): OptimizerSpecification {
  const { schedule } = configuration;
  const scheduled = groupValues(configuration, entry).map((values) => scheduledValues(values, schedule, entry));
  const groups = scheduled.map(([highest]) => highest);
  const [values] = scheduledValues(argumentValues(entry, configuration.hyperparameters), schedule, entry);
  const flags = flagsThatDiffer(entry, groups);
  const numbersOfGroup = (own: ArgumentValues) => ({ ...ruleNumbers(entry, own), ...flagNumbers(flags, own) });
  const hyperparameters = numbersOfGroup(values);
  const learningRate = startingRate(schedule) ?? Number(values[entry.learningRate] ?? entry.absentRate);
  const counted = numberAt(values, entry.accumulation) || 1;
  const accumulation = configuration.accumulation ?? counted;
  const preparation = entry.preparation?.(values) ?? null;
  const leaves = new MaskedLeaves(allMasks(configuration));
  const masks = leaves.masksOf(masksOfRule(entry, configuration.hyperparameters, configuration.masks), hyperparameters);
  return {
    rule: entry.rule(scheduled.flat(), precision),
    ...(entry.algorithm === undefined ? {} : { algorithm: entry.algorithm(values) }),
    ...(preparation === null ? {} : { preparation }),
    hyperparameters,
    learningRate,
    ...accumulationOf(accumulation, entry.accumulationMethod),
    ...(accumulation > 1 && entry.averagesGradually?.(values) ? { averagesGradually: true } : {}),
    ...toleranceOf(values[entry.tolerated ?? ""]),
    ...(configuration.lossScaling === undefined ? {} : { lossScaling: configuration.lossScaling }),
    schedule: ownSchedule(
      schedule && scheduleSpecification(schedule, entry, groups.length),
      entry.accumulationMethod === undefined ? counted : 1,
      numberAt(values, entry.rateDecay),
    ),
    clipping: configuration.clipping ?? entry.clipping?.(values) ?? null,
    groups: configuration.groups.map((group, index): ParameterGroup => {
      const ownRate = group.hyperparameters[entry.learningRate]?.value;
      return {
        ...(group.tensors === undefined ? {} : { tensors: group.tensors }),
        ...(typeof ownRate === "number" ? { learningRate: ownRate } : {}),
        hyperparameters: changedNumbers(hyperparameters, numbersOfGroup(groups[index])),
      };
    }),
    ...leaves.groups,
    ...(Object.keys(masks).length > 0 ? { masks } : {}),
  };
}

function accumulationOf(
  accumulation: number,
  accumulationMethod: OptimizerSpecification["accumulationMethod"],
): Pick<OptimizerSpecification, "accumulation" | "accumulationMethod"> {
  if (accumulation <= 1) return {};
  return accumulationMethod === undefined ? { accumulation } : { accumulation, accumulationMethod };
}

/** The optimizer of a chain whose transformations amount to none of its framework. */
function chainOptimizer({ transformations = [], hyperparameters }: OptimizerConfiguration): OptimizerSpecification {
  const values = plainValues(hyperparameters);
  return {
    ...chainSpecification(transformations),
    ...accumulationOf(numberAt(values, "every_k_schedule") || 1, "running"),
    ...toleranceOf(values.max_consecutive_errors),
    clipping: null,
  };
}

function toleranceOf(value: SourceValue | undefined): Pick<OptimizerSpecification, "toleratedNonFinite"> {
  return typeof value === "number" ? { toleratedNonFinite: value } : {};
}

/** The number that an argument holds; 0 where there is no such argument or it holds none. */
function numberAt(values: ArgumentValues, argument: string | undefined): number {
  const value = argument === undefined ? undefined : values[argument];
  return typeof value === "number" ? value : 0;
}

/** What an optimizer makes of its schedule: one that counts gradients, or that falls by itself besides. */
function ownSchedule(
  given: ScheduleSpecification | null,
  accumulation: number,
  rateDecay: number,
): ScheduleSpecification | null {
  // Compositions are torch's, whose optimizers do neither.
  if (given !== null && !("rule" in given)) return given;
  const counted =
    given === null || accumulation === 1
      ? given
      : {
          ...given,
          rule: kerasAccumulatedRule(given.rule),
          parameters: { ...given.parameters, accumulation },
        };
  if (rateDecay === 0) return counted;
  const { rule, parameters, interval } = counted ?? { rule: "lr = lr0", parameters: {}, interval: 1 };
  return { rule: kerasDecayedRule(rule), parameters: { ...parameters, rateDecay }, interval };
}

/** Flags as the rule reads them: 1 where one is set, 0 where not. */
function flagNumbers(flags: readonly ArgumentDefinition[], values: ArgumentValues): Record<string, number> {
  return Object.fromEntries(
    flags.flatMap(({ name, ruleNames = [] }) => ruleNames.map((ruleName) => [ruleName, Number(values[name])])),
  );
}

function ownRule(configuration: OptimizerConfiguration): OptimizerSpecification {
  const { schedule } = configuration;
  const rate = rateOfOwnRule(configuration);
  const { [rate]: learningRate = Number.NaN, ...hyperparameters } = numbersOf(configuration.hyperparameters);
  return {
    rule: configuration.rule?.text ?? "",
    hyperparameters,
    learningRate,
    schedule: schedule && scheduleSpecification(schedule, undefined, Math.max(1, configuration.groups.length)),
    clipping: configuration.clipping,
    groups: configuration.groups.map((group): ParameterGroup => {
      const { learningRate: ownRate, ...own } = numbersOf(group.hyperparameters);
      return {
        ...(group.tensors === undefined ? {} : { tensors: group.tensors }),
        ...(ownRate === undefined ? {} : { learningRate: ownRate }),
        hyperparameters: own,
      };
    }),
  };
}

/**
 * Hands the arguments that speak of the problem on to it. Of two values the one that is given goes before a default, and
 * what the problem does not know is handed on only where it is given, for the problem to refuse.
 */
function problemFor(
  configuration: OptimizerConfiguration,
  entry: OptimizerEntry | undefined,
  problem: ProblemSpecification,
): ProblemSpecification {
  if (!entry?.problemArguments?.length) return problem;
  const values = argumentValues(entry, configuration.hyperparameters);
  const known = problemCatalogue.find(({ name }) => name === problem.name)?.parameters ?? {};
  const parameters = { ...problem.parameters };
  for (const name of entry.problemArguments) {
    const value = values[name];
    const isGiven = Boolean(configuration.hyperparameters[name]?.range);
    if (typeof value === "number" && (isGiven || (name in known && !(name in parameters)))) parameters[name] = value;
  }
  return { ...problem, parameters };
}

/** The values of every group, of the only one where there are no groups. */
function groupValues(configuration: OptimizerConfiguration, entry: OptimizerEntry): readonly ArgumentValues[] {
  const values = argumentValues(entry, configuration.hyperparameters);
  if (configuration.groups.length === 0) return [values];
  const shared = entry.arguments.filter(({ sameInAllGroups }) => sameInAllGroups).map(({ name }) => name);
  return configuration.groups.map((group) => ({
    ...values,
    ...plainValues(group.hyperparameters),
    ...Object.fromEntries(shared.map((name) => [name, values[name]])),
  }));
}

function changedNumbers(
  shared: Readonly<Record<string, number>>,
  own: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(own).filter(([name, value]) => !Object.is(shared[name], value)));
}
