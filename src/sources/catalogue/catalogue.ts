import type { Precision } from "../../core/floatArray";
import type { NumberRange } from "../../core/numberRange";
import type { ClippingSpecification, ComposedSchedule, RuleSchedule } from "../../core/simulation/specification";
import type { Framework, SourceValue } from "../configuration";

/**
 * What an argument takes:
 * `number` an integer or a float; `float` or `integer` one of them alone, where the framework refuses the other; `numbers` a tuple or
 * list of numbers; `function` a function of the step, held as an expression in the rule language; `mapping` a dictionary, held as a
 * list of its pairs, and `mappings` a list of such; `table` a tuple of numbers, a tuple of such tuples, or the name of one;
 * `namedNumber` a tuple of a name, one of `choices`, and a number; `schedules` a list of schedules, which the reader of the
 * framework binds itself; `mask` which tensors something is for, and `labels` a label for each, both held in short (`tensorValuesInShort`) and
 * masks in full as a configuration's `masks`;
 * `execution` anything, since it decides how the numbers are computed and not which.
 */
export type ArgumentKind =
  | "number"
  | "float"
  | "integer"
  | "numbers"
  | "floats"
  | "boolean"
  | "string"
  | "function"
  | "mapping"
  | "mappings"
  | "table"
  | "schedules"
  | "namedNumber"
  | "mask"
  | "labels"
  | "execution";

/** One argument of an optimizer or schedule, under the framework's own name. */
export interface ArgumentDefinition {
  readonly name: string;
  readonly kind: ArgumentKind;
  /** Absent: the framework demands a value. */
  readonly default?: SourceValue;
  /** A value with which the rule can be shown, where there is no default or the default leaves nothing to see. */
  readonly example?: SourceValue;
  readonly keywordOnly?: boolean;
  /** Whether no call takes it: the value is that of another part of the same chain (optax). */
  readonly companion?: boolean;
  /** Whether None is allowed. */
  readonly nullable?: boolean;
  /** Number of entries of `numbers`, `floats` and the rows of a `table`, where it is fixed. */
  readonly length?: number;
  /** The names of a `namedNumber`. */
  readonly choices?: readonly string[];
  /** Whether the first entry may be None. */
  readonly firstNullable?: boolean;
  /** What the framework enforces; of `numbers`, for every entry. Anything else is an error. */
  readonly range?: NumberRange;
  /** What makes sense. Anything else is a warning. */
  readonly advisedRange?: NumberRange;
  /** Whether the framework takes a schedule here in the place of a number. */
  readonly takesSchedule?: boolean;
  /** Whether the framework takes the value of the call for all parameter groups, and no notice of a group's own. */
  readonly sameInAllGroups?: boolean;
  /** Whether the framework takes a list in the place of the value, with one for each parameter group. */
  readonly perGroup?: boolean;
  /** One line for hovers, completion and the schema. */
  readonly documentation: string;
  /**
   * Names under which the rule reads the value, one per entry of `numbers`; absent: the rule does not read it as a number.
   * A flag has one where groups may differ in it; the rule then reads 1 or 0.
   */
  readonly ruleNames?: readonly string[];
  /** Of a mask: the name under which the rule reads what is 0 in tensors that the mask leaves out. */
  readonly masks?: string;
  /** As shown in the panel: `β`, `wd`; absent: not shown. */
  readonly symbol?: string;
}

/** Does for the text of a rule wherever a number has no default: as a count of steps, and as any other. */
const EXAMPLE_NUMBER = 10;

/** Values of arguments by the framework's names; all arguments with a default or a given value are there. */
export type ArgumentValues = Readonly<Record<string, SourceValue>>;

/** A combination of values that the framework refuses (error) or that does not do what it seems to (warning). */
export interface ArgumentIssue {
  readonly severity: "error" | "warning";
  /** At whose value the message is shown. */
  readonly argument: string;
  readonly message: string;
}

/** What optimizers and schedules have in common. */
export interface CatalogueEntry {
  readonly framework: Framework;
  /** The framework's own full name: `torch.optim.AdamW`, `keras.optimizers.Adam`, `adam`. */
  readonly name: string;
  /** Other full names of the same thing. */
  readonly aliases: readonly string[];
  /** As shown: `AdamW`. */
  readonly title: string;
  readonly summary: string;
  /** Where the arithmetic stands: file of the framework and its version, or a paper. */
  readonly source: string;
  /** Name of the first positional argument where it holds no value: torch's `params`, a scheduler's `optimizer`. */
  readonly subject?: string;
  /** How many positional arguments come before the subject: none if absent. */
  readonly subjectAt?: number;
  /** In positional order, without the subject. */
  readonly arguments: readonly ArgumentDefinition[];
  /** Arguments that the framework accepts and takes no notice of, with what to say of each. */
  readonly ignoredArguments?: Readonly<Record<string, string>>;
  /** Whether it takes arguments besides that have no part in what is simulated. */
  readonly takesOthers?: boolean;
  /** Older names that the framework still takes, with the arguments that they mean. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Names of earlier versions or other frameworks, with what they are called here; for the message about an unknown argument. */
  readonly renamedArguments?: Readonly<Record<string, string>>;
  /** Combinations that no single argument's range expresses. Called with values that are each valid. */
  check?(values: ArgumentValues): readonly ArgumentIssue[];
  /** Numbers that the rule reads besides, or in the place of, those of `ruleNames`. */
  numbers?(values: ArgumentValues): Readonly<Record<string, number>>;
}

/** An optimizer of a framework. */
export interface OptimizerEntry extends CatalogueEntry {
  /** Which argument is the learning rate. */
  readonly learningRate: string;
  /** What the learning rate amounts to where it is None. */
  readonly absentRate?: number;
  /** Arguments that speak of the problem (the batch size) and are handed to it under the same name. */
  readonly problemArguments?: readonly string[];
  /**
   * Text of the rule for these values, one set per parameter group. What all groups leave at a value without effect
   * has no line in the text.
   *
   * @param precision of the run, double unless given; it matters where the framework rounds scalars as it does parameters
   */
  rule(groups: readonly ArgumentValues[], precision?: Precision): string;
  /** Name of the algorithm that is simulated where no rule can express the optimizer; `rule` then gives its text. */
  algorithm?(values: ArgumentValues): string;
  /** Which argument is the number of gradients whose mean makes one update. */
  readonly accumulation?: string;
  /** Whether a running mean of the parameters moves on with every gradient: see `OptimizerSpecification`. */
  averagesGradually?(values: ArgumentValues): boolean;
  /** How that mean is taken, where it is not the sum over the number; schedules then count updates, else gradients. */
  readonly accumulationMethod?: "running";
  /** Which argument is the number of gradients in a row that are not finite and make no update; any makes one where it is None. */
  readonly tolerated?: string;
  /** Which argument makes the learning rate fall by itself, to lr / (1 + decay · step). */
  readonly rateDecay?: string;
  /** Name of the preparation that fills states of the rule: see `OptimizerSpecification`; null for values that need none. */
  preparation?(values: ArgumentValues): string | null;
  /** What the framework calls the states of the rule, by the rule's names: `m` is `exp_avg`. */
  readonly stateNames?: Readonly<Record<string, string>>;
  /** Clipping that the optimizer itself does. */
  clipping?(values: ArgumentValues): ClippingSpecification | null;
}

/** A learning-rate schedule of a framework. */
export interface ScheduleEntry extends CatalogueEntry {
  /** As shown behind the learning rate: `cosine`. */
  readonly shortTitle: string;
  /** Whether it has to be given the loss at every step, which no schedule made of others does. */
  readonly takesLoss?: boolean;
  /** The same where the values say more: `one cycle to 0.01`. */
  describe?(values: ArgumentValues): string;
  /** Which argument is the learning rate to start from, where the schedule and not the optimizer has it; of a list, the first entry. */
  readonly learningRate?: string;
  /** That learning rate, where no argument holds it; undefined where the values do not tell. */
  startingRate?(values: ArgumentValues): number | undefined;
  /**
   * @param momentum hyperparameter that the rule is to move too, where `movesMomentum`
   * @param squares the other of a pair of betas, where `movesBetas`
   */
  rule(values: ArgumentValues, momentum?: string | null, squares?: string | null): string;
  /** The lowest and the highest value between which the schedule moves the optimizer's momentum; null where it does not. */
  movesMomentum?(values: ArgumentValues): readonly [lowest: number, highest: number] | null;
  /** Whether the momentum that it moves is always one of a pair of betas, which it sets both; it leaves other optimizers alone. */
  readonly movesBetas?: boolean;
  /** What the framework refuses beside this learning rate of the optimizer. */
  checkRate?(values: ArgumentValues, learningRate: number): readonly ArgumentIssue[];
  /** What the schedule's specification says besides rule and parameters. */
  details?(values: ArgumentValues): Pick<RuleSchedule, "milestones" | "start" | "steps">;
}

/** A schedule of a framework that is made of others. */
export interface CompositionEntry extends CatalogueEntry {
  readonly composition: ComposedSchedule["composition"];
  /** As shown between the schedules that it is made of: `then`. */
  readonly shortTitle: string;
}

/** A function of a framework that makes one of several schedules, by its name. */
export interface SelectorEntry extends CatalogueEntry {
  /** Which argument is the name. */
  readonly selector: string;
  /** Which argument is a dictionary of more arguments. */
  readonly keywords?: string;
  readonly choices: Readonly<Record<string, ScheduleChoice>>;
}

/** A schedule that a name stands for. */
export interface ScheduleChoice {
  /** Full name of the schedule; of one that is not in the catalogue, it cannot be simulated. */
  readonly schedule: string;
  /** Which arguments are handed on to it, under the same names; the dictionary's entries by its own. */
  readonly passes: readonly string[];
}

/** The numbers that a rule reads, under the rule's names. */
export function ruleNumbers(entry: CatalogueEntry, values: ArgumentValues): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const argument of entry.arguments) {
    const value = values[argument.name];
    const entries = Array.isArray(value) ? value : [value];
    argument.ruleNames?.forEach((name, index) => {
      const number: unknown = entries[index];
      if (typeof number === "number") numbers[name] = number;
    });
  }
  return { ...numbers, ...entry.numbers?.(values) };
}

/** The default of every argument that has one. */
export function defaultArguments(entry: CatalogueEntry): ArgumentValues {
  const values: Record<string, SourceValue> = {};
  for (const argument of entry.arguments) {
    if (argument.default !== undefined) values[argument.name] = argument.default;
  }
  return values;
}

/** A value of every argument with which the rule can be shown: its example, its default, or a number that is as good as any. */
export function exampleArguments(entry: CatalogueEntry): ArgumentValues {
  const values: Record<string, SourceValue> = {};
  for (const argument of entry.arguments) {
    const { name, kind, default: preset, example } = argument;
    const isNumber = kind === "number" || kind === "float" || kind === "integer";
    const value = example ?? (preset === undefined && isNumber ? EXAMPLE_NUMBER : preset);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Whether any group sets the argument to something that has an effect: not 0, false or None. */
export function anyUses(groups: readonly ArgumentValues[], argument: string): boolean {
  return groups.some((values) => Boolean(values[argument]));
}
