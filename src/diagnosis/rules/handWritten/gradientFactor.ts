import { shortNumber } from "../../../core/shortNumber";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { directionOfRule } from "./directionOfRule";
import { relationToLoss } from "./relationToLoss";

/** A gradient that is a multiple of the derivative of the loss. */
export const gradientFactor = sourceRule(
  {
    id: "hand-written/gradient-factor",
    severity: "information",
    title: "The gradient is a multiple of the loss's derivative",
    messages: {
      number:
        "The gradient of {parameter} is {share} times the derivative of {loss}: the learning rate {rate} acts as {effective} would with the derivative itself.",
      samples:
        "The gradient of {parameter} is {share} times the derivative of {loss}, where n is the number of samples: the best learning rate depends on how many there are.",
    },
    documentation: {
      what: "The gradient points down the loss of the code, and is longer or shorter than its derivative by a factor: 2 is left out, or a sum stands where the loss has a mean.",
      why: "The factor multiplies the learning rate. It does no harm by itself, but rates that are taken over from elsewhere do not fit, and a factor of n changes with the data.",
      formula: "θ ← θ − η c ∇L is descent with the rate c η",
      ignore: "Where the factor is left out on purpose, as the 2 of a square often is.",
      sources: ["Compared by central differences at random points"],
      example: {
        path: "train.py",
        before: `import numpy as np

lr, w = 0.01, np.zeros(3)
for step in range(100):
    error = X @ w - y
    loss = np.mean(error ** 2)
    w -= lr * X.T @ error
`,
        after: `import numpy as np

lr, w = 0.01, np.zeros(3)
for step in range(100):
    error = X @ w - y
    loss = np.mean(error ** 2)
    w -= lr * 2 * X.T @ error / len(y)
`,
      },
    },
  },
  function* ({ configuration }) {
    const { handWritten, hyperparameters } = configuration;
    const [facts] = handWritten?.facts?.gradients ?? [];
    if (handWritten === undefined || facts === undefined) return;
    const relation = relationToLoss(facts, directionOfRule(configuration));
    if (relation?.loss == null || relation.climbs) return;
    const factor = relation.factor();
    if (factor === null) return;
    const rate = hyperparameters[handWritten.learningRate]?.value;
    const isLiteral =
      facts.change !== null && !facts.program.nodes.some((node) => node.kind === "input" && node.role === "rate");
    if (isLiteral && typeof rate !== "number") return;
    // What central differences leave of rounding.
    const share = Number((Math.abs(factor.share) / (isLiteral ? Number(rate) : 1)).toPrecision(6));
    const { power } = factor;
    if (power === 0 && Math.abs(share - 1) < 1e-4) return;
    const { parameter, statement } = facts;
    const loss = relation.loss.name;
    if (power === 0) {
      if (typeof rate !== "number") return;
      const values: MessageValues = { parameter, share, loss, rate, effective: share * rate };
      yield { message: "number", values, at: statement };
      return;
    }
    const number = shortNumber(Number(share.toPrecision(4)));
    const raised = Math.abs(power) === 1 ? "n" : `n^${Math.abs(power)}`;
    const text = power < 0 ? `${number} / ${raised}` : number === "1" ? raised : `${number} · ${raised}`;
    const values: MessageValues = { parameter, share: text, loss };
    yield { message: "samples", values, at: statement };
  },
);
