import type { Expression } from "../../../core/rule/syntax";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { rootsOf, textOfExpression } from "./ruleStatements";
import { createRuleTrial } from "./ruleTrial";

/** A mean of squares under the root that no statement moves on. */
export const squaresNeverUpdated = sourceRule(
  {
    id: "hand-written/squares-never-updated",
    severity: "error",
    title: "The squares that the step is divided by are never updated",
    messages: {
      frozen:
        "No statement moves {state} on, which the step is divided by the root of: it stays at {start}, and every step is the learning rate times {times} for a gradient of 1.",
      undefined:
        "{state}, by whose root the step is divided, is given no value anywhere: the first update is a NameError.",
    },
    fixes: { update: "Keep the mean of squares of {gradient} in {state}" },
    documentation: {
      what: "The update divides by √v + ε, and v keeps the value that it starts from, or has none.",
      why: "With v = 0 the divisor is ε alone: for ε = 1e-8 every step is 1e8 times the learning rate times the gradient. What makes RMSprop and Adam adapt is v ← ρ v + (1 − ρ) g².",
      formula: "v ← ρ v + (1 − ρ) g²",
      ignore: "Where v is filled by code that is not in the file.",
      sources: [
        "Tieleman and Hinton, Lecture 6.5, rmsprop: Divide the gradient by a running average of its recent magnitude, 2012",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

alpha, beta, eps = 0.01, 0.9, 1e-8
m = np.zeros(3)
v = np.zeros(3)
for step in range(100):
    grad = compute_gradient(theta)
    m = beta * m + (1 - beta) * grad
    theta = theta - alpha * m / (np.sqrt(v) + eps)
`,
        after: `import numpy as np

alpha, beta, eps = 0.01, 0.9, 1e-8
m = np.zeros(3)
v = np.zeros(3)
for step in range(100):
    grad = compute_gradient(theta)
    m = beta * m + (1 - beta) * grad
    v = 0.9 * v + (1 - 0.9) * grad ** 2
    theta = theta - alpha * m / (np.sqrt(v) + eps)
`,
      },
    },
  },
  function* ({ configuration }, { edits }) {
    const trial = createRuleTrial(configuration);
    const { handWritten, hyperparameters } = configuration;
    if (trial === null || handWritten === undefined) return;
    const { rule } = trial;
    for (const { operand } of rootsOf(rule)) {
      const name = summand(operand);
      if (name === null) continue;
      const line = rule.lines.find((own) => own.name === name);
      const isFrozen = line?.expression.kind === "name" && line.expression.name === name;
      const isZero = line === undefined && hyperparameters[name]?.value === 0;
      if (line === undefined && handWritten.facts?.undefinedStates?.includes(name)) {
        const values: MessageValues = { state: name };
        yield { message: "undefined", values, at: configuration.range };
        continue;
      }
      if (!isFrozen && !isZero) continue;
      const [first] = trial.run([[1]], { start: [0], learningRate: 1 });
      const start = rule.starts.find((own) => own.name === name);
      const { name: gradient } = handWritten.gradient;
      const text = `${name} = 0.9 * ${name} + (1 - 0.9) * ${gradient} ** 2`;
      const isPlain =
        /^\w+$/.test(gradient) && new RegExp(`(?<![\\w.])${name}\\b`).test(edits.textOf(configuration.range));
      const values: MessageValues = {
        state: name,
        start: start === undefined ? 0 : textOfExpression(rule, start.expression),
        times: Math.abs(first.change[0]),
      };
      yield {
        message: "frozen",
        values,
        at: configuration.range,
        fixes: isPlain
          ? [
              {
                title: "update",
                values: { gradient, state: name },
                edits: edits.insertLineBefore(configuration.range, text),
              },
            ]
          : [],
      };
    }
  },
);

/** The name that stands under a root, alone or with an ε added. */
function summand(operand: Expression): string | null {
  if (operand.kind === "name") return /^eps/i.test(operand.name) ? null : operand.name;
  if (operand.kind !== "binary" || operand.operator !== "+") return null;
  const [first] = operand.operands;
  return first.kind === "name" && !/^eps/i.test(first.name) ? first.name : null;
}
