import { valuesAtPoints } from "../../numeric/valueAtPoints";
import { sourceRule } from "../../rule";

/** What is left over of x / x by rounding. */
const ROUNDING = 1e-12;

/** A rate that is multiplied by something over itself: it never adapts. */
export const rateFactorOne = sourceRule(
  {
    id: "hand-written/rate-factor-one",
    severity: "warning",
    saysMoreThan: ["schedule/adaptive-factor"],
    title: "The factor on the learning rate is always 1",
    messages: {
      one: "{statement} multiplies {rate} by a quotient of equal numbers: the factor was {factor} at each of {points} random points, so the rate never adapts.",
    },
    fixes: { remove: "Remove the statement, which leaves the rate as it is" },
    documentation: {
      what: "The statement that is to adapt the learning rate multiplies it by x / x, once the names are put in: the norm of the gradient over the norm of the gradient, the loss over the loss.",
      why: "The rate stays what it was, whatever gradient, parameters or loss do. A rate that is smaller where the gradient is large is η₀ / ‖∇J‖, with the first rate η₀ and not the last one.",
      formula: "η ← η · g / ‖∇J‖ with g = ‖∇J‖ is η ← η",
      ignore: "Where the statement is a place for a factor yet to come.",
      sources: ["Checked by evaluating the statement with every name put in, at random values"],
      example: {
        path: "train.py",
        before: `import numpy as np

theta = np.array([1.0, 2.0, 3.0, 4.0])
eta = 0.01
for step in range(100):
    grad = 2 * theta
    g = np.linalg.norm(grad)
    eta = eta * g / np.linalg.norm(grad)
    theta = theta - eta * grad
`,
        after: `import numpy as np

theta = np.array([1.0, 2.0, 3.0, 4.0])
eta = 0.01
for step in range(100):
    grad = 2 * theta
    g = np.linalg.norm(grad)
    theta = theta - eta * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    for (const { program, after, name, reads, range } of handWritten?.facts?.rateChanges ?? []) {
      if (!reads.run || !reads.rate) continue;
      const values = valuesAtPoints(program, after);
      if (values.length === 0 || !values.every((value) => Math.abs(value - 1) <= ROUNDING)) continue;
      yield {
        message: "one",
        values: { statement: edits.textOf(range), rate: name, factor: 1, points: values.length },
        at: range,
        fixes: [{ title: "remove", edits: edits.removeLines(range) }],
      };
    }
  },
);
