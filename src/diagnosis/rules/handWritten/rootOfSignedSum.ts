import type { OptimizerConfiguration, SourceRange } from "../../../sources/configuration";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { TextEdit } from "../../../sources/edits/textEdit";
import { sourceRule } from "../../rule";
import { rootsOf, statementOfLine, textOfExpression } from "./ruleStatements";
import { createRuleTrial, type RuleTrial } from "./ruleTrial";

/** Gradients of both signs, as a run has them. */
const SIGNED = [
  [0.9, -1.3, 0.4],
  [1.7, 0.6, -0.8],
  [-15.5, 11.1, 21.9],
  [0.3, -0.7, -1.2],
];

/** A root of what takes both signs: gradients that are summed up and not squared. */
export const rootOfSignedSum = sourceRule(
  {
    id: "hand-written/root-of-signed-sum",
    severity: "error",
    title: "The root is taken of a signed sum",
    messages: {
      signed:
        "{operand} under the root takes the sign of the gradients: it is negative at the first update of every entry whose gradient is, the root of that is NaN, and the parameter with it for the rest of the run.",
    },
    fixes: { square: "Square the gradient: {squared}" },
    documentation: {
      what: "The step is divided by the root of a sum or mean of gradients, which are not squared.",
      why: "The root of a negative number is NaN in NumPy, torch and JAX: the first negative entry makes its parameter NaN. Adagrad sums squares: G ← G + g².",
      formula: "G ← G + g², θ ← θ − η g / (√G + ε)",
      ignore: "Where gradients cannot be negative.",
      sources: [
        "Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, JMLR 12, 2011",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

alpha, eps = 0.01, 1e-8
G = np.zeros(3)
for step in range(100):
    grad = compute_gradient(theta)
    G = G + grad
    theta = theta - alpha * grad / (np.sqrt(G) + eps)
`,
        after: `import numpy as np

alpha, eps = 0.01, 1e-8
G = np.zeros(3)
for step in range(100):
    grad = compute_gradient(theta)
    G = G + grad ** 2
    theta = theta - alpha * grad / (np.sqrt(G) + eps)
`,
      },
    },
  },
  function* ({ configuration }, { edits }) {
    const trial = createRuleTrial(configuration);
    const { handWritten } = configuration;
    if (trial === null || handWritten === undefined) return;
    const { rule } = trial;
    for (const { line, operand } of rootsOf(rule)) {
      const text = textOfExpression(rule, operand);
      if (!turnsNegative(configuration, trial, line, text)) continue;
      const summed = rule.lines.findIndex(({ name }) => operand.kind === "name" && operand.name === name);
      const statement = statementOfLine(handWritten, rule, summed < 0 ? line : summed);
      const { name: gradient } = handWritten.gradient;
      const written = edits.textOf(statement);
      const names = written.match(new RegExp(`(?<![\\w.])${gradient.replace(/\W/g, "\\$&")}(?![\\w(])`, "g")) ?? [];
      const squared = `${gradient} ** 2`;
      yield {
        message: "signed",
        values: { operand: text },
        at: statement,
        fixes:
          summed >= 0 && names.length === 1 && written.endsWith(gradient)
            ? [
                {
                  title: "square",
                  values: { squared },
                  edits: [
                    ...edits.replace(statement, written.slice(0, -gradient.length) + squared),
                    ...numeratorEdits(configuration.range, text, gradient, edits),
                  ],
                },
              ]
            : [],
      };
      return;
    }
  },
);

/** The gradient in the place of its sum where that is the numerator, too. */
function numeratorEdits(update: SourceRange, sum: string, gradient: string, edits: SourceEdits): readonly TextEdit[] {
  const written = edits.textOf(update);
  const mended = written.replace(new RegExp(`(?<![\\w.(])${sum}(?= */)`), gradient);
  return mended === written ? [] : edits.replace(update, mended);
}

/** Whether an expression of a rule is negative for some entry of the trial gradients, and its root then makes the parameter NaN. */
function turnsNegative(
  configuration: OptimizerConfiguration,
  { rule, run }: RuleTrial,
  line: number,
  text: string,
): boolean {
  const turnsUndefined = run(SIGNED, { start: [0.3, -0.7, 1.1] }).some(({ change }) => change.some(Number.isNaN));
  if (!turnsUndefined || configuration.rule === null) return false;
  const lines = configuration.rule.text.split("\n");
  lines.splice(rule.starts.length + line, 0, `lowestRadicand = min(lowestRadicand, ${text})`);
  const probed = createRuleTrial({ ...configuration, rule: { ...configuration.rule, text: lines.join("\n") } });
  const lowest = probed?.run(SIGNED, { start: [0.3, -0.7, 1.1] }).map(({ states }) => states.get("lowestRadicand"));
  return lowest?.some((values) => values?.some((value) => value < 0)) ?? false;
}
