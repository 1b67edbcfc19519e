import { divisorsAt } from "../divisors";
import { epsilonRemedies } from "../epsilonRemedies";
import { runRule } from "../runRule";
import { countWhere } from "../windows";

/** An ε above √v̂ takes the adaptation away. */
export const epsilonDominates = runRule(
  {
    id: "run/epsilon-dominates",
    severity: "warning",
    title: "ε is larger than √v",
    messages: {
      dominates:
        "At step {step} ε = {epsilon} is larger than the root of the mean of squares for {percent} % of the parameters: they are divided by a constant, as if by a learning rate of lr/ε. This is on the test problem {problem}; your network's gradients differ in size.",
    },
    thresholds: {
      warning: { default: 0.5, description: "Share of the parameters from which on it is a warning." },
      information: { default: 0.1, description: "Share from which on it is worth knowing." },
      progress: { default: 0.5, description: "Where in the run it is looked at the latest, as a share of its steps." },
    },
    fixes: { reset: "Set {argument} to {number}" },
    documentation: {
      what: "For a good part of the parameters the ε in the divisor √v + ε is more than half of it, early in the run, before the gradients have become small.",
      why: "ε is there against a division by 0. Where it is larger than √v every parameter has the same effective learning rate, lr/ε, and Adam acts as momentum. Where v is never updated, as in RMSprop as it is misprinted, ε is all there is.",
      formula: "share of ε = ε / (√v̂ + ε) > 1/2 ⟺ √v̂ < ε",
      ignore: "Where a large ε is set on purpose, to come nearer to momentum.",
      sources: [
        "Wortsman et al. 2023, Small-scale proxies for large-scale Transformer training instabilities, arXiv 2309.14322",
        "torch.optim.Adam: ε 1e-8; keras.optimizers.Adam: ε 1e-7",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: sum-of-squares }
steps: 200
runs:
  large epsilon: { optimizer: adam, learningRate: 0.05, epsilon: 10 }
`,
        after: `problem: { name: sum-of-squares }
steps: 200
runs:
  large epsilon: { optimizer: adam, learningRate: 0.05, epsilon: 1.0e-8 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { problemName: problem, specification, steps } = facts;
    const { epsilon } = specification.optimizer.hyperparameters;
    if (problem === null || epsilon === undefined || facts.divergence !== null) return;
    const divisors = divisorsAt(facts, Math.min(LATEST_STEP, Math.floor(threshold("progress") * (steps - 1))));
    if (divisors?.epsilonShares == null) return;
    const { count } = countWhere(divisors.epsilonShares, (share) => share > 0.5);
    const share = count / divisors.epsilonShares.length;
    if (share < threshold("information")) return;
    yield {
      message: "dominates",
      values: { step: divisors.step, epsilon, percent: 100 * share, problem },
      ...(share < threshold("warning") ? { severity: "information" as const } : {}),
      about: "epsilon",
      step: divisors.step,
      remedies: epsilonRemedies(divisors.epsilonShares, epsilon),
    };
  },
);

/** Gradients become small on their own near a minimum, where ε is as it should be. */
const LATEST_STEP = 10;
