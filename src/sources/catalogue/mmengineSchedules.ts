import { COUNT, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  mmengineConstantRule,
  mmengineCosineRestartRule,
  mmengineCosineRule,
  mmengineExponentialRule,
  mmengineLinearRule,
  mmengineMultiStepRule,
  mmengineOneCycleRule,
  mmenginePolyRule,
  mmengineStepRule,
} from "../../core/schedules/mmengineScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CompositionEntry, ScheduleEntry } from "./catalogue";
import {
  countingOf,
  factor,
  mmengineScheduleEntry,
  numberOf,
  stepScale,
  windowArguments,
  windowIssues,
  windowNumbers,
} from "./mmengineScheduleArguments";
import { choiceIssues, gamma } from "./torchScheduleArguments";

const lowestRate: ArgumentDefinition = {
  name: "eta_min",
  kind: "number",
  default: null,
  nullable: true,
  advisedRange: NOT_NEGATIVE,
  documentation: "The lowest learning rate.",
  ruleNames: ["etaMin"],
  symbol: "η min",
};

const lowestRatio: ArgumentDefinition = {
  name: "eta_min_ratio",
  kind: "number",
  default: null,
  nullable: true,
  documentation: "The lowest learning rate as a share of the optimizer's.",
  ruleNames: ["etaMinRatio"],
  symbol: "η min ratio",
};

function lowestOf({ eta_min_ratio }: ArgumentValues): "etaMin" | "etaMinRatio" {
  return typeof eta_min_ratio === "number" ? "etaMinRatio" : "etaMin";
}

/** Without either the lowest learning rate is 0. */
function lowestNumbers({ eta_min }: ArgumentValues): Readonly<Record<string, number>> {
  return typeof eta_min === "number" ? {} : { etaMin: 0 };
}

/** @param isNeeded whether one of the two has to be given */
function lowestIssues({ eta_min, eta_min_ratio }: ArgumentValues, isNeeded: boolean): readonly ArgumentIssue[] {
  const given = [eta_min, eta_min_ratio].filter((value) => value !== null && value !== undefined);
  if (given.length === 1 || (given.length === 0 && !isNeeded)) return [];
  const what = given.length === 0 ? "Neither eta_min nor eta_min_ratio is" : "Both eta_min and eta_min_ratio are";
  return [{ severity: "error", argument: "eta_min", message: `${what} given; expected one of them.` }];
}

const periodIssues = ({ periods, restart_weights }: ArgumentValues): readonly ArgumentIssue[] => {
  if (!Array.isArray(periods) || !Array.isArray(restart_weights) || periods.length === restart_weights.length)
    return [];
  const message = `There are ${restart_weights.length} restart_weights for ${periods.length} periods; expected as many.`;
  return [{ severity: "error", argument: "restart_weights", message }];
};

type Described = Omit<ScheduleEntry, "framework" | "name" | "aliases" | "source" | "subject">;

function entryOf({ arguments: own, check, numbers, ...description }: Described): ScheduleEntry {
  return {
    ...mmengineScheduleEntry(description.title),
    ...description,
    arguments: [...own, ...windowArguments],
    check: (values) => [...windowIssues(values), ...(check?.(values) ?? [])],
    numbers: (values) => ({ ...windowNumbers(values), ...numbers?.(values) }),
  };
}

const numbersIn = (value: ArgumentValues[string]): readonly number[] =>
  [value].flat().filter((entry) => typeof entry === "number");

/** Steps in which a schedule goes from its start to its end, where that is not given. */
const span = (values: ArgumentValues): number => {
  const { begin, until } = windowNumbers(values);
  return until - begin;
};

const cycleLength = (values: ArgumentValues): number =>
  values.total_steps ? numberOf(values, "total_steps") * stepScale(values) : span(values);

/** The schedulers of mmengine that move the learning rate. */
export const mmengineSchedules: readonly ScheduleEntry[] = [
  entryOf({
    title: "StepLR",
    shortTitle: "step",
    summary: "Multiplies the learning rate by gamma every step_size steps.",
    arguments: [
      {
        name: "step_size",
        kind: "integer",
        range: COUNT,
        documentation: "Steps between two changes.",
        symbol: "step size",
      },
      gamma(0.1),
    ],
    numbers: (values) => ({ stepSize: numberOf(values, "step_size") * stepScale(values) }),
    rule: (values) => mmengineStepRule(countingOf(values)),
  }),
  entryOf({
    title: "MultiStepLR",
    shortTitle: "milestones",
    summary: "Multiplies the learning rate by gamma at every milestone.",
    arguments: [
      {
        name: "milestones",
        kind: "numbers",
        example: [8, 11],
        range: { integer: true },
        documentation:
          "Steps, counted from begin, at which the learning rate changes; one that is listed twice counts twice.",
        symbol: "milestones",
      },
      gamma(0.1),
    ],
    rule: (values) => mmengineMultiStepRule(countingOf(values)),
    details: (values) => {
      const updates = countingOf(values).perEpoch ? numberOf(values, "epoch_length") : 1;
      const { begin } = windowNumbers(values);
      return {
        milestones: numbersIn(values.milestones).map((milestone) => (milestone * stepScale(values) + begin) * updates),
      };
    },
  }),
  entryOf({
    title: "ConstantLR",
    shortTitle: "constant factor",
    summary: "A multiple of the learning rate from begin to the last step before end.",
    arguments: [
      factor("factor", 1 / 3, "factor", "factor", "Multiple of the learning rate; the way back divides by it."),
    ],
    rule: (values) => mmengineConstantRule(countingOf(values)),
  }),
  entryOf({
    title: "LinearLR",
    shortTitle: "linear",
    summary: "A straight line between two multiples of the learning rate, from begin to the last step before end.",
    arguments: [
      factor("start_factor", 1 / 3, "startFactor", "from", "Multiple of the learning rate at the first step."),
      factor("end_factor", 1, "endFactor", "to", "Multiple of the learning rate at the end."),
    ],
    rule: (values) => mmengineLinearRule(countingOf(values)),
  }),
  entryOf({
    title: "ExponentialLR",
    shortTitle: "exponential",
    summary: "Multiplies the learning rate by gamma at every step.",
    arguments: [gamma()],
    rule: (values) => mmengineExponentialRule(countingOf(values)),
  }),
  entryOf({
    title: "PolyLR",
    shortTitle: "polynomial",
    summary: "A power of the share of the steps that is left, down to eta_min.",
    arguments: [
      { ...lowestRate, default: 0, nullable: false },
      {
        name: "power",
        kind: "number",
        default: 1,
        advisedRange: NOT_NEGATIVE,
        documentation: "Power of the share that is left: 1 for a straight line.",
        ruleNames: ["power"],
        symbol: "power",
      },
    ],
    rule: (values) => mmenginePolyRule(countingOf(values)),
  }),
  entryOf({
    title: "CosineAnnealingLR",
    shortTitle: "cosine",
    summary: "Half a cosine from the learning rate down to the lowest in T_max steps, then up again, and so on.",
    arguments: [
      {
        name: "T_max",
        kind: "integer",
        default: null,
        nullable: true,
        range: COUNT,
        documentation: "Steps from the highest to the lowest learning rate; from begin to end if absent.",
        symbol: "T",
      },
      lowestRate,
      lowestRatio,
    ],
    check: (values) => lowestIssues(values, false),
    numbers: (values) => ({
      tMax: values.T_max ? numberOf(values, "T_max") * stepScale(values) : span(values),
      ...lowestNumbers(values),
    }),
    rule: (values) => mmengineCosineRule(lowestOf(values), countingOf(values)),
  }),
  entryOf({
    title: "CosineRestartLR",
    shortTitle: "cosine with restarts",
    summary: "Half a cosine for every period, each from its share of the learning rate down to the lowest.",
    arguments: [
      {
        name: "periods",
        kind: "numbers",
        example: [10, 20],
        range: COUNT,
        documentation: "Steps of every cosine.",
        symbol: "periods",
      },
      {
        name: "restart_weights",
        kind: "numbers",
        default: [1],
        documentation: "Shares of the learning rate that the cosines start from.",
        symbol: "weights",
      },
      lowestRate,
      lowestRatio,
    ],
    check: (values) => [...lowestIssues(values, true), ...periodIssues(values)],
    numbers: lowestNumbers,
    rule: (values) => {
      const weights = numbersIn(values.restart_weights);
      const lengths = numbersIn(values.periods).map((length) => length * stepScale(values));
      const periods = lengths.map((length, index) => ({ length, weight: weights[index] ?? 1 }));
      return mmengineCosineRestartRule(periods, lowestOf(values), countingOf(values));
    },
  }),
  entryOf({
    title: "OneCycleLR",
    shortTitle: "one cycle",
    summary: "Up to the highest learning rate and down to a very low one.",
    arguments: [
      {
        name: "eta_max",
        kind: "number",
        default: 0,
        advisedRange: POSITIVE,
        documentation: "The highest learning rate.",
        ruleNames: ["highest"],
        symbol: "max",
      },
      {
        name: "total_steps",
        kind: "integer",
        default: null,
        nullable: true,
        range: COUNT,
        documentation: "Steps of the cycle; from begin to end if absent.",
        symbol: "steps",
      },
      {
        name: "pct_start",
        kind: "float",
        default: 0.3,
        range: { minimum: 0, maximum: 1 },
        documentation: "Share of the cycle on the way up.",
        ruleNames: ["share"],
        symbol: "up",
      },
      {
        name: "anneal_strategy",
        kind: "string",
        default: "cos",
        documentation: 'The way: "cos" or "linear".',
        symbol: "by",
      },
      {
        name: "div_factor",
        kind: "number",
        default: 25,
        documentation: "The highest learning rate over the first.",
        symbol: "div",
      },
      {
        name: "final_div_factor",
        kind: "number",
        default: 1e4,
        documentation: "The first learning rate over the last.",
        symbol: "final div",
      },
      {
        name: "three_phase",
        kind: "boolean",
        default: false,
        documentation: "Whether it goes down to the first learning rate as it went up, before it goes on to the last.",
      },
    ],
    check: (values) => choiceIssues(values, "anneal_strategy", ["cos", "linear"]),
    numbers: (values) => {
      const initial = numberOf(values, "eta_max") / numberOf(values, "div_factor");
      return { totalSteps: cycleLength(values), initial, lowest: initial / numberOf(values, "final_div_factor") };
    },
    rule: (values) =>
      mmengineOneCycleRule(
        { annealing: values.anneal_strategy === "linear" ? "linear" : "cos", threePhases: values.three_phase === true },
        countingOf(values),
      ),
    details: (values) => {
      const { begin, until } = windowNumbers(values);
      const most = begin + cycleLength(values);
      return {
        start: { parameter: "initial", replaces: "lr0" },
        // mmengine refuses a step beyond the cycle, unless its window ends before.
        ...(until > most + 1 ? { steps: most } : {}),
      };
    },
  }),
];

/** The schedulers of a list `param_scheduler`, which all act on the learning rate that the ones before have left. */
export const mmengineCompositions: readonly CompositionEntry[] = [
  {
    framework: "mmengine",
    name: "mmengine.param_scheduler",
    aliases: [],
    title: "param_scheduler",
    source: "mmengine 0.10.7, mmengine/hooks/param_scheduler_hook.py",
    composition: "chain",
    shortTitle: "and",
    summary: "Several schedulers, each from what the one before has made of the learning rate.",
    arguments: [
      {
        name: "schedulers",
        kind: "execution",
        takesSchedule: true,
        documentation: "Schedulers of the same optimizer.",
      },
    ],
  },
];
