import { isBlownUp } from "../../../core/simulation/blownUp";
import { stabilityLimit } from "../../../core/stability/stabilityLimit";
import { largestStableRate } from "../largestStableRate";
import { rateLimitOf } from "../rateLimit";
import type { RunFacts } from "../runFacts";
import { runRule } from "../runRule";

/** The run left the problem: something became infinite or NaN, or the loss grew a thousandfold. */
export const diverged = runRule(
  {
    id: "run/diverged",
    severity: "error",
    title: "The run diverges",
    messages: {
      nonFinite:
        "The run diverges: from step {onset} on the loss is never again as low as at the start, and {quantity} is {value} at step {bad}. A learning rate {factor} times as large, at most {largest}, would not have diverged in {steps} steps on the test problem {problem}; your network's curvature differs.",
      grown:
        "The run diverges: from step {onset} on the loss is never again as low as at the start, and ends at {last} after {first}. A learning rate {factor} times as large, at most {largest}, would not have diverged in {steps} steps on the test problem {problem}; your network's curvature differs.",
      undefined:
        "{quantity} is NaN at step {bad}, where the loss is still {loss}: no growth led there, but a root of a negative number or 0/0 in the arithmetic of the optimizer. This is on the test problem {problem}; your network's gradients differ.",
      whatever:
        "{quantity} is {value} at step {bad}, and so it is with every smaller learning rate that was tried: the learning rate is not to blame. This is on the test problem {problem}; your network's curvature differs.",
      recorded: "{quantity} is {value} from step {bad} of the recorded gradients on.",
      found:
        "{quantity} is {value} from step {bad} on, on the test problem {problem}; your network's curvature differs.",
    },
    fixes: { lowerRate: "Set {argument} to {number}" },
    documentation: {
      what: "A quantity of the run became infinite or NaN, or the loss ended a thousand times higher than it began. The finding names the first bad step, tensor and quantity, and how the learning rate stood to the optimizer's stability limit when the loss began to rise; by bisection it finds the largest learning rate that does not diverge in the same run.",
      why: "Above the stability limit every step lands farther from the minimum than it began, and the distance grows geometrically. A smaller learning rate, a warm-up, or clipping keeps the step within the limit. Where no learning rate helps, the arithmetic of the rule is wrong: a root of a negative number, 0/0.",
      formula:
        "gradient descent diverges where η · λ > 2; heavy ball where η · λ > 2 + 2β; Adam with a frozen preconditioner where η · λ(P⁻¹H) > (2 + 2β₁) / (1 − β₁)",
      ignore:
        "The limit found is that of the test problem: your network may allow more or less. Ignore it where you know the curvature of your own loss to be lower.",
      sources: [
        "Cohen et al. 2021, Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability, arXiv 2103.00065",
        "Cohen et al. 2022, Adaptive Gradient Methods at the Edge of Stability, arXiv 2207.14484",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 2000
runs:
  too fast: { optimizer: gradient-descent, learningRate: 0.3 }
`,
        after: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 2000
runs:
  too fast: { optimizer: gradient-descent, learningRate: 0.17 }
`,
      },
    },
  },
  function* (facts) {
    const { divergence, specification, problemName: problem, size } = facts;
    if (divergence === null) return;
    const { onset, nonFinite } = divergence;
    const about = "learningRate" as const;
    const quantity =
      nonFinite === null ? "" : `${nonFinite.quantity}${nonFinite.tensor === null ? "" : ` of ${nonFinite.tensor}`}`;
    const bad: Record<string, number | string> =
      nonFinite === null ? {} : { quantity, value: String(nonFinite.value), bad: nonFinite.step };
    const evidence = { ...bad, onset };
    const step = nonFinite?.step ?? onset;
    if (problem === null || size === null) {
      yield { message: "recorded", values: bad, evidence, about: "optimizer", step };
      return;
    }
    const losses = facts.column("loss");
    const reached = nonFinite === null ? Number.NaN : (losses?.[nonFinite.step] ?? Number.NaN);
    if (nonFinite !== null && losses !== null && Number.isNaN(nonFinite.value) && !isBlownUp(losses[0], reached)) {
      const values = { quantity, bad: nonFinite.step, loss: reached, problem };
      yield { message: "undefined", values, evidence, about: "optimizer", step };
      return;
    }
    const found = largestStableRate(specification, size);
    if (found.factor === null) {
      yield {
        message: nonFinite === null ? "found" : "whatever",
        values: { ...bad, problem },
        evidence,
        about: "optimizer",
        step,
      };
      return;
    }
    const largest = found.factor * facts.peakRate;
    // A run that is short may survive above the limit.
    const stable = Math.min(largest, rateLimitOf(facts)?.rate ?? largest) / facts.peakRate;
    yield {
      message: nonFinite === null ? "grown" : "nonFinite",
      values: {
        ...bad,
        onset,
        factor: found.factor,
        largest,
        steps: found.steps,
        problem,
        ...(losses === null ? {} : { first: losses[0], last: losses[losses.length - 1] }),
      },
      evidence: { ...evidence, ...limitAt(facts, onset) },
      about,
      step,
      remedies: [{ title: "lowerRate", change: { kind: "scaleRates", factor: stable } }],
    };
  },
);

/** How the learning rate stood to the limit when the loss began to rise. */
function limitAt(facts: RunFacts, onset: number): Record<string, number> {
  const limit = stabilityLimit(facts.specification.optimizer);
  const simulation = facts.simulateTo(onset + 1, { curvature: { every: Math.max(1, onset) } });
  const ratio = simulation?.columns.indexOf("stabilityRatio") ?? -1;
  return {
    ...(simulation === null || ratio < 0 ? {} : { rateOverLimit: simulation.lastRow[ratio] }),
    ...(limit === null ? {} : { curvatureLimit: limit.curvature }),
  };
}
