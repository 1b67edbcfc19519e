import { COUNT, NOT_NEGATIVE, POSITIVE } from "../numberRange";
import { flagParameter, numberParameter } from "../optimizers/parameterDefinition";
import type { ScheduleDefinition } from "./scheduleDefinition";

const base = numberParameter("base", "β", 1.01, POSITIVE, "The learning rate is divided by it at every step.");

/** The rule of a learning-rate range test; it reads `start`, `end` and `steps`. */
export const RANGE_TEST = "lr = start * (end / start)^min(1, step / (steps - 1))";

/** Schedules that depend on the number of the step alone. */
export const decaySchedules: readonly ScheduleDefinition[] = [
  {
    name: "constant",
    aliases: ["fixed", "none"],
    title: "Constant",
    summary: "The same learning rate at every step.",
    reference: "No schedule.",
    parameters: [],
    rule: () => "lr = lr0",
  },
  {
    name: "exponential",
    aliases: [],
    title: "Exponential",
    summary: "lr₀ (1/β)ᵏ at step k: decays for β above 1 and grows for β below 1.",
    reference: "torch.optim.lr_scheduler.ExponentialLR with gamma = 1/β.",
    parameters: [base],
    rule: () => "lr = lr0 * (1 / base)^step",
  },
  {
    name: "step",
    aliases: ["step-decay", "piecewise-constant"],
    title: "Step",
    summary: "lr₀ γ^⌊k/s⌋ at step k: constant for s steps, then multiplied by γ.",
    reference: "torch.optim.lr_scheduler.StepLR.",
    parameters: [
      numberParameter("size", "size", 100, COUNT, "Steps between two changes."),
      numberParameter("factor", "γ", 0.1, POSITIVE, "The learning rate is multiplied by it at every change."),
    ],
    rule: () => "lr = lr0 * factor^floor(step / size)",
  },
  {
    name: "step-as-printed",
    aliases: ["step-decay-as-printed"],
    title: "Step decay as printed",
    summary: "A misprint: lr₀ / βᵏ, which is exponential decay and has no steps.",
    reference: "Step decay with the exponent k in the place of ⌊k/s⌋.",
    parameters: [base],
    rule: () => "lr = lr0 / base^step",
  },
  {
    name: "inverse-time",
    aliases: ["inverse-time-decay"],
    title: "Inverse time",
    summary: "lr₀ / (1 + decay · k) at step k.",
    reference: "Robbins and Monro, Annals of Mathematical Statistics 22, 1951.",
    parameters: [numberParameter("decay", "decay", 0.01, NOT_NEGATIVE, "Growth of the divisor at every step.")],
    rule: () => "lr = lr0 / (1 + decay * step)",
  },
  {
    name: "exponential-decay",
    aliases: [],
    title: "Exponential decay",
    summary: "lr₀ · rate^(k / steps) at step k, smooth or in a staircase.",
    reference: "tf.keras.optimizers.schedules.ExponentialDecay.",
    parameters: [
      numberParameter("decaySteps", "steps", 1000, POSITIVE, "Steps after which the rate has been applied once."),
      numberParameter("decayRate", "rate", 0.96, POSITIVE, "Factor of the learning rate over that many steps."),
      flagParameter("staircase", "staircase", false, "Whether the learning rate changes only every so many steps."),
    ],
    rule: (values) =>
      values.staircase ? "lr = lr0 * decayRate^floor(step / decaySteps)" : "lr = lr0 * decayRate^(step / decaySteps)",
  },
  {
    name: "warmup-cosine",
    aliases: ["nanogpt", "cosine-with-warmup"],
    title: "Warm-up and cosine",
    summary: "lr₀ (k + 1)/(w + 1) up to step w, then half a cosine down to the minimum at step d, which stays.",
    reference: "Loshchilov and Hutter 2017, SGDR; get_lr in nanoGPT's train.py.",
    parameters: [
      numberParameter("warmupSteps", "warm-up", 100, { minimum: 0, integer: true }, "Steps in which it grows."),
      numberParameter(
        "decaySteps",
        "steps",
        1000,
        COUNT,
        "Step from which it stays at the minimum, of the warm-up too.",
      ),
      numberParameter("minimum", "minimum", 0, NOT_NEGATIVE, "The learning rate after the decay."),
    ],
    rule: () =>
      [
        "progress = (step - warmupSteps) / (decaySteps - warmupSteps)",
        "share = 0.5 * (1 + cos(pi * progress))",
        "decayed = if(step > decaySteps, minimum, minimum + share * (lr0 - minimum))",
        "lr = if(step < warmupSteps, lr0 * (step + 1) / (warmupSteps + 1), decayed)",
      ].join("\n"),
  },
  {
    name: "range-test",
    aliases: ["lr-range-test"],
    title: "Learning-rate range test",
    summary:
      "start · (end / start)^(k / (n − 1)) at step k: grows evenly by its digits over n steps, then stays at the end.",
    reference: "Smith 2017, Cyclical Learning Rates, section 3.3; the exponential form of torch-lr-finder.",
    parameters: [
      numberParameter("start", "start", 1e-6, POSITIVE, "The learning rate of the first step."),
      numberParameter("end", "end", 10, POSITIVE, "The learning rate of the last step of the test."),
      numberParameter("steps", "n", 100, { minimum: 2, integer: true }, "Steps of the test."),
    ],
    rule: () => RANGE_TEST,
  },
];
