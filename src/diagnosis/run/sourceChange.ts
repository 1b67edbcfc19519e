import { findSchedule } from "../../sources/catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration } from "../../sources/configuration";
import type { SourceEdits } from "../../sources/edits/sourceEdits";
import type { TextEdit } from "../../sources/edits/textEdit";
import { OWN_RULE, rateOfOwnRule } from "../../sources/ownRule";
import { ConfigurationFacts } from "../configuration/configurationFacts";
import type { MessageValues } from "../message";

/** A change of a configuration that would mend a run, whatever its source calls things. */
export type SourceChange =
  /** All learning rates of the run by a factor of at most `factor`. */
  | { readonly kind: "scaleRates"; readonly factor: number }
  /** The framework's own ε, where that is at most `largest`. */
  | { readonly kind: "resetEpsilon"; readonly largest: number }
  /** Bias correction, which is turned off. */
  | { readonly kind: "correctBias" };

/** An edit of one value with what the title of a fix says of it. */
export interface ValueEdit {
  readonly edits: readonly TextEdit[];
  readonly values: MessageValues;
}

/** How far below the largest value that would do the new one is: the limit itself is on the edge. */
const MARGIN = 0.9;
/** By how much a peak may miss what was meant, for rounding and what is added to the rate. */
const TOLERANCE = 0.01;

/**
 * The edit that makes a change; its values are `argument` and `number`.
 *
 * @returns null where no single literal of the file does it
 */
export function editFor(
  change: SourceChange,
  configuration: OptimizerConfiguration,
  edits: SourceEdits,
): ValueEdit | null {
  switch (change.kind) {
    case "scaleRates":
      return scaledRate(change.factor, configuration, edits);
    case "resetEpsilon":
      return resetEpsilon(change.largest, configuration, edits);
    case "correctBias":
      return correctedBias(configuration, edits);
  }
}

/** An argument of the optimizer or of its schedule, and the configuration with another value of it. */
interface Candidate {
  readonly argument: string;
  readonly read: ReadValue;
  with(value: number): OptimizerConfiguration;
}

/** Of the rates that the file spells out the first whose change moves the peak of the schedule as it should be moved. */
function scaledRate(factor: number, configuration: OptimizerConfiguration, edits: SourceEdits): ValueEdit | null {
  const peak = peakOf(configuration);
  if (peak === null || hasRatesOfGroups(configuration)) return null;
  for (const candidate of rateCandidates(configuration)) {
    const { argument, read } = candidate;
    const value = literalOf(read, edits);
    if (value === null || !(value > 0)) continue;
    const number = roundedDown(value * factor * MARGIN);
    const changed = peakOf(candidate.with(number));
    const wanted = (peak * number) / value;
    if (changed === null || Math.abs(changed - wanted) > TOLERANCE * wanted) continue;
    const made = edits.replaceNumber(read, number);
    if (made !== null) return { edits: made, values: { argument, number } };
  }
  return null;
}

function peakOf(configuration: OptimizerConfiguration): number | null {
  if (configuration.schedule !== null) return new ConfigurationFacts(configuration).peakRate;
  const value = rateOf(configuration)?.read.value;
  return typeof value === "number" ? value : null;
}

/** One edit cannot change several rates. */
function hasRatesOfGroups(configuration: OptimizerConfiguration): boolean {
  const name = rateOf(configuration)?.argument;
  return configuration.groups.some(({ hyperparameters }) => name !== undefined && name in hyperparameters);
}

/** The optimizer's own, under its framework's name. */
function rateOf(configuration: OptimizerConfiguration): Pick<Candidate, "argument" | "read"> | null {
  const { entry } = new ConfigurationFacts(configuration);
  const argument = configuration.optimizer === OWN_RULE ? rateOfOwnRule(configuration) : entry?.learningRate;
  const read = argument === undefined ? undefined : configuration.hyperparameters[argument];
  return argument === undefined || read === undefined ? null : { argument, read };
}

function* rateCandidates(configuration: OptimizerConfiguration): Generator<Candidate> {
  const own = rateOf(configuration);
  if (own !== null) {
    const { argument, read } = own;
    const { hyperparameters } = configuration;
    yield {
      ...own,
      with: (value) => ({ ...configuration, hyperparameters: { ...hyperparameters, [argument]: { ...read, value } } }),
    };
  }
  const { schedule } = configuration;
  if (schedule === null) return;
  for (const { argument, read, with: changed } of numbersOfSchedule(schedule)) {
    yield { argument, read, with: (value) => ({ ...configuration, schedule: changed(value) }) };
  }
}

/** A number among a schedule's arguments, and the schedule with another one in its place. */
interface ScheduleNumber extends Pick<Candidate, "argument" | "read"> {
  with(value: number): ScheduleConfiguration;
}

function* numbersOfSchedule(schedule: ScheduleConfiguration): Generator<ScheduleNumber> {
  const { name, hyperparameters, schedules = [] } = schedule;
  const counts = findSchedule(name)?.arguments.filter(({ kind }) => kind === "integer") ?? [];
  for (const [argument, read] of Object.entries(hyperparameters)) {
    if (typeof read.value !== "number" || counts.some((count) => count.name === argument)) continue;
    yield {
      argument,
      read,
      with: (value) => ({ ...schedule, hyperparameters: { ...hyperparameters, [argument]: { ...read, value } } }),
    };
  }
  for (const [index, inner] of schedules.entries()) {
    for (const { argument, read, with: changed } of numbersOfSchedule(inner)) {
      yield { argument, read, with: (value) => ({ ...schedule, schedules: schedules.with(index, changed(value)) }) };
    }
  }
}

function resetEpsilon(largest: number, configuration: OptimizerConfiguration, edits: SourceEdits): ValueEdit | null {
  const facts = new ConfigurationFacts(configuration);
  const epsilon = facts.groups[0].number("epsilon");
  const preset = facts.entry?.arguments.find(({ name }) => name === epsilon?.argument)?.default;
  if (!epsilon?.read || epsilon.entry !== null || literalOf(epsilon.read, edits) === null) return null;
  if (typeof preset !== "number" || !(preset > 0 && preset <= largest)) return null;
  const made = edits.replaceNumber(epsilon.read, preset);
  return made && { edits: made, values: { argument: epsilon.argument, number: preset } };
}

/** Frameworks' names of the flag. */
const BIAS_CORRECTION = ["biasCorrection", "bias_correction", "correct_bias"];

function correctedBias({ hyperparameters }: OptimizerConfiguration, edits: SourceEdits): ValueEdit | null {
  for (const argument of BIAS_CORRECTION) {
    const read = hyperparameters[argument];
    if (read?.value !== false || read.range === null || read.file !== undefined) continue;
    const written = { False: "True", false: "true" }[edits.textOf(read.range)];
    const made = written === undefined ? null : edits.replaceValue(read, written);
    if (made !== null && written !== undefined) return { edits: made, values: { argument, value: written } };
  }
  return null;
}

/** The number that a value spells out in the file itself; null where it is worked out, or stands elsewhere. */
function literalOf({ value, range, file }: ReadValue, edits: SourceEdits): number | null {
  if (typeof value !== "number" || range === null || file !== undefined) return null;
  return Number(edits.textOf(range).replaceAll("_", "")) === value ? value : null;
}

/** To two digits. */
function roundedDown(value: number): number {
  const unit = Math.floor(Math.log10(value)) - 1;
  return Number(`${Math.floor(Number((value / 10 ** unit).toPrecision(12)))}e${unit}`);
}
