import { sourceRule } from "../../rule";
import { createRuleTrial } from "./ruleTrial";

/** A step that is divided by a root which is 0 where the gradient has been. */
export const noEpsilon = sourceRule(
  {
    id: "hand-written/no-epsilon",
    severity: "warning",
    title: "Nothing keeps the divisor from 0",
    messages: {
      zero: "An entry whose gradient is 0 at the first update is divided by √0 = 0: 0/0 is NaN, and so is its parameter for the rest of the run. No ε is added to the divisor.",
    },
    fixes: { add: "Add 1e-8 to the divisor" },
    documentation: {
      what: "The step is divided by the root of a sum or mean of squares to which nothing is added.",
      why: "The root is 0 for every entry that has had no gradient yet: a weight of a unit that a ReLU has shut, an embedding whose word has not come up. 0/0 is NaN.",
      formula: "g / (√v + ε), ε around 1e-8",
      ignore: "Where no entry of a gradient can be 0.",
      sources: ["Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980, algorithm 1 (ε = 1e-8)"],
      example: {
        path: "train.py",
        before: `import numpy as np

lr, rho, v = 0.01, 0.9, np.zeros(3)
for step in range(100):
    grad = compute_gradient(w)
    v = rho * v + (1 - rho) * grad ** 2
    w -= lr * grad / np.sqrt(v)
`,
        after: `import numpy as np

lr, rho, v = 0.01, 0.9, np.zeros(3)
for step in range(100):
    grad = compute_gradient(w)
    v = rho * v + (1 - rho) * grad ** 2
    w -= lr * grad / (np.sqrt(v) + 1e-8)
`,
      },
    },
  },
  function* ({ configuration }, { edits }) {
    const trial = createRuleTrial(configuration);
    if (trial === null || !/sqrt\(|\^0\.5/.test(trial.rule.text)) return;
    const [first] = trial.run([[0.9, 0, -1.3]], { start: [0.3, -0.7, 1.1] });
    const [before, zero, behind] = first.change;
    if (!Number.isFinite(before) || !Number.isFinite(behind) || !Number.isNaN(zero)) return;
    const { range } = configuration;
    const text = edits.textOf(range);
    const mended = text.replace(/(\/ ?)((?:\w+\.)+sqrt\([\w.]+\))/, "$1($2 + 1e-8)");
    yield {
      message: "zero",
      at: range,
      fixes: mended === text ? [] : [{ title: "add", edits: edits.replace(range, mended) }],
    };
  },
);
