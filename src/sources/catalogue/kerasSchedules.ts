import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  kerasCosineDecayRule,
  kerasCosineRestartsRule,
  kerasExponentialDecayRule,
  kerasInverseTimeDecayRule,
  kerasPiecewiseConstantRule,
  kerasPolynomialDecayRule,
} from "../../core/schedules/kerasScheduleRules";
import type { SourceValue } from "../configuration";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry, ScheduleEntry } from "./catalogue";

/** Keras 3.15.1, keras/src/optimizers/schedules/learning_rate_schedule.py. */

const initialLearningRate: ArgumentDefinition = {
  name: "initial_learning_rate",
  kind: "number",
  advisedRange: NOT_NEGATIVE,
  documentation: "The learning rate at the first step.",
  symbol: "lr",
};

const decaySteps = (documentation: string): ArgumentDefinition => ({
  name: "decay_steps",
  kind: "number",
  range: POSITIVE,
  documentation,
  ruleNames: ["decaySteps"],
  symbol: "steps",
});

const decayRate = (documentation: string): ArgumentDefinition => ({
  name: "decay_rate",
  kind: "number",
  documentation,
  ruleNames: ["decayRate"],
  symbol: "rate",
});

const staircase: ArgumentDefinition = {
  name: "staircase",
  kind: "boolean",
  default: false,
  documentation: "Whether the learning rate changes only every decay_steps steps.",
  symbol: "staircase",
};

const floorShare: ArgumentDefinition = {
  name: "alpha",
  kind: "number",
  default: 0,
  documentation: "The lowest learning rate, as a share of the highest.",
  ruleNames: ["floorShare"],
  symbol: "α",
};

const scheduleName = (defaultValue: string): ArgumentDefinition => ({
  name: "name",
  kind: "execution",
  default: defaultValue,
  documentation: "Name of the schedule.",
});

const common = (name: string): Omit<CatalogueEntry, "arguments" | "title" | "summary"> => ({
  framework: "keras",
  name: `keras.optimizers.schedules.${name}`,
  aliases: [
    `tensorflow.keras.optimizers.schedules.${name}`,
    `keras.api.optimizers.schedules.${name}`,
    `tf_keras.optimizers.schedules.${name}`,
  ],
  source: "Keras 3.15.1, keras/src/optimizers/schedules/learning_rate_schedule.py",
});

/** The schedules of keras.optimizers.schedules that can be simulated. */
export const kerasSchedules: readonly ScheduleEntry[] = [
  {
    ...common("ExponentialDecay"),
    title: "ExponentialDecay",
    shortTitle: "exponential",
    summary: "initial_learning_rate · decay_rate^(step / decay_steps).",
    learningRate: "initial_learning_rate",
    arguments: [
      initialLearningRate,
      decaySteps("Steps after which decay_rate has been applied once."),
      decayRate("Factor of the learning rate over decay_steps steps."),
      staircase,
      scheduleName("ExponentialDecay"),
    ],
    rule: (values) => kerasExponentialDecayRule(Boolean(values.staircase)),
  },
  {
    ...common("InverseTimeDecay"),
    title: "InverseTimeDecay",
    shortTitle: "inverse time",
    summary: "initial_learning_rate / (1 + decay_rate · step / decay_steps).",
    learningRate: "initial_learning_rate",
    arguments: [
      initialLearningRate,
      decaySteps("Steps in which the divisor grows by decay_rate."),
      decayRate("Growth of the divisor over decay_steps steps."),
      staircase,
      scheduleName("InverseTimeDecay"),
    ],
    rule: (values) => kerasInverseTimeDecayRule(Boolean(values.staircase)),
  },
  {
    ...common("PiecewiseConstantDecay"),
    title: "PiecewiseConstantDecay",
    shortTitle: "piecewise constant",
    summary: "One value up to and including each boundary, and one after the last.",
    learningRate: "values",
    arguments: [
      {
        name: "boundaries",
        kind: "numbers",
        example: [100, 200],
        documentation: "The last steps of the values, in ascending order.",
        symbol: "until",
      },
      {
        name: "values",
        kind: "numbers",
        example: [0.1, 0.01, 0.001],
        advisedRange: NOT_NEGATIVE,
        documentation: "Learning rates: one more than there are boundaries.",
        symbol: "lr",
      },
      scheduleName("PiecewiseConstant"),
    ],
    check: piecewiseIssues,
    numbers: piecewiseNumbers,
    rule: (values) => {
      const boundaries = numberList(values.boundaries);
      return kerasPiecewiseConstantRule(boundaries.length, firstMisplaced(boundaries) === -1);
    },
  },
  {
    ...common("PolynomialDecay"),
    title: "PolynomialDecay",
    shortTitle: "polynomial",
    summary: "From initial_learning_rate to end_learning_rate along a power of the steps left.",
    learningRate: "initial_learning_rate",
    arguments: [
      initialLearningRate,
      decaySteps("Steps down to end_learning_rate."),
      {
        name: "end_learning_rate",
        kind: "number",
        default: 1e-4,
        advisedRange: NOT_NEGATIVE,
        documentation: "The learning rate at the end.",
        ruleNames: ["end"],
        symbol: "to",
      },
      {
        name: "power",
        kind: "number",
        default: 1,
        documentation: "1 for a straight line, more for a fall that is steeper at first.",
        ruleNames: ["power"],
        symbol: "power",
      },
      {
        name: "cycle",
        kind: "boolean",
        default: false,
        documentation: "Whether the learning rate jumps up and falls again after decay_steps steps.",
        symbol: "cycle",
      },
      scheduleName("PolynomialDecay"),
    ],
    rule: (values) => kerasPolynomialDecayRule(Boolean(values.cycle)),
  },
  {
    ...common("CosineDecay"),
    title: "CosineDecay",
    shortTitle: "cosine",
    summary: "Half a cosine down to alpha times the learning rate, after a straight warm-up on demand.",
    learningRate: "initial_learning_rate",
    arguments: [
      initialLearningRate,
      decaySteps("Steps from the highest to the lowest learning rate, not counting the warm-up."),
      floorShare,
      scheduleName("CosineDecay"),
      {
        name: "warmup_target",
        kind: "number",
        default: null,
        nullable: true,
        documentation: "The learning rate at the end of the warm-up; without it there is none.",
        ruleNames: ["warmupTarget"],
        symbol: "warm-up to",
      },
      {
        name: "warmup_steps",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        documentation: "Steps of the warm-up.",
        ruleNames: ["warmupSteps"],
        symbol: "warm-up steps",
      },
    ],
    rule: (values) => kerasCosineDecayRule(values.warmup_target !== null),
  },
  {
    ...common("CosineDecayRestarts"),
    title: "CosineDecayRestarts",
    shortTitle: "cosine restarts",
    summary: "Half a cosine down to alpha times the learning rate, again and again, each t_mul times as long.",
    learningRate: "initial_learning_rate",
    arguments: [
      initialLearningRate,
      { ...decaySteps("Steps of the first fall."), name: "first_decay_steps" },
      {
        name: "t_mul",
        kind: "number",
        default: 2,
        advisedRange: { minimum: 1 },
        documentation: "Each fall has as many times the steps of the last.",
        ruleNames: ["growth"],
        symbol: "t mul",
      },
      {
        name: "m_mul",
        kind: "number",
        default: 1,
        advisedRange: NOT_NEGATIVE,
        documentation: "Each fall starts from as many times the height of the last.",
        ruleNames: ["heightFactor"],
        symbol: "m mul",
      },
      floorShare,
      scheduleName("SGDRDecay"),
    ],
    rule: (values) => kerasCosineRestartsRule(values.t_mul !== 1),
  },
];

function piecewiseIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const boundaries = numberList(values.boundaries);
  const count = numberList(values.values).length;
  if (boundaries.length === 0 || boundaries.length !== count - 1) {
    const message = `boundaries holds ${boundaries.length} and values ${count} numbers; expected at least one boundary, and one value more.`;
    return [{ severity: "error", argument: "boundaries", message }];
  }
  const misplaced = firstMisplaced(boundaries);
  if (misplaced === -1) return [];
  const message = `boundaries goes from ${boundaries[misplaced - 1]} to ${boundaries[misplaced]}; expected ascending steps: Keras adds up all values that hold at a step.`;
  return [{ severity: "warning", argument: "boundaries", message }];
}

/** The first boundary that is not beyond the one before it; -1 where there is none. */
function firstMisplaced(boundaries: readonly number[]): number {
  return boundaries.findIndex((boundary, i) => i > 0 && !(boundary > boundaries[i - 1]));
}

/** Boundaries are cut to whole steps, as Keras casts them to the type of the step. */
function piecewiseNumbers(values: ArgumentValues): Readonly<Record<string, number>> {
  const numbers: Record<string, number> = {};
  for (const [index, boundary] of numberList(values.boundaries).entries()) {
    numbers[`boundary${index + 1}`] = Math.trunc(boundary);
  }
  for (const [index, value] of numberList(values.values).entries()) numbers[`value${index + 1}`] = value;
  return numbers;
}

function numberList(value: SourceValue | undefined): readonly number[] {
  return Array.isArray(value) ? value.filter((entry): entry is number => typeof entry === "number") : [];
}
