import { valuesAtPoints } from "../../numeric/valueAtPoints";
import { sourceRule } from "../../rule";

/** A rate that is multiplied by loss or gradient norm again and again. */
export const rateCompounds = sourceRule(
  {
    id: "hand-written/rate-compounds",
    severity: "warning",
    title: "The learning rate is multiplied by the size of a loss or gradient at every update",
    messages: {
      compounds:
        "{statement} multiplies the last {rate} and not the first: factors compound, so that one that stays at {growth} makes {large} times the rate in {updates} updates, and one of {decay} leaves {small} of it.",
    },
    thresholds: {
      updates: { default: 100, description: "Updates over which the message compounds a factor." },
    },
    documentation: {
      what: "The learning rate is replaced by itself times a number that the run gives, such as the loss over the norm of the gradient, with every update.",
      why: "Such a factor has the scale of the loss and is above or below 1 for many updates on end: their product grows or vanishes geometrically. Polyak's step is J / ‖∇J‖² of the present update alone, and a rate that follows the gradient is η₀ / ‖∇J‖ with the first rate.",
      formula: "η_t = η₀ · Π factor_i, where η₀ · factor_t is meant",
      ignore: "Where the factor is made to keep near 1.",
      sources: ["B. T. Polyak, Introduction to Optimization, 1987, section 5.3 (the step (f − f*) / ‖∇f‖²)"],
      example: {
        path: "train.py",
        before: `import numpy as np

theta = np.array([1.0, 2.0, 3.0, 4.0])
eta = 0.01
for step in range(100):
    J = np.sum(theta ** 2)
    grad = 2 * theta
    eta = eta * J / np.linalg.norm(grad)
    theta = theta - eta * grad
`,
        after: `import numpy as np

theta = np.array([1.0, 2.0, 3.0, 4.0])
eta0 = 0.01
for step in range(100):
    J = np.sum(theta ** 2)
    grad = 2 * theta
    eta = eta0 * J / np.linalg.norm(grad)
    theta = theta - eta * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { threshold, edits }) {
    const updates = threshold("updates");
    for (const { program, after, name, reads, range } of handWritten?.facts?.rateChanges ?? []) {
      if (!reads.run || !reads.rate) continue;
      const values = valuesAtPoints(program, after).filter(Number.isFinite);
      const [first] = values;
      if (first === undefined || values.every((value) => Math.abs(value / first - 1) < 1e-9)) continue;
      const [growth, decay] = [1.1, 0.9];
      yield {
        message: "compounds",
        values: {
          statement: edits.textOf(range),
          rate: name,
          growth,
          large: growth ** updates,
          decay,
          small: decay ** updates,
          updates,
        },
        at: range,
      };
    }
  },
);
