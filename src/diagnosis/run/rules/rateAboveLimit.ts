import { closedForm } from "../../../core/stability/closedForms";
import { rateLimitOf } from "../rateLimit";
import { runRule } from "../runRule";
import { countWhere } from "../windows";

/** On a quadratic the limit is known beforehand: steps above it lead away, even where clipping or the end of the run hides it. */
export const rateAboveLimit = runRule(
  {
    id: "run/rate-above-limit",
    severity: "warning",
    title: "The learning rate is above the stability limit",
    messages: {
      above:
        "In {count} of {steps} steps the learning rate is above {limit}, the largest with which this optimizer stays at the minimum: it is {peak} at most. This is on the test problem {problem} with curvatures up to {sharpness}; your network's curvature differs.",
      aboveForm:
        "In {count} of {steps} steps the learning rate is above {limit}, the largest with which this optimizer stays at the minimum (λ < {formula}): it is {peak} at most. This is on the test problem {problem} with curvatures λ up to {sharpness}; your network's curvature differs.",
    },
    thresholds: {
      share: {
        default: 0.05,
        description:
          "Share of the steps that have to be above the limit; our choice, so that a short peak is let pass.",
      },
    },
    fixes: { lowerRate: "Set {argument} to {number}" },
    documentation: {
      what: "The test problem is quadratic, so that its largest curvature is known, and the learning rate lies above the limit of this optimizer for a good part of the run, though the run did not diverge: it was clipped, too short, or the schedule came to its rescue.",
      why: "Above the limit the part of the parameters along the steepest direction grows with every step.",
      formula: "gradient descent: η < 2/λ; heavy ball: η < (2 + 2β)/λ; Nesterov: η < (2 + 2β)/((1 + 2β) λ)",
      ignore: "Where large steps at the start are meant, as in a super-convergence schedule.",
      sources: [
        "Goh 2017, Why Momentum Really Works, Distill, https://distill.pub/2017/momentum",
        "Cohen et al. 2021, arXiv 2103.00065, appendix B",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [1, 10], start: [0, 1] }
steps: 30
runs:
  a little too fast: { optimizer: gradient-descent, learningRate: 0.203 }
`,
        after: `problem: { name: quadratic, eigenvalues: [1, 10], start: [0, 1] }
steps: 30
runs:
  a little too fast: { optimizer: gradient-descent, learningRate: 0.18 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { specification, divergence, problemName, steps, peakRate: peak } = facts;
    const rates = facts.column("learningRate");
    if (divergence !== null || problemName === null || rates === null) return;
    const found = rateLimitOf(facts);
    if (found === null || found.stableCurvature >= found.sharpness) return;
    const { rate: limit, sharpness } = found;
    const { count, first } = countWhere(rates, (rate) => rate > limit);
    if (count < threshold("share") * steps) return;
    const values = { count, steps, limit, peak, problem: problemName, sharpness };
    const formula = closedForm({ ...specification.optimizer, learningRate: peak }, found.stableCurvature);
    yield {
      ...(formula === null
        ? { message: "above" as const, values }
        : { message: "aboveForm" as const, values: { ...values, formula } }),
      about: "learningRate",
      step: first,
      remedies: [{ title: "lowerRate", change: { kind: "scaleRates", factor: limit / peak } }],
    };
  },
);
