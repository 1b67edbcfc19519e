import { sourceRule } from "../../rule";

/** A gradient that is worked out once, before the loop. */
export const constantGradient = sourceRule(
  {
    id: "hand-written/constant-gradient",
    severity: "error",
    title: "The gradient is worked out once, before the loop",
    messages: {
      once: "{gradient} is worked out from {parameter} before the loop and not again in it: every update takes the same step, that of the start, and walks past the minimum.",
    },
    documentation: {
      what: "The loop takes off a gradient that a statement before it gave a value, and that nothing in the loop changes.",
      why: "Gradient descent follows the gradient at the present parameters. With that of the start the parameters move along a straight line for ever: after t updates θ = θ₀ − t η g₀.",
      formula: "θ_t = θ₀ − t · η · ∇J(θ₀)",
      ignore: "Where the loss is linear.",
      sources: ["Nocedal and Wright, Numerical Optimization, 2nd edition, section 2.2"],
      example: {
        path: "train.py",
        before: `import numpy as np

w, lr = np.zeros(3), 0.1
grad = compute_gradient(w, X, y)
for step in range(100):
    w = w - lr * grad
`,
        after: `import numpy as np

w, lr = np.zeros(3), 0.1
for step in range(100):
    grad = compute_gradient(w, X, y)
    w = w - lr * grad
`,
      },
    },
    fixes: { move: "Work it out in the loop" },
  },
  function* ({ configuration: { handWritten, range } }, { edits }) {
    const made = handWritten?.facts?.constantGradient;
    if (handWritten === undefined || made === undefined) return;
    yield {
      message: "once",
      values: { gradient: made.name, parameter: handWritten.parameter.name },
      at: range,
      related: [{ range: made.range, message: { template: "It is worked out here.", values: {} } }],
      fixes: [{ title: "move", edits: edits.moveBefore(made.range, range) }],
    };
  },
);
