import { type LearningRateCurve, learningRateCurve } from "../../core/simulation/learningRateCurve";
import { scheduleSteps } from "../../core/simulation/schedulers";
import type { OptimizerSpecification } from "../../core/simulation/specification";
import type { ArgumentDefinition, OptimizerEntry } from "../../sources/catalogue/catalogue";
import { findOptimizer } from "../../sources/catalogue/findEntry";
import type { GroupConfiguration, OptimizerConfiguration, ReadValue } from "../../sources/configuration";
import { type ScheduledRates, scheduledRates } from "../../sources/hover/scheduledRates";
import { runSpecification, type SimulationDefaults } from "../../sources/runSpecification";
import { withoutOtherGaps } from "../../sources/scheduledOptimizer";
import { familyOf, type OptimizerFamily } from "./optimizerFamily";

/** What an argument is for, whatever its framework calls it: the names under which rules read it. */
export type Role =
  | "learningRate"
  | "momentum"
  | "beta1"
  | "beta2"
  | "decay"
  | "epsilon"
  | "epsilonRoot"
  | "weightDecay"
  | "penalty"
  | "dampening";

/** A number with the argument that holds it. */
export interface RoleNumber {
  readonly value: number;
  /** The framework's name of the argument. */
  readonly argument: string;
  /** Which entry, where the argument holds several: 1 for the second of `betas`. */
  readonly entry: number | null;
  /** Null where it is the framework's default. */
  readonly read: ReadValue | null;
}

/** A length that stands for one where the source gives none. */
const ANY_STEPS = 1000;

const defaults: SimulationDefaults = {
  problem: { name: "sum-of-squares", parameters: {} },
  steps: ANY_STEPS,
  seed: 0,
  precision: "float64",
};

/** A configuration with what follows from it, worked out when a rule asks. */
export class ConfigurationFacts {
  /** The optimizer's entry in the catalogue; undefined for a rule of the user's own, and for a chain that is no optimizer. */
  readonly entry: OptimizerEntry | undefined;
  /** What every parameter group has; one where there are no groups. */
  readonly groups: readonly GroupFacts[];
  private lowered: OptimizerSpecification | null | undefined;
  private scheduled: ScheduledRates | undefined;

  /** @param alternatives what else the program may make in the same place: it chooses one of several classes */
  constructor(
    readonly configuration: OptimizerConfiguration,
    readonly alternatives: readonly OptimizerConfiguration[] = [],
  ) {
    this.entry = configuration.transformations === undefined ? findOptimizer(configuration.optimizer) : undefined;
    const groups: readonly GroupConfiguration[] =
      configuration.groups.length === 0 ? [{ hyperparameters: {} }] : configuration.groups;
    this.groups = groups.map((group, index) => new GroupFacts(configuration, this.entry, group, index));
  }

  get family(): OptimizerFamily | null {
    return this.entry === undefined ? null : familyOf(this.entry);
  }

  /** Updates of the whole run, where the source says how many. */
  get updates(): number | null {
    return this.configuration.simulation.steps ?? null;
  }

  /** Steps of the schedule in the whole run, where the source says how many. */
  get stepsOfSchedule(): number | null {
    const { schedule } = this.configuration;
    if (schedule === null) return null;
    if (schedule.stepsOfRun !== undefined) return schedule.stepsOfRun;
    return this.updates === null || schedule.isSteppedByLoop
      ? null
      : Math.ceil(this.updates / (schedule.interval ?? 1));
  }

  /** What is simulated; null where the learning rate or its schedule cannot be read. Arguments that neither needs may be missing. */
  get specification(): OptimizerSpecification | null {
    if (this.lowered === undefined) this.lowered = this.lower();
    return this.lowered;
  }

  /** Updates after which the schedule refuses to be stepped on: infinite for most. */
  get longestRun(): number {
    const schedule = this.specification?.schedule ?? null;
    return schedule === null ? Number.POSITIVE_INFINITY : scheduleSteps(schedule) * schedule.interval;
  }

  /**
   * The learning rate over so many updates, of what has none of its own; null where it follows the run or cannot be read. Where only the run knows how
   * many updates make one step of the schedule, it is taken to be stepped with each: the curve is then that of its steps.
   */
  rates(updates: number): LearningRateCurve | null {
    const optimizer = this.specification;
    if (optimizer === null) return null;
    return learningRateCurve({ ...optimizer, groups: [] }, Math.max(1, Math.min(updates, this.longestRun)));
  }

  /**
   * The largest learning rate of the schedule, over the run or as long as shows what the schedule does, of what has none of its own. That of the
   * optimizer itself where there is no schedule, or one that follows the run and only lowers it. Null where it cannot be read.
   */
  get peakRate(): number | null {
    return this.rateOf((rates) => rates.reduce((peak, rate) => Math.max(peak, rate)));
  }

  /** The learning rate at the end of the same stretch; null in the same cases. */
  get endRate(): number | null {
    return this.rateOf((rates) => rates[rates.length - 1]);
  }

  private rateOf(choose: (rates: Float64Array) => number): number | null {
    const own = this.groups[0].number("learningRate")?.value ?? null;
    const { schedule, unresolved } = this.configuration;
    if (schedule === null) return unresolved.includes("schedule") ? null : own;
    this.scheduled ??= scheduledRates(steppedByUpdates(this.configuration), defaults);
    if (this.scheduled.kind === "curve") return choose(this.scheduled.curve.rates);
    return this.scheduled.kind === "observed" && /plateau/i.test(schedule.name) ? own : null;
  }

  private lower(): OptimizerSpecification | null {
    const run = runSpecification(steppedByUpdates(withoutOtherGaps(this.configuration)), {
      ...defaults,
      steps: this.updates ?? ANY_STEPS,
    });
    return "specification" in run ? run.specification.optimizer : null;
  }
}

/** With a schedule that is stepped with every update, where only the run knows how often: its rates are the same, each for another while. */
function steppedByUpdates(configuration: OptimizerConfiguration): OptimizerConfiguration {
  const { schedule, unknowns = [] } = configuration;
  if (schedule?.isSteppedByLoop !== true) return configuration;
  const others = unknowns.map((unknown) => ({
    ...unknown,
    neededFor: unknown.neededFor.filter(({ argument }) => argument !== null),
  }));
  const steps = schedule.stepsOfRun ?? configuration.simulation.steps;
  return {
    ...configuration,
    schedule: { ...schedule, isSteppedByLoop: false },
    simulation: { ...configuration.simulation, ...(steps === undefined ? {} : { steps }) },
    unknowns: others.filter(({ neededFor }) => neededFor.length > 0),
  };
}

/** What one parameter group has, its own values before those of all. */
export class GroupFacts {
  constructor(
    private readonly configuration: OptimizerConfiguration,
    private readonly entry: OptimizerEntry | undefined,
    readonly group: GroupConfiguration,
    private readonly index: number,
  ) {}

  /** The value of an argument, or the framework's default; undefined where there is no such argument or it cannot be read. */
  value(argument: string): ReadValue | undefined {
    const own = this.group.hyperparameters[argument];
    if (own === undefined && this.isUnread(argument)) return undefined;
    const given = own ?? this.configuration.hyperparameters[argument];
    if (given !== undefined || this.configuration.unresolved.includes(argument)) return given;
    const preset = this.argument(argument)?.default;
    return preset === undefined ? undefined : { value: preset, range: null };
  }

  /** Whether the group has a value of its own, or may have one, that cannot be read. */
  private isUnread(argument: string): boolean {
    const { unresolved } = this.configuration;
    return [argument, "**"].some((name) => unresolved.includes(`groups[${this.index}].${name}`));
  }

  /** The number in a role; null where the optimizer has none, or it cannot be read. */
  number(role: Role): RoleNumber | null {
    const found = this.argumentOf(role);
    if (found === null) return null;
    const { argument, entry } = found;
    const read = this.value(argument);
    if (read === undefined) return null;
    const value = entry === null ? read.value : Array.isArray(read.value) ? read.value[entry] : undefined;
    return typeof value === "number" ? { value, argument, entry, read: read.range === null ? null : read } : null;
  }

  private argumentOf(role: Role): Pick<RoleNumber, "argument" | "entry"> | null {
    if (role === "learningRate") {
      return this.entry === undefined ? null : { argument: this.entry.learningRate, entry: null };
    }
    for (const { name, kind, ruleNames = [] } of this.entry?.arguments ?? []) {
      const index = ruleNames.indexOf(role);
      if (index >= 0) return { argument: name, entry: kind === "numbers" || kind === "floats" ? index : null };
    }
    return null;
  }

  private argument(name: string): ArgumentDefinition | undefined {
    return this.entry?.arguments.find((argument) => argument.name === name);
  }
}
