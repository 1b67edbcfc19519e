import { sourceRule } from "../../rule";
import { rootsOf, statementOfLine } from "./ruleStatements";
import { createRuleTrial } from "./ruleTrial";

/** An ε that is added before the root is taken: it acts as its own root. */
export const epsilonInsideRoot = sourceRule(
  {
    id: "hand-written/epsilon-inside-root",
    severity: "information",
    title: "ε stands under the root",
    messages: {
      inside:
        "ε = {epsilon} under the root keeps the divisor above {floor}; added to the root, as torch and Adam's paper have it, it would keep it above {epsilon}.",
    },
    documentation: {
      what: "The divisor is √(v + ε) and not √v + ε.",
      why: "√(v + ε) is at least √ε: 1e-8 there is 1e-4 in the other place. Numbers for ε that are taken over from elsewhere act on gradients of another size.",
      formula: "√(v + ε) ≥ √ε",
      ignore: "Where ε was chosen for this form, as in TensorFlow's first RMSprop.",
      sources: [
        "Kingma and Ba, arXiv 1412.6980, algorithm 1 (√v̂ + ε)",
        "torch 2.13.0, torch/optim/rmsprop.py: avg.sqrt().add_(eps)",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

lr, rho, v = 0.01, 0.9, np.zeros(3)
for step in range(100):
    grad = compute_gradient(w)
    v = rho * v + (1 - rho) * grad ** 2
    w -= lr * grad / np.sqrt(v + 1e-8)
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
    thresholds: {
      largest: { default: 1e-3, description: "What is added under the root and larger than that is no ε." },
    },
  },
  function* ({ configuration }, { threshold }) {
    const trial = createRuleTrial(configuration);
    if (trial === null || configuration.handWritten === undefined) return;
    for (const { line, operand } of rootsOf(trial.rule)) {
      if (operand.kind !== "binary" || operand.operator !== "+") continue;
      const [, added] = operand.operands;
      const isNamed = added.kind === "name" && /^eps/i.test(added.name) && !trial.assumed.has(added.name);
      const epsilon = added.kind === "number" ? added.value : isNamed ? trial.numbers[added.name] : undefined;
      if (epsilon === undefined || epsilon <= 0 || epsilon > threshold("largest")) continue;
      yield {
        message: "inside",
        values: { epsilon, floor: Math.sqrt(epsilon) },
        at: statementOfLine(configuration.handWritten, trial.rule, line),
      };
      return;
    }
  },
);
