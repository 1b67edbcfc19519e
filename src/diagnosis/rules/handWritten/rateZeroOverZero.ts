import { valuesAtPoints } from "../../numeric/valueAtPoints";
import { sourceRule } from "../../rule";

/** A rate that is divided by how far the parameters moved before they have. */
export const rateZeroOverZero = sourceRule(
  {
    id: "hand-written/rate-zero-over-zero",
    severity: "error",
    title: "The learning rate is divided by 0",
    messages: {
      first:
        "{statement} divides by 0 in the first round, where the parameters have not moved yet: {rate} becomes {value}, and with it every parameter for the rest of the run.",
      always:
        "{statement} divides by 0 in every round, since what it compares has not changed in between: {rate} becomes {value}, and with it every parameter for the rest of the run.",
    },
    documentation: {
      what: "A statement that adapts the learning rate divides by the distance from the last parameters, where those are still a copy of the present ones.",
      why: "0 / 0 is NaN, and η · g with it: the parameters are NaN after the first update, and nothing brings them back. Compare after the update, or leave the first round out.",
      formula: "‖θ − θ_old‖ = 0 for θ_old = θ",
      ignore: "Never, unless the first round is left out elsewhere.",
      sources: ["IEEE 754-2019, section 7.2: 0/0 is an invalid operation, whose result is NaN"],
      example: {
        path: "train.py",
        before: `import numpy as np

theta = np.array([1.0, 2.0, 3.0, 4.0])
theta_old = theta.copy()
eta0 = 0.01
for step in range(100):
    grad = 2 * theta
    eta = eta0 / np.linalg.norm(theta - theta_old)
    theta_old = theta.copy()
    theta = theta - eta * grad
`,
        after: `import numpy as np

theta = np.array([1.0, 2.0, 3.0, 4.0])
theta_old = theta.copy()
eta0 = 0.01
for step in range(100):
    grad = 2 * theta
    eta = eta0 / (1 + np.linalg.norm(theta - theta_old))
    theta_old = theta.copy()
    theta = theta - eta * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    for (const { program, after, first, name, range } of handWritten?.facts?.rateChanges ?? []) {
      const later = valuesAtPoints(program, after);
      const atFirst = first === null ? [] : valuesAtPoints(first.program, first.after);
      const [value] = atFirst;
      const isUndefined = (values: readonly number[]) =>
        values.length > 0 && values.every((number) => !Number.isFinite(number));
      if (value === undefined || !isUndefined(atFirst)) continue;
      yield {
        message: isUndefined(later) ? "always" : "first",
        values: { statement: edits.textOf(range), rate: name, value },
        at: range,
      };
    }
  },
);
