import type { Say } from "../../core/say";
import { OPTIMIZER_INPUTS, SCHEDULE_INPUTS } from "../../core/simulation/ruleInputs";
import type { OptimizerEntry, ScheduleEntry } from "../catalogue/catalogue";
import { findComposition, findOptimizer, findSchedule } from "../catalogue/findEntry";
import { formulaLines } from "../catalogue/formulaLines";
import { findTransformation } from "../catalogue/optaxTransformations";
import type {
  OptimizerConfiguration,
  ReadValue,
  ScheduleConfiguration,
  SourceRange,
  SourceReading,
  TransformationConfiguration,
} from "../configuration";
import { configurationTitle, scheduleTitle, surroundingGist } from "../configurationGist";
import { argumentValues } from "../configurationValues";
import type { SourcePosition } from "../containsPosition";
import { code, plain } from "../markdownText";
import { assignments, formulasOf } from "../native/describeEntry";
import { OWN_RULE } from "../ownRule";
import { runSpecification, type SimulationDefaults } from "../runSpecification";
import { scheduleText, startingRate } from "../scheduleSpecification";
import { argumentLines, describeArgument, type Telling, valueLine, valueLines } from "./argumentLines";
import { type HoverTarget, hoverTargets } from "./hoverTarget";
import { scheduledRates } from "./scheduledRates";
import { type PictureColors, pictureAddress, schedulePicture } from "./schedulePicture";

/** What hovers need to know besides the file. */
export interface HoverContext extends Telling {
  /** What a simulation takes where the file says nothing. */
  readonly defaults: SimulationDefaults;
  readonly colors: PictureColors;
}

export interface ConfigurationHover {
  readonly range: SourceRange;
  /** Markdown, one text for each configuration that has something to say. */
  readonly markdown: readonly string[];
}

/** The most configurations that share a value and are all spoken of. */
const MOST_SECTIONS = 3;

/** What there is to say about a position of a file, in any language; null where it is no part of a configuration. */
export function configurationHover(
  reading: SourceReading,
  text: string,
  position: SourcePosition,
  context: HoverContext,
): ConfigurationHover | null {
  const targets = hoverTargets(reading, text, position);
  if (targets.length === 0) return null;
  const markdown = targets.slice(0, MOST_SECTIONS).map((target) => describeTarget(target, context));
  return { range: targets[0].range, markdown: [...new Set(markdown)] };
}

/** An optimizer with its rule, its values, and its schedule with a picture. */
export function describeConfiguration(configuration: OptimizerConfiguration, context: HoverContext): string {
  const { schedule, unresolved, groups, framework } = configuration;
  const entry = findOptimizer(configuration.optimizer);
  const around = surroundingGist(configuration).filter(({ label }) => label !== "groups");
  const surroundings = around.map(({ label, value }) => plain(`${label} ${value}`));
  const groupLines = groups.map(({ hyperparameters }, index) => {
    const own = Object.entries<ReadValue>(hyperparameters).filter(([, read]) => read.range !== null);
    const [values] = valueLines(own, [], framework, configuration.range, context);
    return context.say("Group {0}: {1}", index + 1, values || context.say("nothing of its own"));
  });
  return paragraphs(
    heading(configurationTitle(configuration), entry?.summary),
    lines(...ownValues(configuration, entry, context), ...groupLines, surroundings.join(" · ")),
    otherGaps(unresolved, entry, schedule, context.say),
    schedule === null
      ? ""
      : lines(
          `**${plain(scheduleTitle(schedule))}**${every(schedule, context.say)}`,
          pictureOf(configuration, context),
        ),
    ruleOf(configuration, entry, context),
    schedule?.name === OWN_RULE ? scheduleFormulas(schedule) : "",
  );
}

function describeTarget(target: HoverTarget, context: HoverContext): string {
  const { configuration } = target;
  switch (target.kind) {
    case "optimizer":
      return describeConfiguration(configuration, context);
    case "schedule":
      return describeSchedule(configuration, target.schedule, context);
    case "transformation":
      return describeTransformation(target.transformation, context);
    case "argument":
      return describeArgumentOf(target, context);
  }
}

function describeSchedule(
  configuration: OptimizerConfiguration,
  schedule: ScheduleConfiguration,
  context: HoverContext,
): string {
  const { name, hyperparameters, range } = schedule;
  const entry = findSchedule(name) ?? findComposition(name);
  const values =
    entry === undefined ? [] : argumentLines(entry, hyperparameters, configuration.unresolved, range, context);
  return paragraphs(
    heading(scheduleTitle(schedule), entry?.summary) + every(schedule, context.say),
    pictureOf(configuration, context),
    lines(...values),
    scheduleFormulas(schedule),
  );
}

function describeTransformation(
  { name, hyperparameters, range }: TransformationConfiguration,
  context: HoverContext,
): string {
  const entry = findOptimizer(name) ?? findTransformation(name);
  if (entry === undefined) return code(name);
  return paragraphs(
    heading(entry.title, entry.summary),
    lines(...argumentLines(entry, hyperparameters, [], range, context)),
  );
}

function describeArgumentOf(
  { configuration, range, owner, argument, read }: Extract<HoverTarget, { kind: "argument" }>,
  context: HoverContext,
): string {
  const entry = findOptimizer(owner) ?? findSchedule(owner) ?? findComposition(owner) ?? findTransformation(owner);
  if (entry === undefined) {
    const { schedule } = configuration;
    const isOfSchedule = schedule !== null && owner === schedule.name && configuration.optimizer !== owner;
    return isOfSchedule
      ? describeSchedule(configuration, schedule, context)
      : describeConfiguration(configuration, context);
  }
  const definition = entry.arguments.find(({ name }) => name === argument);
  const { line } = configuration.range;
  return paragraphs(
    valueLine(argument, read, entry.framework, range, context),
    definition === undefined ? "" : plain(definition.documentation),
    definition === undefined ? "" : plain(describeArgument(definition, entry.framework, context.say)),
    context.say(
      "Of [{0}]({1})",
      plain(context.say("{0}, line {1}", entry.title, line)),
      context.linkTo({ range: configuration.range }),
    ),
  );
}

/** The rule as formulas: of a chain and of a rule of the user's own, what is simulated. */
function ruleOf(
  configuration: OptimizerConfiguration,
  entry: OptimizerEntry | undefined,
  { defaults }: HoverContext,
): string {
  if (entry !== undefined) return formulas(entry, configuration.hyperparameters);
  const lowered = runSpecification(configuration, defaults);
  if ("issues" in lowered) return plain(lowered.issues[0].message);
  const { rule, hyperparameters } = lowered.specification.optimizer;
  return formulasOf(rule, { scalars: [...OPTIMIZER_INPUTS, ...Object.keys(hyperparameters)], vectors: ["p", "g"] });
}

function scheduleFormulas({ name, hyperparameters }: ScheduleConfiguration): string {
  if (name === OWN_RULE) {
    const inputs = { scalars: [...SCHEDULE_INPUTS, ...Object.keys(hyperparameters)], vectors: [], outputs: ["lr"] };
    return formulasOf(scheduleText(String(hyperparameters.rule?.value)), inputs);
  }
  const entry = findSchedule(name);
  return entry === undefined ? "" : formulas(entry, hyperparameters);
}

function formulas(entry: OptimizerEntry | ScheduleEntry, given: Readonly<Record<string, ReadValue>>): string {
  try {
    return assignments(formulaLines(entry, argumentValues(entry, given)));
  } catch {
    // Of values that make no rule the diagnostics speak.
    return "";
  }
}

function ownValues(
  { hyperparameters, unresolved, range, framework, schedule }: OptimizerConfiguration,
  entry: OptimizerEntry | undefined,
  telling: Telling,
): readonly string[] {
  if (entry !== undefined) {
    const { [entry.learningRate]: rate, ...others } = hyperparameters;
    const isReplaced = (rate?.range ?? null) === null && startingRate(schedule) !== undefined;
    // A rate of null at its default has no line.
    const shown = isReplaced ? { ...others, [entry.learningRate]: { value: null, range: null } } : hyperparameters;
    return argumentLines(entry, shown, unresolved, range, telling);
  }
  return valueLines(Object.entries(hyperparameters), [], framework, range, telling);
}

/** Names what is unresolved and is no argument that has its own line. */
function otherGaps(
  unresolved: readonly string[],
  entry: OptimizerEntry | undefined,
  schedule: ScheduleConfiguration | null,
  say: Say,
): string {
  const shown = [entry, schedule === null ? undefined : findSchedule(schedule.name)].flatMap((known) =>
    (known?.arguments ?? []).map(({ name }) => name),
  );
  const others = unresolved.filter((name) => !shown.includes(name));
  return others.length === 0 ? "" : say("Known only while the program runs: {0}.", others.map(code).join(say(", ")));
}

/** How often a schedule steps, where that is not with every update. */
function every({ interval }: ScheduleConfiguration, say: Say): string {
  return interval === undefined ? "" : say(" One step every {0} updates.", interval);
}

/** The learning rate as a picture. */
function pictureOf(configuration: OptimizerConfiguration, { defaults, colors, say }: HoverContext): string {
  const rates = scheduledRates(configuration, defaults);
  if (rates.kind === "observed") return say("The learning rate follows the run: simulate it to see how.");
  if (rates.kind === "unknown" || !rates.curve.rates.every(Number.isFinite)) return "";
  return `![${say("The learning rate, update by update")}](${pictureAddress(schedulePicture(rates.curve, colors, say))})`;
}

function heading(title: string, summary: string | undefined): string {
  return summary === undefined ? `**${plain(title)}**` : `**${plain(title)}**: ${plain(summary)}`;
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Lines of one paragraph. */
function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("  \n");
}
