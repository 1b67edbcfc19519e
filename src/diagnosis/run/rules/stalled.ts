import { divisorsAt } from "../divisors";
import { epsilonRemedies } from "../epsilonRemedies";
import { runRule } from "../runRule";
import { countWhere, medianOfShare } from "../windows";

/** No progress any more, far above the minimum, and what is to blame by the evidence. */
export const stalled = runRule(
  {
    id: "run/stalled",
    severity: "warning",
    title: "The run stalls above the minimum",
    messages: {
      schedule:
        "The loss stalls at {last}, {percent} % of its way to the minimum still before it, because of the schedule: the learning rate has fallen from {peak} to {rate} while the gradient, {gradient}, has not come to rest. This is on the test problem {problem}; your network's curvature differs.",
      epsilon:
        "The loss stalls at {last}, {percent} % of its way to the minimum still before it, because of ε: it is larger than √v for {share} % of the parameters, which move by lr/ε times a small gradient. This is on the test problem {problem}; your network's gradients differ in size.",
      plateau:
        "The loss stalls at {last}, {percent} % of its way to the minimum still before it, on a plateau: the gradient is {gradient} after {firstGradient} at the start, and the learning rate is still {rate}. This is on the test problem {problem}; your network's loss differs.",
      rate: "The loss stalls at {last}, {percent} % of its way to the minimum still before it, because the steps are short: they move the parameters by {move} of their norm, with a gradient of {gradient} and a learning rate of {rate}. This is on the test problem {problem}; your network's curvature differs.",
    },
    thresholds: {
      excess: { default: 0.1, description: "Share of the way from the first loss to the minimum that is still to go." },
      progress: {
        default: 0.01,
        description: "Share of that rest by which the last third of the run comes nearer, at most.",
      },
    },
    fixes: { reset: "Set {argument} to {number}" },
    documentation: {
      what: "In the last third of the run the loss hardly falls, though a good part of the way to the minimum, which is known for the test problem, lies ahead. What is to blame is decided by the evidence: a schedule that has taken the learning rate away while there was a gradient to follow; an ε larger than √v; a plateau, where the gradient has vanished; or a learning rate that is too small. Runs with gradient noise are not looked at: they end on a floor of noise.",
      why: "Updates that no longer change anything are wasted.",
      ignore: "Where the run is only the beginning of a longer one.",
      sources: ["Ben Braiek and Khomh 2022, TheDeepChecker, ACM TOSEM (stagnating loss, windowed)"],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 500
runs:
  large epsilon: { optimizer: adam, learningRate: 0.05, epsilon: 100000 }
`,
        after: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 500
runs:
  large epsilon: { optimizer: adam, learningRate: 0.05, epsilon: 1.0e-8 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { problemName: problem, steps } = facts;
    const losses = facts.column("loss");
    const rates = facts.column("learningRate");
    const norms = facts.column("gradientNorm");
    const moves = facts.column("updateRatio");
    const lowest = facts.problem?.minimum?.loss;
    if (problem === null || losses === null || rates === null || norms === null || moves === null) return;
    if (facts.isNoisy || facts.divergence !== null || lowest === undefined || steps < 30) return;
    const whole = losses[0] - lowest;
    const [before, rest] = [medianOfShare(losses, 0.6, 0.7) - lowest, medianOfShare(losses, 0.9, 1) - lowest];
    // What goes up and down is for another rule.
    const falls = before - rest;
    if (!(rest > threshold("excess") * whole && falls >= 0 && falls < threshold("progress") * rest)) return;
    const peak = facts.peakRate;
    const rate = medianOfShare(rates, 0.9, 1);
    const gradient = medianOfShare(norms, 0.9, 1);
    const divisors = divisorsAt(facts, Math.floor(0.9 * (steps - 1)));
    const shares = divisors?.epsilonShares;
    const share = shares == null ? 0 : countWhere(shares, (each) => each > 0.5).count / shares.length;
    const found = { last: rest + lowest, percent: (100 * rest) / whole, problem, gradient, rate };
    const step = Math.floor(0.6 * steps);
    if (gradient < FLAT * norms[0]) {
      const values = { ...found, firstGradient: norms[0] };
      yield { message: "plateau", values, about: "learningRate", step };
    } else if (rate < FALLEN * peak) {
      yield { message: "schedule", values: { ...found, peak }, about: "schedule", step };
    } else if (shares != null && share > 0.5) {
      const { epsilon } = facts.specification.optimizer.hyperparameters;
      const remedies = epsilonRemedies(shares, epsilon);
      yield { message: "epsilon", values: { ...found, share: 100 * share }, about: "epsilon", step, remedies };
    } else {
      yield { message: "rate", values: { ...found, move: medianOfShare(moves, 0.9, 1) }, about: "learningRate", step };
    }
  },
);

/** Share of the first gradient's norm below which a place is flat. */
const FLAT = 1e-3;
/** Share of its peak below which a learning rate has been taken away. */
const FALLEN = 1e-2;
