import { compileKernel } from "../rule/kernel";
import { KernelSession } from "../rule/kernelSession";
import { parseRule, type Rule } from "../rule/rule";
import { FRAMEWORK_SCHEDULE_INPUTS } from "./ruleInputs";
import type { ComposedSchedule, RuleSchedule, ScheduleSpecification } from "./specification";

/** What a schedule may read of the run, besides its own parameters. */
export interface ScheduleObservation {
  loss: number;
  gradientNorm: number;
  gradientSum: number;
  /** ‖Δp‖ of the last update; NaN before the first. */
  parameterChange: number;
}

/**
 * A schedule at work on one parameter group, in the terms of torch.optim.lr_scheduler 2.13.0: how schedules act together follows from
 * what its constructors and steps do to the group that they share.
 */
export interface Scheduler {
  step(): void;
  /** Makes the first step once more (`_initial_step`), as a sequence has its first schedule do. */
  begin(): void;
  /** Takes over from another schedule, at step 0 (`_update_lr(0)`). */
  restart(): void;
  /** Takes the last step out of the count (`recursive_undo`). */
  undo(): void;
  /** Makes only the last of `count` steps. Absent where a step builds on the one before. */
  leap?(count: number): void;
}

/** What the schedulers of a parameter group share. */
export interface ScheduledGroup {
  /** Number of the group. */
  readonly index: number;
  /** The learning rate of all groups that have none of their own. */
  readonly optimizerRate: number;
  /** `RATE`, `INITIAL_RATE`, the moved hyperparameters, and for every composition an entry: a sequence's counter, a dampening's learning rate before the last. */
  readonly values: Float64Array;
  /** Names of the moved hyperparameters. */
  readonly moves: readonly string[];
  readonly observation: ScheduleObservation;
  /** All that the schedulers remember besides `values`; every rule adds its own. */
  readonly sessions: KernelSession[];
  readonly rules: Rule[];
  /** What the constructors of the schedulers do, of parts before the whole. */
  readonly constructors: { readonly created: number; create(): void }[];
}

/** Entries of `ScheduledGroup.values`. */
export const RATE = 0;
/** What schedules start from: torch's `initial_lr`; NaN until the first of them is created. */
export const INITIAL_RATE = 1;
export const FIRST_MOVED = 2;

/**
 * @param counters entries of the group's values that no sequence has taken yet
 * @throws RuleError when a rule has a mistake
 */
export function createScheduler(
  specification: ScheduleSpecification,
  group: ScheduledGroup,
  counters: Iterator<number, number>,
): Scheduler {
  if (!("composition" in specification)) return ruleScheduler(specification, group);
  const counter = counters.next().value;
  if (specification.composition === "dampening") return dampenedScheduler(specification, group, counter, counters);
  const schedulers = specification.schedules.map((schedule) => createScheduler(schedule, group, counters));
  return specification.composition === "chain"
    ? chainedScheduler(schedulers)
    : sequentialScheduler(specification, schedulers, group, counter);
}

/** The number of schedules that are made of others in a schedule. */
export function countCompositions(schedule: ScheduleSpecification): number {
  if (!("composition" in schedule)) return 0;
  return schedule.schedules.reduce((count, inner) => count + countCompositions(inner), 1);
}

/** The schedules that a schedule is made of, itself where it is one of a rule. */
export function ruleSchedules(schedule: ScheduleSpecification): readonly RuleSchedule[] {
  return "composition" in schedule ? schedule.schedules.flatMap(ruleSchedules) : [schedule];
}

/** How often a schedule can be stepped after it is created; Infinity where it goes on for ever. */
export function scheduleSteps(schedule: ScheduleSpecification): number {
  if (!("composition" in schedule)) return schedule.steps ?? Number.POSITIVE_INFINITY;
  const { composition, schedules, milestones } = schedule;
  const most = schedules.map((inner, index) => {
    if (composition !== "sequence") return scheduleSteps(inner);
    const first = index === 0 ? 0 : milestones[index - 1];
    const last = first + scheduleSteps(inner);
    const isRelieved = index < milestones.length && milestones[index] <= last + 1;
    return isRelieved ? Number.POSITIVE_INFINITY : last;
  });
  return Math.min(...most);
}

function ruleScheduler(specification: RuleSchedule, group: ScheduledGroup): Scheduler {
  const { rule: text, parameters } = specification.groups?.[group.index] ?? specification;
  const { moves = [], milestones = [], start } = specification;
  const names = Object.keys(parameters);
  const rule = parseRule(text, {
    scalars: [...FRAMEWORK_SCHEDULE_INPUTS, ...names],
    vectors: [],
    outputs: ["lr", ...moves],
  });
  const session = new KernelSession(compileKernel(rule, "float64"), [0]);
  group.sessions.push(session);
  group.rules.push(rule);
  const scalars = session.scalars(0);
  const at = (name: string) => session.scalarIndex(name);
  for (const name of names) scalars[at(name)] = parameters[name];
  const input = Object.fromEntries(FRAMEWORK_SCHEDULE_INPUTS.map((name) => [name, at(name)])) as Readonly<
    Record<(typeof FRAMEWORK_SCHEDULE_INPUTS)[number], number>
  >;
  const rate = at("lr");
  const moved = moves.map((name) => ({ from: at(name), to: FIRST_MOVED + group.moves.indexOf(name) }));
  const sorted = milestones.toSorted((a, b) => a - b);
  const { values, observation } = group;

  const run = (step: number, isFirst: boolean, isRestart: boolean) => {
    scalars[input.step] = step;
    scalars[input.t] = step + 1;
    scalars[input.isFirst] = isFirst ? 1 : 0;
    scalars[input.isRestart] = isRestart ? 1 : 0;
    scalars[input.loss] = observation.loss;
    scalars[input.gradientNorm] = observation.gradientNorm;
    scalars[input.gradientSum] = observation.gradientSum;
    scalars[input.parameterChange] = observation.parameterChange;
    if (sorted.length > 0) {
      const passed = bisectRight(sorted, step);
      scalars[input.milestonesPassed] = passed;
      scalars[input.milestonesHere] = passed - bisectRight(sorted, step - 1);
    }
    scalars[rate] = values[RATE];
    session.step(0);
    values[RATE] = scalars[rate];
    for (const { from, to } of moved) values[to] = scalars[from];
  };
  const create = () => {
    if (start?.replaces === "lr") values[RATE] = parameters[start.parameter];
    if (start?.replaces === "lr0") values[INITIAL_RATE] = parameters[start.parameter];
    if (Number.isNaN(values[INITIAL_RATE])) values[INITIAL_RATE] = values[RATE];
    scalars[input.lr0] = values[INITIAL_RATE];
    scalars[input.optimizerRate] = group.optimizerRate;
    run(0, true, false);
  };
  group.constructors.push({ created: specification.created ?? 0, create });
  return {
    begin: () => run(scalars[input.step] + 1, true, false),
    step: () => run(scalars[input.step] + 1, false, false),
    restart: () => run(0, false, true),
    undo() {
      scalars[input.step] -= 1;
    },
    ...(buildsOnLastStep(rule) ? {} : { leap: (count: number) => run(scalars[input.step] + count, false, false) }),
  };
}

/** Whether a rule reads anything that its last step has left: the learning rate, state, or a power that is kept up. */
function buildsOnLastStep(rule: Rule): boolean {
  return rule.stateScalars.length > 0 || rule.program.powers.length > 0 || readsInput(rule, "lr");
}

/** Whether a rule reads one of its scalar inputs. */
export function readsInput(rule: Rule, input: string): boolean {
  const slot = rule.program.slots.get(input);
  return rule.program.instructions.some((instruction) => instruction.kind === "slot" && instruction.slot === slot);
}

function chainedScheduler(schedulers: readonly Scheduler[]): Scheduler {
  const step = () => {
    for (const scheduler of schedulers) scheduler.step();
  };
  return {
    begin: step,
    step,
    restart: refuseRestart,
    undo() {
      for (const scheduler of schedulers) scheduler.undo();
    },
  };
}

function sequentialScheduler(
  { milestones, created = 0 }: ComposedSchedule,
  schedulers: readonly Scheduler[],
  { values, constructors }: ScheduledGroup,
  counter: number,
): Scheduler {
  const step = () => {
    values[counter] += 1;
    const present = values[counter];
    const active = bisectRight(milestones, present);
    if (active > 0 && milestones[active - 1] === present) schedulers[active].restart();
    else schedulers[active].step();
  };
  const create = () => {
    values[counter] = 0;
    values[RATE] = values[INITIAL_RATE];
    for (const scheduler of schedulers) scheduler.undo();
    schedulers[bisectRight(milestones, 0)].begin();
  };
  constructors.push({ created, create });
  return {
    // A sequence within another counts its first step twice, as torch's does.
    begin: step,
    step,
    restart: refuseRestart,
    undo() {
      for (const scheduler of schedulers) scheduler.undo();
    },
  };
}

/**
 * Schedules of which the last multiplies what the others have made of the learning rate: before these are stepped, it is as they have left it.
 *
 * @param kept entry of the group's values for the learning rate that the others have left
 */
function dampenedScheduler(
  { schedules, created = 0 }: ComposedSchedule,
  group: ScheduledGroup,
  kept: number,
  counters: Iterator<number, number>,
): Scheduler {
  const { values } = group;
  const ofLast: ScheduledGroup["constructors"] = [];
  const others = schedules.slice(0, -1).map((schedule) => createScheduler(schedule, group, counters));
  const last = createScheduler(schedules[schedules.length - 1], { ...group, constructors: ofLast }, counters);
  const create = () => {
    values[kept] = values[RATE];
    for (const each of ofLast) each.create();
  };
  group.constructors.push({ created, create });
  const step = () => {
    values[RATE] = values[kept];
    for (const scheduler of others) scheduler.step();
    values[kept] = values[RATE];
    last.step();
  };
  return {
    begin: step,
    step,
    restart: refuseRestart,
    undo() {
      for (const scheduler of [...others, last]) scheduler.undo();
    },
  };
}

/** `validateSpecification` refuses what would come here. */
function refuseRestart(): never {
  throw new Error("A sequence cannot hand over to a schedule that is made of others.");
}

/** Where `value` goes in a list, behind its equals, as Python's bisect finds it: also in lists that are not sorted. */
function bisectRight(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < list[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
