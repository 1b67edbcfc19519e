import { sourceRule } from "../../rule";
import { createRuleTrial } from "./ruleTrial";

/** Updates after which the means of the usual β have settled. */
const SETTLED = 8000;

/** Adam whose means start from 0 and are not corrected for it. */
export const noBiasCorrection = sourceRule(
  {
    id: "hand-written/no-bias-correction",
    severity: "warning",
    title: "Adam without bias correction",
    messages: {
      long: "Both means start from 0 and are not corrected for it: under a steady gradient the first update is {first} times as long as those of the long run, and the longest, update {at}, {highest} times.",
    },
    documentation: {
      what: "The means of gradients and of their squares start from 0, and the update divides the one by the root of the other as they are.",
      why: "After t updates the mean of gradients holds 1 − β₁ᵗ of what it should, and the root of the mean of squares √(1 − β₂ᵗ), which is far less for β₂ = 0.999. The first updates are too long by the quotient: 3.2 times at t = 1 and 6.6 times at t = 12. Dividing both means by these numbers takes that off.",
      formula: "(1 − β₁ᵗ) / √(1 − β₂ᵗ)",
      ignore:
        "Where the learning rate is warmed up over a few thousand updates, as BERT's optimizer is; such rates make this one an information.",
      sources: ["Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980, section 3"],
      example: {
        path: "train.py",
        before: `import numpy as np

theta, m, v = np.zeros(3), np.zeros(3), np.zeros(3)
alpha, beta1, beta2, eps = 0.001, 0.9, 0.999, 1e-8
for t in range(1, 1001):
    g = compute_gradient(theta)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g ** 2
    theta -= alpha * m / (np.sqrt(v) + eps)
`,
        after: `import numpy as np

theta, m, v = np.zeros(3), np.zeros(3), np.zeros(3)
alpha, beta1, beta2, eps = 0.001, 0.9, 0.999, 1e-8
for t in range(1, 1001):
    g = compute_gradient(theta)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    theta -= alpha * m_hat / (np.sqrt(v_hat) + eps)
`,
      },
    },
    thresholds: {
      share: { default: 1.5, description: "How many times too long an update has to be." },
    },
  },
  function* ({ configuration }, { threshold }) {
    if (configuration.handWritten?.form !== "Adam without bias correction") return;
    const trial = createRuleTrial(configuration);
    if (trial === null) return;
    const steps = trial.run(Array(SETTLED).fill([1]), { start: [0] }).map(({ change }) => Math.abs(change[0]));
    const last = steps[SETTLED - 1];
    const highest = Math.max(...steps);
    if (!(highest / last > threshold("share"))) return;
    yield {
      message: "long",
      values: { first: steps[0] / last, highest: highest / last, at: steps.indexOf(highest) + 1 },
      at: configuration.range,
      ...(configuration.schedule === null ? {} : { severity: "information" }),
    };
  },
);
