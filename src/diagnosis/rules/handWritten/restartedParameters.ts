import { sourceRule } from "../../rule";

/** A parameter that every round starts anew. */
export const restartedParameters = sourceRule(
  {
    id: "hand-written/restarted-parameters",
    severity: "error",
    title: "The parameters are started anew in every round",
    messages: {
      restart:
        "{parameter} is given its start again in every round of the loop: each round makes one update from there and throws the last one away.",
    },
    fixes: { move: "Start it before the loop" },
    documentation: {
      what: "A statement in the training loop gives the parameter its first value again before the update.",
      why: "The rounds do not build on one another: however many there are, the parameter is one update away from its start.",
      ignore: "Where every round is a run of one update.",
      sources: ["The text alone"],
      example: {
        path: "train.py",
        before: `import numpy as np

lr = 0.1
for step in range(100):
    w = np.zeros(3)
    grad = compute_gradient(w, X, y)
    w = w - lr * grad
`,
        after: `import numpy as np

lr = 0.1
w = np.zeros(3)
for step in range(100):
    grad = compute_gradient(w, X, y)
    w = w - lr * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    const restart = handWritten?.facts?.restart;
    const loop = handWritten?.facts?.loop;
    if (handWritten === undefined || restart === undefined) return;
    yield {
      message: "restart",
      values: { parameter: handWritten.parameter.name },
      at: restart,
      fixes: loop === undefined ? [] : [{ title: "move", edits: edits.moveBefore(restart, loop) }],
    };
  },
);
