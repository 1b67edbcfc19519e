import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** What the misprinted schedules multiply by, and the right name. */
const misprints: Readonly<Record<string, readonly [ratio: string, right: string]>> = {
  "gradient-adaptive-as-printed": ["‖g‖/‖g‖", "gradient-adaptive"],
  "parameter-adaptive-as-printed": ["‖Δp‖/‖Δp‖", "parameter-adaptive"],
  "performance-adaptive-as-printed": ["loss/loss", "performance-adaptive"],
};

/** A quotient of something by itself. */
const itself = /(?<![\w.^/]\s*)\b(loss|gradientNorm|gradientSum|parameterChange)\s*\/\s*\1\b(?!\s*[\^(])/;

/** Steps for which a growth is spelled out. */
const STEPS = 100;

/** Schedules that multiply the learning rate by what they see of the run, and do not do what they are for. */
export const adaptiveFactor = sourceRule(
  {
    id: "schedule/adaptive-factor",
    severity: "warning",
    title: "An adaptive factor that does not adapt",
    messages: {
      one: "The learning rate is multiplied by {ratio}, which is 1 at every step: it never adapts.",
      undefined:
        "The learning rate is multiplied by {ratio}: 0/0 before the first update, and 1 after any other, so it never adapts.",
      sign: "The factor follows the sign of the gradient and not progress: {steps} gradients of one sign make the learning rate {down} or {up} times as high.",
      compounds:
        "The learning rate is multiplied by loss / ‖g‖ at every step, and the factors compound: a quotient of 2 makes it {growth} times as high after {steps} steps, one of 0.5 as many times lower.",
    },
    fixes: { right: "Use {right}, which divides by what it sees" },
    documentation: {
      what: "A quotient of a quantity by itself, a factor that follows the sign of the gradient, or one that is multiplied into the last learning rate again and again.",
      why: "‖g‖/‖g‖ is 1 whatever the gradient is, so nothing adapts; ‖Δp‖/‖Δp‖ is 0/0 before anything has moved, and then every number of the run is NaN. Under gradients of one sign, 0.9 a step is 2.7e-5 after 100 steps, and 1.1 is 13,781. Polyak's step takes (loss − least loss) / ‖g‖² anew at each step and does not multiply them up.",
      formula: "meant: lr = lr0 / ‖g‖, lr = lr0 / ‖Δp‖",
      ignore: "Where the misprint is to be shown.",
      sources: [
        "Polyak, Introduction to Optimization, 1987",
        "Shor, Minimization Methods for Non-Differentiable Functions, 1985",
      ],
      example: {
        path: "run.optim.yaml",
        before: `optimizer: gradient-descent
learningRate: 0.1
schedule: gradient-adaptive-as-printed
`,
        after: `optimizer: gradient-descent
learningRate: 0.1
schedule: gradient-adaptive
`,
      },
    },
  },
  function* ({ configuration: { schedule } }, { edits }) {
    if (schedule === null) return;
    const { name, range, hyperparameters } = schedule;
    if (Object.hasOwn(misprints, name)) {
      const [ratio, right] = misprints[name];
      const text = edits.textOf(range);
      const mended = text.includes(name) ? edits.replace(range, text.replace(name, right)) : null;
      // What performance is meant to be divided by compounds as well.
      const fixes =
        right === "performance-adaptive" ? [] : ([{ title: "right", values: { right }, edits: mended }] as const);
      const message = name.startsWith("parameter") ? "undefined" : "one";
      const values: MessageValues = { ratio };
      yield { message, values, at: range, fixes, ...(message === "undefined" ? { severity: "error" } : {}) };
      return;
    }
    const { down, up, rule } = hyperparameters;
    if (name === "sign-adaptive" && typeof down?.value === "number" && typeof up?.value === "number") {
      const values: MessageValues = { steps: STEPS, down: down.value ** STEPS, up: up.value ** STEPS };
      yield { message: "sign", values, at: range, fixes: [] };
    }
    if (name === "performance-adaptive") {
      const values: MessageValues = { steps: STEPS, growth: 2 ** STEPS };
      yield { message: "compounds", values, at: range, fixes: [] };
    }
    const quotient = typeof rule?.value === "string" ? itself.exec(rule.value) : null;
    if (quotient === null || rule === undefined) return;
    const message = quotient[1] === "parameterChange" ? "undefined" : "one";
    const values: MessageValues = { ratio: quotient[0] };
    yield { message, values, at: rule.range ? rule : range, fixes: [] };
  },
);
