import { sourceRule } from "../../rule";

/** A learning rate that the update is made without. */
export const unusedRate = sourceRule(
  {
    id: "hand-written/unused-rate",
    severity: "warning",
    title: "The learning rate is never used",
    messages: {
      unused: "Nothing reads {rate}: the update takes off the whole gradient, as with a learning rate of 1.",
    },
    fixes: { use: "Multiply the gradient by {rate}" },
    documentation: {
      what: "A learning rate is set, and the update does not read it, nor does anything else.",
      why: "The step is η = 1. Gradient descent on a curvature λ diverges from η = 2/λ on.",
      formula: "θ ← θ − η g",
      ignore: "Where the gradient holds the rate already.",
      sources: ["The text alone"],
      example: {
        path: "train.py",
        before: `import numpy as np

lr = 0.01
for step in range(100):
    grad = compute_gradient(w)
    w -= grad
`,
        after: `import numpy as np

lr = 0.01
for step in range(100):
    grad = compute_gradient(w)
    w -= lr * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    const unused = handWritten?.facts?.unusedRate;
    if (handWritten === undefined || unused === undefined) return;
    const statement = edits.textOf(unused.range);
    const { name: gradient } = handWritten.gradient;
    const mended = statement.endsWith(gradient)
      ? `${statement.slice(0, -gradient.length)}${unused.name} * ${gradient}`
      : null;
    yield {
      message: "unused",
      values: { rate: unused.name },
      at: unused.range,
      fixes:
        mended === null
          ? []
          : [{ title: "use", values: { rate: unused.name }, edits: edits.replace(unused.range, mended) }],
    };
  },
);
