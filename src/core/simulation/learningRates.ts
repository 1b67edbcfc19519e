import {
  countCompositions,
  createScheduler,
  FIRST_MOVED,
  INITIAL_RATE,
  RATE,
  readsInput,
  ruleSchedules,
  type ScheduledGroup,
  type ScheduleObservation,
  type Scheduler,
} from "./schedulers";
import type { OptimizerSpecification } from "./specification";

/** The learning rate of every parameter group, step by step, and what else its schedule moves. */
export class LearningRates {
  /** The learning rate of every group at the present step. */
  readonly values: Float64Array;
  /** Hyperparameters that the schedule moves besides, such as `beta1`. */
  readonly moves: readonly string[];
  /** Their values at the present step: all of the first group, then all of the second, and so on. */
  readonly moved: Float64Array;
  /** Whether the schedule reads the gradient, which then has to be summed up before the update. */
  readonly readsGradient: boolean;
  readonly readsLoss: boolean;
  readonly readsParameterChange: boolean;
  /** Whether no step builds on the one before, so that `leap` can leave some out. */
  readonly canLeap: boolean;
  private readonly observation: ScheduleObservation = {
    loss: Number.NaN,
    gradientNorm: 0,
    gradientSum: 0,
    parameterChange: Number.NaN,
  };
  private readonly groups: readonly ScheduledGroup[];
  private readonly schedulers: readonly Scheduler[];
  private readonly interval: number;
  private readonly factor: number;

  /** @throws RuleError when the schedule's rule has a mistake */
  constructor({ schedule, learningRate, hyperparameters, groups = [], rateFactor = 1 }: OptimizerSpecification) {
    const starts = groups.length > 0 ? groups.map((group) => group.learningRate ?? learningRate) : [learningRate];
    this.values = Float64Array.from(starts);
    this.interval = schedule?.interval ?? 1;
    this.factor = rateFactor;
    const rules = schedule === null ? [] : ruleSchedules(schedule);
    const moves = [...new Set(rules.flatMap((rule) => rule.moves ?? []))];
    const counters = schedule === null ? 0 : countCompositions(schedule);
    this.moves = moves;
    this.groups = starts.map((start, index) => {
      const values = new Float64Array(FIRST_MOVED + moves.length + counters);
      values[RATE] = start;
      values[INITIAL_RATE] = Number.NaN;
      moves.forEach((name, i) => {
        values[FIRST_MOVED + i] = groups[index]?.hyperparameters?.[name] ?? hyperparameters[name];
      });
      const { observation } = this;
      return {
        index,
        optimizerRate: learningRate,
        values,
        moves,
        observation,
        sessions: [],
        rules: [],
        constructors: [],
      };
    });
    this.moved = new Float64Array(starts.length * moves.length);
    this.schedulers =
      schedule === null
        ? []
        : this.groups.map((group) => createScheduler(schedule, group, numbersFrom(FIRST_MOVED + moves.length)));
    const read = (input: string) => this.groups.some((group) => group.rules.some((rule) => readsInput(rule, input)));
    for (const { constructors } of this.groups) constructors.sort((a, b) => a.created - b.created);
    this.readsGradient = read("gradientNorm") || read("gradientSum");
    this.readsLoss = read("loss");
    this.readsParameterChange = read("parameterChange");
    this.canLeap = this.schedulers.every(({ leap }) => leap !== undefined);
    this.show();
  }

  /** Moves to `step`; steps come in order, from 0. */
  advance(step: number, observation: ScheduleObservation): void {
    if (step % this.interval !== 0 || this.schedulers.length === 0) return;
    Object.assign(this.observation, observation);
    for (let group = 0; group < this.schedulers.length; group++) {
      if (step > 0) this.schedulers[group].step();
      else for (const { create } of this.groups[group].constructors) create();
    }
    this.show();
  }

  /** Makes only the last of `count` steps of the schedule, where `canLeap`; the first step of a run is `advance`'s. */
  leap(count: number): void {
    for (const scheduler of this.schedulers) scheduler.leap?.(count);
    this.show();
  }

  snapshot(): LearningRatesSnapshot {
    return this.groups.map(({ values, sessions }) => ({
      values: values.slice(),
      sessions: sessions.map((session) => session.snapshot()),
    }));
  }

  restore(snapshot: LearningRatesSnapshot): void {
    this.groups.forEach(({ values, sessions }, group) => {
      values.set(snapshot[group].values);
      sessions.forEach((session, index) => {
        session.restore(snapshot[group].sessions[index]);
      });
    });
    this.show();
  }

  /** Puts what the schedulers have left in the groups where it can be read. */
  private show(): void {
    const { groups, moves, moved, values, factor } = this;
    for (let group = 0; group < groups.length; group++) {
      values[group] = groups[group].values[RATE] * factor;
      for (let i = 0; i < moves.length; i++) moved[group * moves.length + i] = groups[group].values[FIRST_MOVED + i];
    }
  }
}

/** What every group remembers. */
export type LearningRatesSnapshot = readonly {
  readonly values: Float64Array;
  readonly sessions: readonly Uint8Array[];
}[];

function* numbersFrom(first: number): Generator<number, number> {
  for (let number = first; ; number++) yield number;
}
