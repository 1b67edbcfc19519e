import { divisorsAt } from "../divisors";
import { runRule } from "../runRule";

/** How differently fast parameters move for the same gradient. */
export const unequalRates = runRule(
  {
    id: "run/unequal-rates",
    severity: "information",
    title: "Effective learning rates differ widely",
    messages: {
      unequal:
        "At step {step} the effective learning rate lr/(√v + ε) is {low} for the slowest twentieth of the parameters and {high} for the fastest, {ratio} times as much. This is on the test problem {problem}; your network's gradients differ.",
    },
    thresholds: {
      ratio: { default: 10_000, description: "Ratio of the 95th to the 5th percentile." },
    },
    documentation: {
      what: "An adaptive optimizer divides every parameter by a size of its own, and these sizes span four decades or more.",
      why: "That is what such optimizers are for, but where it comes from parameters whose gradient is all but 0 (unused embeddings, saturated units, masks) the first real gradient makes a step far too long. A larger ε or β₂ bounds it.",
      formula: "effective learning rate = lr / (√v̂ + ε)",
      ignore: "Where parameters are known to have gradients of very different sizes.",
      sources: ["Kingma and Ba 2015, Adam, arXiv 1412.6980, section 2.1"],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [0.00001, 1, 100] }
steps: 200
runs:
  unequal: { optimizer: rmsprop, learningRate: 0.01 }
`,
        after: `problem: { name: quadratic, eigenvalues: [0.1, 1, 100] }
steps: 200
runs:
  unequal: { optimizer: rmsprop, learningRate: 0.01 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { problemName: problem, steps } = facts;
    if (problem === null || facts.divergence !== null) return;
    const divisors = divisorsAt(facts, Math.min(EARLY_STEP, steps - 1));
    if (divisors === null || divisors.rates.length < 2) return;
    const sorted = divisors.rates.filter((rate) => Number.isFinite(rate) && rate > 0).sort();
    const percentile = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
    const [low, high] = [percentile(0.05), percentile(0.95)];
    if (!(high > threshold("ratio") * low)) return;
    yield {
      message: "unequal",
      values: { step: divisors.step, low, high, ratio: high / low, problem },
      about: "optimizer",
      step: divisors.step,
    };
  },
);

/** Late in a run gradients are small for as many reasons as there are parameters. */
const EARLY_STEP = 10;
