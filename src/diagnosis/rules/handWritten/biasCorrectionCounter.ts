import type { SourceRange } from "../../../sources/configuration";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { statementOfLine } from "./ruleStatements";
import { createRuleTrial } from "./ruleTrial";

/** Updates after which a counter that stands still no longer hides behind the start. */
const SETTLED = 8000;

/** A bias correction whose t is 0 at the first update, stands still or counts something else than updates. */
export const biasCorrectionCounter = sourceRule(
  {
    id: "hand-written/bias-correction-counter",
    severity: "warning",
    title: "The t of the bias correction does not count updates from 1",
    messages: {
      zero: "t is 0 at the first update: 1 − β⁰ = 0 divides means that are not 0, and every parameter is {value} from then on.",
      still:
        "No statement moves {counter} on: the bias correction is the same for the whole run, and under a steady gradient a step settles at {share} times the learning rate.",
      loop: "{counter} counts rounds of the outer loop where the bias correction needs updates: throughout round 1 the mean is still multiplied by 1/(1 − {beta}) = {factor}, as after one update.",
    },
    fixes: { next: "Count from 1: {counter} + 1" },
    documentation: {
      what: "Adam divides its means by 1 − βᵗ, where t counts updates from 1. Here t is 0 at the first, stays where it is, or counts epochs.",
      why: "At t = 0 the divisor is 0. With t = 1 for ever the mean of gradients is taken times 10 and that of squares times 1,000 (β 0.9 and 0.999), of which 10/√1000 = 0.32 of the step are left. With t in epochs the same holds for all of the first epoch.",
      formula: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), t = 1, 2, …",
      ignore: "Where the loop further out makes one update in every round.",
      sources: ["Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980, algorithm 1"],
      example: {
        path: "train.py",
        before: `import numpy as np

w, m, v = np.zeros(3), np.zeros(3), np.zeros(3)
lr, beta1, beta2, eps = 0.001, 0.9, 0.999, 1e-8
for t in range(1000):
    grad = compute_gradient(w)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    w -= lr * m_hat / (np.sqrt(v_hat) + eps)
`,
        after: `import numpy as np

w, m, v = np.zeros(3), np.zeros(3), np.zeros(3)
lr, beta1, beta2, eps = 0.001, 0.9, 0.999, 1e-8
for t in range(1000):
    grad = compute_gradient(w)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1 ** (t + 1))
    v_hat = v / (1 - beta2 ** (t + 1))
    w -= lr * m_hat / (np.sqrt(v_hat) + eps)
`,
      },
    },
  },
  function* ({ configuration }, { edits }) {
    const { handWritten } = configuration;
    const trial = createRuleTrial(configuration);
    if (handWritten === undefined || trial === null) return;
    const { rule } = trial;
    const slow = handWritten.facts?.slowCounter;
    const corrected = rule.text.split("\n").flatMap((text, line) => {
      const found = /1 - ([\w.]+)\^\(?(\w+)/.exec(text);
      return found === null ? [] : [{ line: line - rule.starts.length, beta: found[1], exponent: found[2] }];
    });
    const [first] = corrected;
    if (first === undefined) return;
    const isFromZero = first.exponent === "step" || (first.exponent === "floor" && slow?.kind === "loop");
    const [update] = trial.run([[0.9, -1.3]], { start: [0.3, -0.7] });
    if (isFromZero && update.change.every((change) => !Number.isFinite(change))) {
      const statements = corrected.map(({ line }) => statementOfLine(handWritten, rule, line));
      const [statement] = statements;
      const counter = /\*\* *(\w+)|power\(\w+, *(\w+)\)/.exec(edits.textOf(statement));
      const name = counter?.[1] ?? counter?.[2] ?? "t";
      const values: MessageValues = { value: update.change[0] };
      const fixes = [
        { title: "next" as const, values: { counter: name }, edits: statements.flatMap((each) => counted(each, name)) },
      ];
      yield { message: "zero", values, at: statement, severity: "error", fixes };
      return;
    }
    if (slow === undefined) return;
    if (slow.kind === "loop") {
      const beta = Number.isFinite(Number(first.beta)) ? Number(first.beta) : trial.numbers[first.beta];
      if (beta === undefined) return;
      const values: MessageValues = { counter: slow.name, factor: 1 / (1 - beta), beta };
      yield { message: "loop", values, at: slow.range };
      return;
    }
    const settled = trial.run(Array(SETTLED).fill([1]), { start: [0], learningRate: 1 }).at(-1);
    const values: MessageValues = { counter: slow.name, share: Math.abs(settled?.change[0] ?? Number.NaN) };
    yield { message: "still", values, at: slow.range };

    function counted(statement: SourceRange, name: string) {
      const text = edits.textOf(statement);
      const mended = text.replace(new RegExp(`(\\*\\* *)${name}\\b`, "g"), `$1(${name} + 1)`);
      return edits.replace(statement, mended);
    }
  },
);
