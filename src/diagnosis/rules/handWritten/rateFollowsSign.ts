import { LearningRates } from "../../../core/simulation/learningRates";
import type { OptimizerConfiguration } from "../../../sources/configuration";
import { sourceRule } from "../../rule";

/** A rate that goes by the sign of the gradient, which says where the minimum lies and not how one gets on. */
export const rateFollowsSign = sourceRule(
  {
    id: "hand-written/rate-follows-sign",
    severity: "warning",
    title: "The learning rate follows the sign of the gradient",
    messages: {
      sign: "The learning rate reads the sign of the gradient, not whether the loss falls: under gradients above 0 it is multiplied by {up} at every update, {upAfter} in {updates} of them, and under gradients below 0 by {down}, {downAfter} in {updates}.",
    },
    thresholds: {
      updates: { default: 100, description: "Updates of one sign over which the message compounds the factors." },
    },
    documentation: {
      what: "The rate is multiplied by one factor where the gradient is above 0 and by another where it is below.",
      why: "The sign of a gradient tells on which side of the minimum the parameter is. From the one side a run's rate vanishes before it arrives, from the other it explodes. Rules that adapt compare this gradient with the last one (Rprop: the same sign, go faster; another sign, go slower) or this loss with the last one.",
      formula: "η_t = η₀ · f₊ᵗ or η₀ · f₋ᵗ",
      ignore: "Where the sign itself is the signal, as of a constraint's multiplier.",
      sources: [
        "Riedmiller and Braun, A Direct Adaptive Method for Faster Backpropagation Learning: The RPROP Algorithm, ICNN 1993",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

theta, eta = 0.0, 0.1
for step in range(100):
    grad = compute_gradient(theta)
    eta = eta * 0.9 if grad > 0 else eta * 1.1
    theta -= eta * grad
`,
        after: `import numpy as np

theta, eta, last = 0.0, 0.1, 0.0
for step in range(100):
    grad = compute_gradient(theta)
    eta = eta * 0.9 if grad * last < 0 else eta * 1.1
    last = grad
    theta -= eta * grad
`,
      },
    },
  },
  function* ({ configuration }, { threshold }) {
    const { schedule } = configuration;
    const rule = schedule?.hyperparameters.rule?.value;
    if (configuration.handWritten === undefined || schedule === null || typeof rule !== "string") return;
    if (!/\bgradientSum\b/.test(rule)) return;
    const updates = threshold("updates");
    const [up, down] = [1, -1].map((sign) => factorUnder(sign, configuration, updates));
    if (up === null || down === null || up === down) return;
    const values = { up, down, upAfter: up ** updates, downAfter: down ** updates, updates };
    yield { message: "sign", values, at: schedule.range };
  },
);

/** By what every update multiplies the rate, where the gradients are of one sign; null where that is no fixed number. */
function factorUnder(sign: number, { schedule }: OptimizerConfiguration, updates: number): number | null {
  if (schedule === null) return null;
  const { rule, ...others } = schedule.hyperparameters;
  const parameters = Object.fromEntries(Object.entries(others).map(([name, { value }]) => [name, Number(value)]));
  const rates = new LearningRates({
    rule: "",
    hyperparameters: {},
    learningRate: 1,
    schedule: { rule: String(rule.value), parameters, interval: 1 },
    clipping: null,
  });
  const found: number[] = [];
  for (let step = 0; step < Math.min(updates, 20); step += 1) {
    rates.advance(step, { loss: 1, gradientNorm: 1, gradientSum: sign, parameterChange: 1 });
    found.push(rates.values[0]);
  }
  const [first, second] = found.slice(-2);
  const factor = second / first;
  return Number.isFinite(factor) && factor > 0 ? factor : null;
}
