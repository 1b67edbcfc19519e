import { NOT_NEGATIVE, POSITIVE, UNIT_INTERVAL } from "../../core/numberRange";
import {
  torchConstantRule,
  torchCosineRule,
  torchExponentialRule,
  torchLambdaRule,
  torchLinearRule,
  torchMultiplicativeRule,
  torchMultiStepRule,
  torchPolynomialRule,
  torchStepRule,
  torchSwaRule,
} from "../../core/schedules/torchScheduleRules";
import type { ScheduleEntry } from "./catalogue";
import { torchCyclicSchedules } from "./torchCyclicSchedules";
import { torchPlateauSchedule } from "./torchPlateauSchedule";
import {
  choiceIssues,
  gamma,
  lastEpoch,
  lowestRate,
  perGroup,
  stepFunction,
  torchScheduleEntry,
  totalIterations,
} from "./torchScheduleArguments";

/** The schedules of torch.optim.lr_scheduler that go from one learning rate to another. */
const decays: readonly ScheduleEntry[] = [
  {
    ...torchScheduleEntry("StepLR"),
    shortTitle: "step",
    summary: "Multiplies the learning rate by gamma every step_size steps.",
    arguments: [
      {
        name: "step_size",
        kind: "number",
        range: POSITIVE,
        documentation: "Steps between two changes.",
        ruleNames: ["stepSize"],
        symbol: "step size",
      },
      gamma(0.1),
      lastEpoch,
    ],
    rule: () => torchStepRule,
  },
  {
    ...torchScheduleEntry("MultiStepLR"),
    shortTitle: "milestones",
    summary: "Multiplies the learning rate by gamma at every milestone.",
    arguments: [
      {
        name: "milestones",
        kind: "numbers",
        example: [30, 80],
        range: { integer: true },
        documentation: "Steps at which the learning rate changes; one that is listed twice counts twice.",
        symbol: "milestones",
      },
      gamma(0.1),
      lastEpoch,
    ],
    rule: () => torchMultiStepRule,
    details: ({ milestones }) => ({
      milestones: [milestones].flat().filter((milestone) => typeof milestone === "number"),
    }),
  },
  {
    ...torchScheduleEntry("ConstantLR"),
    shortTitle: "constant factor",
    summary: "A multiple of the learning rate for some steps, then the learning rate itself.",
    arguments: [
      {
        name: "factor",
        kind: "number",
        default: 1 / 3,
        range: UNIT_INTERVAL,
        advisedRange: POSITIVE,
        documentation: "Multiple of the learning rate; the way back divides by it.",
        ruleNames: ["factor"],
        symbol: "factor",
      },
      totalIterations("Steps until the learning rate is back."),
      lastEpoch,
    ],
    rule: () => torchConstantRule,
  },
  {
    ...torchScheduleEntry("LinearLR"),
    shortTitle: "linear",
    summary: "A straight line between two multiples of the learning rate, then constant.",
    arguments: [
      {
        name: "start_factor",
        kind: "number",
        default: 1 / 3,
        range: { exclusiveMinimum: 0, maximum: 1 },
        documentation: "Multiple of the learning rate at the first step.",
        ruleNames: ["startFactor"],
        symbol: "from",
      },
      {
        name: "end_factor",
        kind: "number",
        default: 1,
        range: UNIT_INTERVAL,
        documentation: "Multiple of the learning rate at the end.",
        ruleNames: ["endFactor"],
        symbol: "to",
      },
      totalIterations("Steps from the first multiple to the last."),
      lastEpoch,
    ],
    rule: () => torchLinearRule,
  },
  {
    ...torchScheduleEntry("ExponentialLR"),
    shortTitle: "exponential",
    summary: "Multiplies the learning rate by gamma at every step.",
    arguments: [gamma(), lastEpoch],
    rule: () => torchExponentialRule,
  },
  {
    ...torchScheduleEntry("PolynomialLR"),
    shortTitle: "polynomial",
    summary: "A power of the share of the steps that is left, down to 0.",
    arguments: [
      totalIterations("Steps until the learning rate is 0."),
      {
        name: "power",
        kind: "number",
        default: 1,
        advisedRange: NOT_NEGATIVE,
        documentation: "Power of the share that is left: 1 for a straight line.",
        ruleNames: ["power"],
        symbol: "power",
      },
      lastEpoch,
    ],
    rule: () => torchPolynomialRule,
  },
  {
    ...torchScheduleEntry("CosineAnnealingLR"),
    shortTitle: "cosine",
    summary: "Half a cosine from the learning rate down to eta_min in T_max steps, then up again, and so on.",
    arguments: [
      {
        name: "T_max",
        kind: "number",
        range: POSITIVE,
        documentation: "Steps from the highest to the lowest learning rate.",
        ruleNames: ["tMax"],
        symbol: "T",
      },
      lowestRate,
      lastEpoch,
    ],
    rule: () => torchCosineRule,
  },
  {
    ...torchScheduleEntry("LambdaLR"),
    shortTitle: "lambda",
    summary: "The learning rate times a function of the step.",
    arguments: [stepFunction("Factor of the learning rate as a function of the step, from 0."), lastEpoch],
    rule: (values) => torchLambdaRule(String(values.lr_lambda)),
  },
  {
    ...torchScheduleEntry("MultiplicativeLR"),
    shortTitle: "multiplicative",
    summary: "Multiplies the last learning rate by a function of the step.",
    arguments: [stepFunction("Factor of the last learning rate as a function of the step, from 1."), lastEpoch],
    rule: (values) => torchMultiplicativeRule(String(values.lr_lambda)),
  },
  {
    ...torchScheduleEntry("SWALR"),
    name: "torch.optim.swa_utils.SWALR",
    source: "torch 2.13.0, torch/optim/swa_utils.py",
    shortTitle: "averaging",
    summary: "Goes over to the learning rate at which weights are averaged, and stays there.",
    arguments: [
      perGroup("swa_lr", "The learning rate at which weights are averaged.", ["swaLr"], {
        advisedRange: NOT_NEGATIVE,
        symbol: "to",
      }),
      {
        name: "anneal_epochs",
        kind: "integer",
        default: 10,
        range: { minimum: 0, integer: true },
        documentation: "Steps on the way there.",
        ruleNames: ["annealSteps"],
        symbol: "steps",
      },
      {
        name: "anneal_strategy",
        kind: "string",
        default: "cos",
        documentation: 'The way: "cos" or "linear".',
        symbol: "by",
      },
      lastEpoch,
    ],
    check: (values) => choiceIssues(values, "anneal_strategy", ["cos", "linear"]),
    rule: (values) => torchSwaRule(values.anneal_strategy === "linear" ? "linear" : "cos"),
  },
];

/** The schedules of torch.optim.lr_scheduler and torch.optim.swa_utils that consist of one. */
export const torchSchedules: readonly ScheduleEntry[] = [...decays, ...torchCyclicSchedules, torchPlateauSchedule];
