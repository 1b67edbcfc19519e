import { sourceRule } from "../../rule";

/** Targets that the parameters fit before they are trained. */
export const targetsFromStart = sourceRule(
  {
    id: "hand-written/targets-from-start",
    severity: "warning",
    title: "The run starts at its optimum",
    messages: {
      made: "{targets} is made with {parameter}, from whose very values the loop then starts: the run begins at the optimum up to noise, and its loss says nothing about the optimizer.",
    },
    fixes: { start: "Start the loop elsewhere: {newStart}" },
    documentation: {
      what: "Synthetic targets are made with a variable that the optimizer then updates, from the same values.",
      why: "The first loss is the variance of the noise already. An update can only add to it, and a mistake such as a flipped sign shows late.",
      ignore: "Where one wants to see that a run stays at its optimum.",
      sources: ["The text alone"],
      example: {
        path: "train.py",
        before: `import numpy as np

x = np.random.randn(100)
theta = np.random.randn()
y = x * theta + 0.1 * np.random.randn(100)
for step in range(100):
    gradient = np.mean(2 * (x * theta - y) * x)
    theta = theta - 0.01 * gradient
`,
        after: `import numpy as np

x = np.random.randn(100)
theta = np.random.randn()
y = x * theta + 0.1 * np.random.randn(100)
theta = 0.0
for step in range(100):
    gradient = np.mean(2 * (x * theta - y) * x)
    theta = theta - 0.01 * gradient
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    const made = handWritten?.facts?.targetsFromStart;
    if (made === undefined) return;
    const { targets, parameter, range, newStart } = made;
    yield {
      message: "made",
      values: { targets, parameter },
      at: range,
      fixes: [{ title: "start", values: { newStart }, edits: edits.insertLineAfter(range, newStart) }],
    };
  },
);
