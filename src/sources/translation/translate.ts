import { RuleError } from "../../core/rule/ruleError";
import { LearningRates } from "../../core/simulation/learningRates";
import { type OptimizerSpecification, SpecificationError } from "../../core/simulation/specification";
import { findComposition, findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration } from "../configuration";
import { argumentValues } from "../configurationValues";
import { readNative } from "../native/readNative";
import { readPython } from "../python/readPython";
import { runSpecification } from "../runSpecification";
import { chooseOptimizer, type MeasuredDraft, nearestOfAll, unused } from "./chooseOptimizer";
import { SAME, SINGLE } from "./compareRuns";
import { kindOf } from "./kinds";
import { scheduleDistance, translationNotes } from "./notes";
import { curveShape } from "./schedules/curveShape";
import { functionDraft } from "./schedules/functionDraft";
import { kerasDrafts } from "./schedules/kerasDrafts";
import { optaxDrafts } from "./schedules/optaxDrafts";
import type { ScheduleDraft } from "./schedules/scheduleDraft";
import { inUpdates, type ScheduleShape, scheduleShape, smoothed, stepsOfShape } from "./schedules/scheduleShape";
import { shapeRule } from "./schedules/shapeRule";
import { torchDrafts } from "./schedules/torchDrafts";
import { type Translation, type TranslationNote, type TranslationTarget, targetTitles } from "./translation";
import { nativeDrafts } from "./writeNative";
import { kerasProgram, optaxProgram, type ProgramParts, torchProgram } from "./writeProgram";

/** A configuration, with what is simulated for it. */
interface Source {
  readonly configuration: OptimizerConfiguration;
  readonly optimizer: OptimizerSpecification;
  readonly shape: ScheduleShape | null;
  /** Updates that its schedule goes on for. */
  readonly length: number;
  readonly title: string;
  readonly kind: string;
}

/**
 * Writes a configuration as a program of a target would say it. What is written is read again by the target's reader and tried beside the
 * configuration; notes say what a trial shows to differ, and nothing else.
 */
export function translate(configuration: OptimizerConfiguration, target: TranslationTarget): Translation {
  try {
    return translated(configuration, target);
  } catch (error) {
    // What the reader took is refused by the simulation: a rule that divides by 0, a schedule without steps.
    if (error instanceof RuleError || error instanceof SpecificationError) return { obstacle: error.message };
    throw error;
  }
}

function translated(configuration: OptimizerConfiguration, target: TranslationTarget): Translation {
  const lowered = runSpecification(configuration, { ...unused, steps: LONGEST });
  if ("issues" in lowered) return { obstacle: lowered.issues.map(({ message }) => message).join(" ") };
  const { optimizer } = lowered.specification;
  const { schedule } = configuration;
  const entry = findOptimizer(configuration.optimizer);
  const named = schedule && scheduleShape(schedule, optimizer.learningRate);
  const wanted = lengthOf(optimizer, named);
  const length = Math.min(wanted, lowered.specification.steps);
  const source: Source = {
    configuration,
    optimizer,
    // The start of a curve does not show what it is.
    shape: named ?? (wanted > LONGEST ? null : curveShape(optimizer, length)),
    length,
    title: entry?.name ?? "the rule",
    kind: entry === undefined ? "rule" : kindOf(entry),
  };
  return target === "native" ? toNative(source) : toProgram(source, target);
}

/** Updates over which learning rates are compared at most. */
const LONGEST = 200_000;
/** Counts beyond are words for never. */
const MOST_STEPS = 1_000_000;
const SHORTEST = 300;

/** Up to where the schedule ends, or as far as its numbers reach. */
function lengthOf({ schedule }: OptimizerSpecification, shape: ScheduleShape | null): number {
  const interval = schedule?.interval ?? 1;
  const steps = stepsOfShape(shape);
  if (steps !== null) return Math.max(1, steps * interval);
  const numbers = schedule !== null && "rule" in schedule ? Object.values(schedule.parameters) : [];
  const counts = numbers.filter((value) => Number.isInteger(value) && value > 0 && value <= MOST_STEPS);
  return Math.max(SHORTEST, 4 * interval * Math.max(1, ...counts));
}

function toNative(source: Source): Translation {
  const { configuration, optimizer, shape } = source;
  const entry = findOptimizer(configuration.optimizer);
  const chosen = (optimizer.groups ?? []).length > 0 ? null : chooseOptimizer(configuration, optimizer, "native");
  const own = entry && { entry, values: argumentValues(entry, configuration.hyperparameters) };
  const exact = chosen !== null && chosen.distance <= SAME ? chosen : null;
  return best(source, "native", nativeDrafts(configuration, optimizer, own, exact, shape), readNative);
}

type ProgramTarget = Exclude<TranslationTarget, "native">;

const programs: Readonly<Record<ProgramTarget, (parts: ProgramParts) => string>> = {
  torch: torchProgram,
  keras: kerasProgram,
  optax: optaxProgram,
};

function toProgram(source: Source, target: ProgramTarget): Translation {
  const { configuration, optimizer } = source;
  const draft = chooseOptimizer(configuration, optimizer, target);
  if (draft === null) return { obstacle: noOptimizer(source, target) };
  const schedules = optimizer.schedule === null ? [null] : scheduleDrafts(source, target);
  if (schedules.length === 0) return { obstacle: noSchedule(source, target) };
  return best(
    source,
    target,
    schedules.map((schedule) => programs[target](partsOf(source, draft, schedule))),
    readPython,
  );
}

function partsOf(source: Source, optimizer: MeasuredDraft, schedule: ScheduleDraft | null): ProgramParts {
  const { schedule: moving, clipping, accumulation = 1 } = source.optimizer;
  const { groups } = source.configuration;
  const isOwn = optimizer.entry.name === source.configuration.optimizer;
  return {
    optimizer,
    schedule,
    interval: moving?.interval ?? 1,
    takesLoss: findSchedule(source.configuration.schedule?.name ?? "")?.takesLoss ?? false,
    clipping,
    accumulation,
    groups: isOwn ? groups : groupsOf(source.optimizer, optimizer),
  };
}

/** The groups under the names of the target's arguments. */
function groupsOf({ groups = [] }: OptimizerSpecification, { entry }: MeasuredDraft): ProgramParts["groups"] {
  return groups.map(({ learningRate, hyperparameters = {} }) => {
    const own = entry.arguments.flatMap(({ name, ruleNames = [] }) => {
      const values = ruleNames.map((ruleName) => hyperparameters[ruleName]);
      if (name === entry.learningRate) return learningRate === undefined ? [] : [[name, learningRate] as const];
      const isChanged = values.length > 0 && values.every((value) => value !== undefined);
      return isChanged ? [[name, values.length === 1 ? values[0] : values] as const] : [];
    });
    return { hyperparameters: Object.fromEntries(own.map(([name, value]) => [name, { value, range: null }])) };
  });
}

function scheduleDrafts({ configuration, optimizer, shape }: Source, target: ProgramTarget): readonly ScheduleDraft[] {
  const { schedule } = configuration;
  const { learningRate, schedule: specification } = optimizer;
  if (schedule === null || specification === null) return [];
  const spelled = shape && shapeRule(shape, learningRate, specification.interval);
  const functions = [specification, spelled].flatMap((it) => (it && functionDraft(it, learningRate, target)) ?? []);
  if (target === "torch") return [...torchDrafts(schedule, shape, learningRate), ...functions];
  const { interval } = specification;
  const drafts = target === "keras" ? kerasDrafts : optaxDrafts;
  const of = (it: ScheduleShape | null) => drafts(schedule, it === null ? [] : [it], learningRate);
  const same = of(shape && inUpdates(shape, interval));
  return [...same, ...functions, ...of(interval > 1 && shape !== null ? smoothed(shape, interval) : null)];
}

/** The first text that does the same, else the one that comes nearest. */
function best(
  source: Source,
  target: TranslationTarget,
  texts: readonly string[],
  read: (text: string) => { readonly configurations: readonly OptimizerConfiguration[] },
): Translation {
  let found: { readonly code: string; readonly notes: readonly TranslationNote[]; readonly distance: number } | null =
    null;
  for (const code of texts) {
    const { configurations } = read(code);
    const optimizer = configurations.length === 1 ? simulated(configurations[0]) : null;
    if (optimizer === null) continue;
    const compared = {
      source: source.optimizer,
      target: optimizer,
      sourceTitle: source.title,
      targetTitle: findOptimizer(configurations[0].optimizer)?.name ?? "the rule",
      kind: source.kind,
      length: source.length,
    };
    const distance = scheduleDistance(compared);
    if (found !== null && distance >= found.distance && target !== "native") continue;
    const notes = translationNotes(compared);
    const worst = Math.max(0, ...notes.map(({ difference }) => difference));
    const measured = target === "native" ? worst : distance;
    if (found === null || measured < found.distance) found = { code, notes, distance: measured };
    // What comes first is what one would write; no precision is worth a function of one's own.
    if (measured <= (target === "native" ? SAME : SINGLE)) break;
  }
  if (found === null) return { obstacle: noSchedule(source, target) };
  return { code: found.code, notes: found.notes };
}

/** What is simulated for a text that was read; null where it cannot be. */
function simulated(configuration: OptimizerConfiguration): OptimizerSpecification | null {
  const lowered = runSpecification(configuration, { ...unused, steps: LONGEST });
  if ("issues" in lowered) return null;
  const { optimizer } = lowered.specification;
  try {
    new LearningRates(optimizer);
    return optimizer;
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

function noOptimizer({ configuration, optimizer, title }: Source, target: TranslationTarget): string {
  const nearest = nearestOfAll(configuration, optimizer, target);
  const found = `${targetTitles[target]} has no optimizer that does what ${title} does`;
  if (nearest === null || nearest.distance > 0.5) return `${found}, nor one that comes near.`;
  const percent = Number((nearest.distance * 100).toPrecision(2));
  return `${found}; nearest comes ${nearest.entry.name}, which a trial puts up to ${percent} % of their way apart.`;
}

function noSchedule({ configuration }: Source, target: TranslationTarget): string {
  const name = configuration.schedule?.name;
  const entry = name === undefined ? undefined : (findSchedule(name) ?? findComposition(name));
  if (entry === undefined) return `${targetTitles[target]} cannot say what this configuration does.`;
  const found = `${targetTitles[target]} has no schedule that does what ${entry.name} does`;
  if ("takesLoss" in entry && entry.takesLoss)
    return `${found}; nearest comes ${plateaus[target]}, which waits in another way.`;
  return `${found}, and no function of the step alone can; nearest comes a learning rate that stays.`;
}

/** What follows the loss. */
const plateaus: Readonly<Record<TranslationTarget, string>> = {
  torch: "torch.optim.lr_scheduler.ReduceLROnPlateau",
  keras: "keras.callbacks.ReduceLROnPlateau",
  optax: "optax.contrib.reduce_on_plateau",
  native: "a rule that reads the loss",
};
