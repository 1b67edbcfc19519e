import { runRule } from "../runRule";
import { median } from "../windows";

/** Gradients that shrink on their way back through a network. */
export const vanishingGradient = runRule(
  {
    id: "run/vanishing-gradient",
    severity: "warning",
    title: "The gradient vanishes towards the first layer",
    messages: {
      vanishes:
        "In {percent} % of the steps the gradient of {first} is less than {ratio} of that of {last}: in the middle it is {firstNorm} against {lastNorm}, so that the first layer hardly learns. This is in the network of the test problem {problem}; yours differs.",
      recorded:
        "In {percent} % of the steps the gradient of {first} is less than {ratio} of that of {last}: in the middle it is {firstNorm} against {lastNorm}, so that the first layer hardly learns.",
    },
    thresholds: {
      ratio: {
        default: 1e-3,
        description:
          "Ratio of the norms of first and last weights below which the gradient counts as vanishing (AUTOTRAINER).",
      },
      norm: { default: 1e-4, description: "Norm below which the first one has to be, besides (AUTOTRAINER)." },
      share: { default: 0.5, description: "Share of the steps in which both hold." },
    },
    documentation: {
      what: "In most steps the gradient norm of the first layer's weights is a thousandth of that of the last layer's, and small in itself.",
      why: "Every layer multiplies the gradient by the slope of its activation, at most 1/4 for a sigmoid, and by its weights. Over several layers little is left. Rectified activations, an initialization that keeps the size (He, Glorot), normalization or residual connections mend it; an adaptive optimizer makes up for some.",
      formula: "‖g₁‖ / ‖g_L‖ < 1/1000 and ‖g₁‖ < 1e-4",
      ignore: "Where the first layers are meant to stand still, as in fine-tuning.",
      sources: [
        "Zhang et al. 2021, AUTOTRAINER: An Automatic DNN Training Problem Detection and Repair System, ICSE",
        "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, AISTATS",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: perceptron, depth: 6, activation: sigmoid }
steps: 400
runs:
  deep: { optimizer: gradient-descent, learningRate: 0.5 }
`,
        after: `problem: { name: perceptron, depth: 6, activation: relu, initialization: he-normal }
steps: 400
runs:
  deep: { optimizer: gradient-descent, learningRate: 0.1 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const weights = facts.tensorNorms.filter(({ tensor }) => tensor.startsWith("weight"));
    if (weights.length < 2 || facts.divergence !== null) return;
    const [first, last] = [weights[0], weights[weights.length - 1]];
    const firstNorms = facts.column(first.column);
    const lastNorms = facts.column(last.column);
    if (firstNorms === null || lastNorms === null) return;
    let count = 0;
    let step = -1;
    for (let i = 0; i < firstNorms.length; i++) {
      if (!(firstNorms[i] < threshold("norm") && firstNorms[i] < threshold("ratio") * lastNorms[i])) continue;
      if (count === 0) step = i;
      count++;
    }
    const share = count / firstNorms.length;
    if (share < threshold("share")) return;
    const values = {
      percent: 100 * share,
      first: first.tensor,
      last: last.tensor,
      ratio: threshold("ratio"),
      firstNorm: median(firstNorms),
      lastNorm: median(lastNorms),
    };
    yield {
      ...(facts.problemName === null
        ? { message: "recorded" as const, values }
        : { message: "vanishes" as const, values: { ...values, problem: facts.problemName } }),
      about: "optimizer",
      step,
    };
  },
);
