import { sourceRule } from "../../rule";
import { statementOfLine } from "./ruleStatements";
import { createRuleTrial } from "./ruleTrial";

const STEADY = [1, 0.5, 0.8];
/** Updates after which steps of a sum have doubled twice. */
const [EARLY, MIDDLE, LATE] = [50, 100, 200];
/** What a sum that forgets nothing may differ from doubling. */
const TOLERANCE = 0.01;

/** Gradients that are summed up and never forgotten: momentum with β = 1. */
export const undampedMomentum = sourceRule(
  {
    id: "hand-written/undamped-momentum",
    severity: "warning",
    title: "Gradients are added up and never forgotten",
    messages: {
      sum: "{state} adds up all gradients, which is momentum with β = 1: under a steady gradient the step after {updates} updates is {times} times the first, and around a minimum the parameters swing for ever with the same amplitude.",
    },
    fixes: { forget: "Keep {beta} of the sum at every update", value: "Set {name} to {beta}" },
    documentation: {
      what: "The update moves along the sum of all gradients so far, of which no share is forgotten.",
      why: "On a quadratic of curvature λ the error follows z² − (1 + β − ηλ) z + β = 0, whose roots have the product β. With β = 1 no root lies within the unit circle whatever η is: what is left of the error never falls. With β = 0.9 it falls by √0.9 = 0.949 at every update.",
      formula: "|z|² = β for complex roots of z² − (1 + β − ηλ) z + β = 0",
      ignore: "Where the sum is emptied elsewhere, or the rate falls like 1/t².",
      sources: [
        "B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964",
        "G. Goh, Why Momentum Really Works, Distill 2017",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

theta, total, eta = np.zeros(3), np.zeros(3), 0.01
for step in range(100):
    grad = compute_gradient(theta)
    total += grad
    theta = theta - eta * total
`,
        after: `import numpy as np

theta, total, eta = np.zeros(3), np.zeros(3), 0.01
for step in range(100):
    grad = compute_gradient(theta)
    total = 0.9 * total + grad
    theta = theta - eta * total
`,
      },
    },
  },
  function* ({ configuration }, { edits }) {
    const trial = createRuleTrial(configuration);
    const { handWritten } = configuration;
    if (trial === null || handWritten === undefined || trial.assumed.size > 0) return;
    const steps = trial.run(Array(LATE).fill(STEADY), { start: [0, 0, 0] }).map(({ change }) => change[0]);
    const grows = (from: number, to: number) => Math.abs(steps[to - 1] / steps[from - 1] / (to / from) - 1) < TOLERANCE;
    if (!grows(EARLY, MIDDLE) || !grows(MIDDLE, LATE)) return;
    const line = trial.rule.lines.findIndex(({ name }) => trial.rule.stateVectors.includes(name));
    if (line < 0) return;
    const { name } = trial.rule.lines[line];
    const statement = statementOfLine(handWritten, trial.rule, line);
    const beta = 0.9;
    const one = Object.entries(configuration.hyperparameters).find(
      ([, read]) => read.value === 1 && read.range !== null,
    );
    const text = edits.textOf(statement);
    const added = /^([\w.]+) (?:\+=|= \1 \+) (.+)$/.exec(text);
    const values = { state: name, updates: MIDDLE, times: steps[MIDDLE - 1] / steps[0] };
    yield {
      message: "sum",
      values,
      at: statement,
      fixes:
        one !== undefined
          ? [{ title: "value", values: { name: one[0], beta }, edits: edits.replaceValue(one[1], String(beta)) }]
          : added === null
            ? []
            : [
                {
                  title: "forget",
                  values: { beta },
                  edits: edits.replace(statement, `${added[1]} = ${beta} * ${added[1]} + ${added[2]}`),
                },
              ],
    };
  },
);
