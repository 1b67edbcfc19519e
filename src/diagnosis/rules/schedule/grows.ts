import { shortNumber } from "../../../core/shortNumber";
import type { ReadValue, ScheduleConfiguration } from "../../../sources/configuration";
import { scheduledRun } from "../../configuration/scheduledRun";
import { isOwnFormula, numberOf, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** Steps over which a formula is looked at: what grows there as fast at the end as at the beginning has no bound. */
const STEPS = 200;

/** A learning rate that grows without bound. */
export const grows = sourceRule(
  {
    id: "schedule/grows",
    severity: "warning",
    title: "The learning rate grows without bound",
    messages: {
      factor:
        "{argument} = {factor} makes the learning rate grow: {schedule} has multiplied it by {growth} after {steps} steps.",
      base: "base = {factor} makes the learning rate grow: it is divided by base at every step, and has become {growth} times as high after {steps}.",
      formula:
        "This learning rate grows by the same factor at every step: after {steps} steps it is {growth} times as high as at the first.",
      negative:
        "{argument} = {factor} makes the divisor 1 + {argument} · step / {length} fall: the learning rate grows, and is divided by 0 at step {steps}.",
    },
    fixes: { inverse: "Set {argument} to {inverse}" },
    thresholds: {
      start: {
        default: 1e-6,
        description:
          "First learning rate up to which growth is taken for a range test, which looks for the highest one.",
      },
    },
    documentation: {
      what: "The factor of an exponential or step decay is above 1 (or, where the form divides, its base is below 1), the decay of inverse time is negative, or a formula of your own grows geometrically.",
      why: "The learning rate passes the limit of stability after some steps, and the run diverges: 1.05 a step is 130 after 100 steps. In the form lr0 · (1/β)^s it is β > 1 that decays; 0.95 there does what 1.053 does elsewhere.",
      formula: "lr(s) = lr0 · gamma^s falls for gamma < 1; lr(s) = lr0 · (1/base)^s falls for base > 1",
      ignore: "In a range test, which raises the learning rate until the loss diverges.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, ExponentialLR",
        "Smith, Cyclical Learning Rates for Training Neural Networks, arXiv 1506.01186, section 3.3: the range test",
      ],
      example: {
        path: "run.optim.yaml",
        before: `optimizer: gradient-descent
learningRate: 0.01
schedule: { name: exponential, base: 0.8 }
`,
        after: `optimizer: gradient-descent
learningRate: 0.01
schedule: { name: exponential, base: 1.25 }
`,
      },
    },
  },
  function* (facts, { threshold, edits }) {
    const { schedule } = facts.configuration;
    if (schedule === null) return;
    const steps = facts.stepsOfSchedule ?? STEPS;
    const run = scheduledRun(facts, steps);
    if (run !== null && run.rates[0] <= threshold("start")) return;
    for (const part of scheduleParts(schedule)) {
      const found = growingFactor(part);
      if (found === null) continue;
      const { argument, factor, read, message } = found;
      const title = scheduleTitle(part);
      const at = read.range ? read : part.range;
      if (message === "negative") {
        yield {
          message,
          values: { argument, factor, length: found.steps, steps: Math.ceil(found.steps / -factor) },
          at,
        };
        continue;
      }
      if (run === null) continue;
      const inverse = Number((1 / factor).toPrecision(4));
      const values = { argument, factor, schedule: title, growth: run.last / run.rates[0], steps };
      const mended = edits.replaceValue(read, shortNumber(inverse));
      yield { message, values, at, fixes: [{ title: "inverse", values: { argument, inverse }, edits: mended }] };
    }
    if (!isOwnFormula(schedule)) return;
    const formula = scheduledRun(facts, STEPS);
    const read = schedule.hyperparameters.lr_lambda ?? schedule.hyperparameters.rule;
    if (formula === null || formula.stride !== 1 || !growsGeometrically(formula.rates)) return;
    const values = { steps, growth: (run ?? formula).last / formula.rates[0] };
    yield { message: "formula", values, at: read?.range ? read : schedule.range, fixes: [] };
  },
);

interface GrowingFactor {
  readonly message: "factor" | "base" | "negative";
  readonly argument: string;
  readonly factor: number;
  readonly read: ReadValue;
  /** Those in which a divisor grows by its decay. */
  readonly steps: number;
}

/** Schedules whose factor multiplies, and the argument that holds it. */
const multiplied: readonly (readonly [name: RegExp, argument: string])[] = [
  [/\.(StepLR|MultiStepLR|ExponentialLR)$/, "gamma"],
  [/\.StepLRScheduler$|\.MultiStepLRScheduler$/, "decay_rate"],
  [/\.ExponentialDecay$|^optax\.exponential_decay$/, "decay_rate"],
  [/^exponential-decay$/, "decayRate"],
  [/^step$/, "factor"],
];

function growingFactor(part: ScheduleConfiguration): GrowingFactor | null {
  const growing = (argument: string, message: GrowingFactor["message"], isGrowing: (factor: number) => boolean) => {
    const factor = numberOf(part, argument);
    if (factor === undefined || !isGrowing(factor)) return null;
    return {
      message,
      argument,
      factor,
      read: part.hyperparameters[argument],
      steps: numberOf(part, "decay_steps") ?? 1,
    };
  };
  if (part.name === "exponential" || part.name === "step-as-printed") {
    return growing("base", "base", (factor) => factor > 0 && factor < 1);
  }
  if (/\.InverseTimeDecay$/.test(part.name)) return growing("decay_rate", "negative", (factor) => factor < 0);
  const argument = multiplied.find(([name]) => name.test(part.name))?.[1];
  return argument === undefined ? null : growing(argument, "factor", (factor) => factor > 1);
}

/** Whether every rate is the same multiple of the one before, above 1. */
function growsGeometrically(rates: Float64Array): boolean {
  const factor = rates[1] / rates[0];
  const last = rates[rates.length - 1] / rates[rates.length - 2];
  if (!(factor > 1) || !Number.isFinite(last)) return false;
  return rates.every((rate, index) => index === 0 || Math.abs(rate / rates[index - 1] - factor) < 1e-9 * factor);
}
