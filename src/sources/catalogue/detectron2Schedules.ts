import { COUNT, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  type Detectron2Warmup,
  detectron2CosineRule,
  detectron2FixedGammaRule,
  detectron2StepsRule,
} from "../../core/schedules/detectron2ScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

/** The schedules that Detectron2 0.6 makes of the keys of SOLVER, by which their arguments are named (detectron2/solver/build.py). */

/** What fvcore adds to the share of the training that is done before it compares it. */
const EPSILON = 1e-6;

function solverEntry(title: string): Pick<CatalogueEntry, "framework" | "name" | "aliases" | "title" | "source"> {
  return {
    framework: "detectron2",
    name: `detectron2.solver.${title}`,
    aliases: [],
    title,
    source: "Detectron2 0.6, detectron2/solver/build.py and fvcore/common/param_scheduler.py",
  };
}

const maxIterations: ArgumentDefinition = {
  name: "MAX_ITER",
  kind: "integer",
  default: 40_000,
  range: COUNT,
  documentation: "Updates of the whole training.",
  ruleNames: ["maxSteps"],
  symbol: "steps",
};

const gamma: ArgumentDefinition = {
  name: "GAMMA",
  kind: "number",
  default: 0.1,
  advisedRange: POSITIVE,
  documentation: "The learning rate is multiplied by it at every change.",
  ruleNames: ["gamma"],
  symbol: "γ",
};

const warmup: readonly ArgumentDefinition[] = [
  {
    name: "WARMUP_FACTOR",
    kind: "number",
    default: 1 / 1000,
    advisedRange: NOT_NEGATIVE,
    documentation: "Share of the learning rate that the warm-up starts from.",
    ruleNames: ["warmupFactor"],
    symbol: "from",
  },
  {
    name: "WARMUP_ITERS",
    kind: "integer",
    default: 1000,
    range: { minimum: 0, integer: true },
    documentation: "Updates of the warm-up.",
    symbol: "warmup",
  },
  {
    name: "WARMUP_METHOD",
    kind: "string",
    default: "linear",
    documentation: 'The way up: "linear" or "constant".',
    symbol: "by",
  },
];

const warmups: readonly Detectron2Warmup[] = ["linear", "constant"];

/** The schedules of Detectron2. */
export const detectron2Schedules: readonly ScheduleEntry[] = [
  {
    ...solverEntry("WarmupMultiStepLR"),
    shortTitle: "milestones",
    summary: "Rises to the learning rate, and is multiplied by GAMMA at each of STEPS.",
    arguments: [
      maxIterations,
      {
        name: "STEPS",
        kind: "numbers",
        default: [30_000],
        range: COUNT,
        documentation: "Updates at which the learning rate changes; those above MAX_ITER are left out.",
        symbol: "milestones",
      },
      gamma,
      ...warmup,
    ],
    check: (values) => [...warmupIssues(values), ...stepIssues(values)],
    numbers: (values) => ({
      ...warmupNumbers(values),
      warmupEnd: Number(values.GAMMA) ** changesAt(values, shareOfWarmup(values)),
    }),
    rule: (values) => detectron2StepsRule(warmupOf(values)),
    details: (values) => ({ milestones: stepsOf(values).map((step) => reached(step, Number(values.MAX_ITER))) }),
  },
  {
    ...solverEntry("WarmupCosineLR"),
    shortTitle: "cosine",
    summary: "Rises to the learning rate, and falls by half a cosine that has begun with the training.",
    arguments: [
      maxIterations,
      {
        name: "BASE_LR_END",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        documentation: "The learning rate at the end.",
        ruleNames: ["lastRate"],
        symbol: "to",
      },
      ...warmup,
    ],
    check: warmupIssues,
    checkRate: lastRateIssues,
    numbers: warmupNumbers,
    rule: (values) => detectron2CosineRule(warmupOf(values)),
  },
  {
    ...solverEntry("WarmupStepWithFixedGammaLR"),
    shortTitle: "steps",
    summary:
      "Rises to the learning rate, and is multiplied by GAMMA as often as NUM_DECAYS says, in equal parts of the training.",
    arguments: [
      maxIterations,
      {
        name: "NUM_DECAYS",
        kind: "integer",
        default: 3,
        range: COUNT,
        documentation: "How often the learning rate changes.",
        ruleNames: ["decays"],
        symbol: "decays",
      },
      gamma,
      ...warmup,
    ],
    check: warmupIssues,
    numbers: (values) => ({
      ...warmupNumbers(values),
      warmupEnd:
        Number(values.GAMMA) ** Math.floor((shareOfWarmup(values) + EPSILON) * (Number(values.NUM_DECAYS) + 1)),
    }),
    rule: (values) => detectron2FixedGammaRule(warmupOf(values)),
  },
];

function warmupOf({ WARMUP_METHOD: method }: ArgumentValues): Detectron2Warmup {
  return method === "constant" ? "constant" : "linear";
}

function shareOfWarmup({ WARMUP_ITERS: count, MAX_ITER: all }: ArgumentValues): number {
  return Math.min(Number(count) / Number(all), 1);
}

function warmupNumbers(values: ArgumentValues): Readonly<Record<string, number>> {
  return { warmupShare: shareOfWarmup(values) };
}

/** Steps within the training. */
function stepsOf({ STEPS, MAX_ITER }: ArgumentValues): readonly number[] {
  return [STEPS].flat().filter((step) => typeof step === "number" && step <= Number(MAX_ITER)) as number[];
}

/** How many changes there are until a share of the training is done. */
function changesAt(values: ArgumentValues, share: number): number {
  const done = Math.trunc((share + EPSILON) * Number(values.MAX_ITER));
  return stepsOf(values).filter((step) => step <= done).length;
}

/** The first update at which a milestone counts as reached: of a million updates, what fvcore adds makes a whole one. */
function reached(milestone: number, all: number): number {
  let step = milestone;
  while (step > 0 && Math.trunc(((step - 1) / all + EPSILON) * all) >= milestone) step--;
  return step;
}

function warmupIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  return choiceIssues(values, "WARMUP_METHOD", warmups);
}

function stepIssues({ STEPS, MAX_ITER }: ArgumentValues): readonly ArgumentIssue[] {
  const steps = [STEPS].flat().filter((step) => typeof step === "number");
  if (typeof MAX_ITER !== "number") return [];
  const issue = (severity: ArgumentIssue["severity"], message: string): ArgumentIssue => ({
    severity,
    argument: "STEPS",
    message,
  });
  const late = steps.find((step) => step > MAX_ITER);
  if (late !== undefined)
    return [issue("warning", `STEPS holds ${late}, behind the last of MAX_ITER, and is left out.`)];
  if (steps.includes(MAX_ITER)) return [issue("error", `STEPS holds ${MAX_ITER}, which MAX_ITER is; expected less.`)];
  const isRising = steps.every((step, index) => index === 0 || step > steps[index - 1]);
  return isRising ? [] : [issue("error", `STEPS is ${steps.join(", ")}; expected numbers that rise.`)];
}

function lastRateIssues({ BASE_LR_END: last }: ArgumentValues, learningRate: number): readonly ArgumentIssue[] {
  if (typeof last !== "number" || last <= learningRate) return [];
  const message = `BASE_LR_END is ${last}; expected at most BASE_LR, ${learningRate}.`;
  return [{ severity: "error", argument: "BASE_LR_END", message }];
}
