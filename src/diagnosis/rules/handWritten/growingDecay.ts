import { shortNumber } from "../../../core/shortNumber";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** A decay by the powers of 1/β, whose β is below 1: it grows. */
export const growingDecay = sourceRule(
  {
    id: "hand-written/growing-decay",
    severity: "warning",
    saysMoreThan: ["schedule/grows"],
    title: "The learning rate grows by the powers of 1/β",
    messages: {
      grows:
        "The learning rate is divided by powers of {name} = {base}, which is below 1: it grows by {factor} at every step, to {times} times its start after {steps} of them.",
    },
    fixes: { invert: "Set {name} to {inverse}" },
    thresholds: {
      steps: { default: 100, description: "Steps over which the message compounds the growth." },
    },
    documentation: {
      what: "The rate is α₀ (1/β)ᵗ or α₀ / βᵗ with a β below 1.",
      why: "1/β is then above 1, and its powers grow without bound. The rate decays for β > 1, or as α₀ βᵗ with β below 1.",
      formula: "α₀ (1/β)ᵗ = α₀ e^(t · ln(1/β))",
      ignore: "Where the rate is meant to grow, to find out how large it may be.",
      sources: ["The formula itself"],
      example: {
        path: "train.py",
        before: `import numpy as np

alpha0, beta = 0.1, 0.8
for t in range(100):
    alpha = alpha0 * (1 / beta) ** t
    grad = compute_gradient(theta)
    theta = theta - alpha * grad
`,
        after: `import numpy as np

alpha0, beta = 0.1, 1.25
for t in range(100):
    alpha = alpha0 * (1 / beta) ** t
    grad = compute_gradient(theta)
    theta = theta - alpha * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten, schedule } }, { threshold, edits }) {
    const rule = schedule?.hyperparameters.rule?.value;
    if (handWritten === undefined || schedule === null || typeof rule !== "string") return;
    const found = /\(1 \/ ([\w.]+)\)\^\(?(?:step|t|floor)\b|\/ ([\w.]+)\^\(?(?:step|t|floor)\b/.exec(rule);
    const name = found?.[1] ?? found?.[2];
    if (name === undefined) return;
    const read = Object.hasOwn(schedule.hyperparameters, name) ? schedule.hyperparameters[name] : undefined;
    const base = typeof read?.value === "number" ? read.value : Number(name);
    if (!(base > 0 && base < 1)) return;
    const steps = threshold("steps");
    const values: MessageValues = { name, base, factor: 1 / base, times: (1 / base) ** steps, steps };
    const inverse = shortNumber(Number((1 / base).toPrecision(6)));
    yield {
      message: "grows",
      values,
      at: schedule.range,
      fixes:
        read === undefined || read.range === null
          ? []
          : [{ title: "invert", values: { name, inverse }, edits: edits.replaceValue(read, inverse) }],
    };
  },
);
