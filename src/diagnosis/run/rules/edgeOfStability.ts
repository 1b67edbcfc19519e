import { runRule } from "../runRule";
import { longestStretch } from "../windows";

/** Training that hovers at the limit is common and no fault; it is worth knowing that curvature is what bounds the step. */
export const edgeOfStability = runRule(
  {
    id: "run/edge-of-stability",
    severity: "information",
    needsCurvature: true,
    title: "The run is at the edge of stability",
    messages: {
      edge: "From step {from} to {to} the curvature is {ratio} of the optimizer's stability limit: the run is at the edge of stability, where curvature and not the learning rate bounds the progress. This is on the test problem {problem}; your network's curvature differs.",
    },
    thresholds: {
      lowest: {
        default: 0.9,
        description: "Stability ratio from which on a step counts as at the edge; our band about 1.",
      },
      highest: { default: 1.1, description: "Stability ratio up to which it does." },
      share: { default: 0.1, description: "Share of the run that has to be there in one stretch." },
    },
    documentation: {
      what: "Where curvature is measured along the run: a long stretch in which the (preconditioned) sharpness is within a tenth of the optimizer's stability limit.",
      why: "Full-batch training sharpens the loss until the limit is reached, and then hovers there: the loss goes up and down from step to step and falls in the long run. It is no error. A larger learning rate leads to a flatter place, a smaller one to a sharper.",
      formula: "stability ratio = λ(P⁻¹H) / limit; 1 is the edge",
      ignore: "Always, unless you wonder why the loss is not smooth.",
      sources: [
        "Cohen et al. 2021, Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability, arXiv 2103.00065",
        "Cohen et al. 2022, Adaptive Gradient Methods at the Edge of Stability, arXiv 2207.14484",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 200
runs:
  near the edge: { optimizer: gradient-descent, learningRate: 0.19 }
`,
        after: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 200
runs:
  near the edge: { optimizer: gradient-descent, learningRate: 0.1 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const ratios = facts.column("stabilityRatio");
    const { problemName: problem, divergence, steps } = facts;
    if (ratios === null || problem === null || divergence !== null) return;
    const [lowest, highest] = [threshold("lowest"), threshold("highest")];
    const { from, to } = longestStretch(steps, (step) => ratios[step] >= lowest && ratios[step] <= highest);
    if (to - from < Math.max(10, threshold("share") * steps)) return;
    let sum = 0;
    for (let step = from; step < to; step++) sum += ratios[step];
    yield {
      message: "edge",
      values: { from, to: to - 1, ratio: sum / (to - from), problem },
      about: "learningRate",
      step: from,
    };
  },
);
