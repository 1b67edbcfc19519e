import { POSITIVE } from "../numberRange";
import { ruleText } from "../optimizers/optimizerDefinition";
import { numberParameter } from "../optimizers/parameterDefinition";
import type { ScheduleDefinition } from "./scheduleDefinition";

/** Schedules that read the run itself, with the forms in which they have been misprinted. */
export const adaptiveSchedules: readonly ScheduleDefinition[] = [
  {
    name: "sign-adaptive",
    aliases: [],
    title: "Sign-adaptive",
    summary:
      "Before every update, multiplied by one factor where the gradient's sum is positive and by another elsewhere.",
    reference: "A rule of thumb, without a paper.",
    parameters: [
      numberParameter("down", "down", 0.9, POSITIVE, "Factor where the gradient's sum is positive."),
      numberParameter("up", "up", 1.1, POSITIVE, "Factor where the gradient's sum is 0 or negative."),
    ],
    rule: () => "lr = lr * if(gradientSum > 0, down, up)",
  },
  {
    name: "gradient-adaptive",
    aliases: [],
    title: "Gradient-adaptive",
    summary: "lr₀ / ‖g‖: smaller where the gradient is large, so that every step has the same length.",
    reference: "The normalized gradient method: Shor, Minimization Methods for Non-Differentiable Functions, 1985.",
    parameters: [],
    rule: () => "lr = lr0 / gradientNorm",
  },
  {
    name: "gradient-adaptive-as-printed",
    aliases: [],
    title: "Gradient-adaptive as printed",
    summary: "A misprint: multiplies by ‖g‖/‖g‖, which is always 1.",
    reference: "Gradient-adaptive with ‖g‖ in the place of lr₀.",
    parameters: [],
    rule: () => ruleText("factor = gradientNorm / gradientNorm", "lr = lr * factor"),
  },
  {
    name: "parameter-adaptive",
    aliases: [],
    title: "Parameter-adaptive",
    summary: "lr₀ / ‖Δp‖: smaller after a step in which the parameters moved much.",
    reference: "A rule of thumb, without a paper.",
    parameters: [],
    rule: () => "lr = if(step == 0, lr0, lr0 / parameterChange)",
  },
  {
    name: "parameter-adaptive-as-printed",
    aliases: [],
    title: "Parameter-adaptive as printed",
    summary: "A misprint: multiplies by ‖Δp‖/‖Δp‖, which is always 1, and 0/0 before the first update.",
    reference: "Parameter-adaptive with ‖Δp‖ in the place of lr₀.",
    parameters: [],
    rule: () => ruleText("factor = parameterChange / parameterChange", "lr = lr * factor"),
  },
  {
    name: "performance-adaptive",
    aliases: [],
    title: "Performance-adaptive",
    summary: "The last learning rate times loss / ‖g‖, from the first step on: compounds over the steps.",
    reference: "Compare Polyak's step size, Introduction to Optimization, 1987: without the compounding.",
    parameters: [],
    rule: () => "lr = lr * loss / gradientNorm",
  },
  {
    name: "performance-adaptive-as-printed",
    aliases: [],
    title: "Performance-adaptive as printed",
    summary: "A misprint: multiplies by loss/loss, which is always 1.",
    reference: "Performance-adaptive with the loss in the place of ‖g‖.",
    parameters: [],
    rule: () => ruleText("factor = loss / loss", "lr = lr * factor"),
  },
];
