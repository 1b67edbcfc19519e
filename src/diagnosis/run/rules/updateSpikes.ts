import { runRule } from "../runRule";
import { countWhere } from "../windows";

/** A gradient that the mean of squares did not expect. */
export const updateSpikes = runRule(
  {
    id: "run/update-spikes",
    severity: "information",
    title: "Gradients outgrow the mean of squares",
    messages: {
      spikes:
        "In {count} steps the gradient is {threshold} times as large as the mean of squares v expects, or more, {largest} times at step {step}: updates spike there, and losses often do 1 to 8 steps later. This is on the test problem {problem}; your network's gradients differ.",
      recorded:
        "In {count} steps the gradient is {threshold} times as large as the mean of squares v expects, or more, {largest} times at step {step}: updates spike there, and losses often do 1 to 8 steps later.",
    },
    thresholds: {
      ratio: {
        default: 5,
        description:
          "RMS of the gradient over √v̂ of the step before; 1 is what is expected, our choice of a clear spike.",
      },
    },
    documentation: {
      what: "The root mean square of a gradient is several times that of the gradients that v remembers.",
      why: "v lags behind: with β₂ = 0.999 it takes 1,000 steps to learn of larger gradients, and until then steps are too long, up to √(1/(1 − β₂)) = 31.6 times. A smaller β₂, clipping, or updates clipped by their RMS (StableAdamW) bound the spike.",
      formula: "RMS of g / √v̂, with v̂ of the step before, from the means over all parameters",
      ignore: "Where no loss follows the spike.",
      sources: [
        "Wortsman et al. 2023, Stable and low-precision training for large-scale vision-language models, arXiv 2304.13013",
        "Huang et al. 2025, SPAM: Spike-Aware Adam with Momentum Reset, arXiv 2501.06842",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: saddle, start: [0.001, 0.001] }
steps: 280
runs:
  growing steps: { optimizer: adam, learningRate: 1.0e-9, schedule: { name: exponential, base: 0.93 } }
`,
        after: `problem: { name: saddle, start: [0.001, 0.001] }
steps: 280
runs:
  growing steps: { optimizer: adam, learningRate: 1.0e-9, beta2: 0.9, schedule: { name: exponential, base: 0.93 } }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { beta2 } = facts.specification.optimizer.hyperparameters;
    const squares = facts.column("v.mean");
    const norms = facts.column("gradientNorm");
    const factors = facts.column("clipFactor");
    const size = facts.size ?? 0;
    if (beta2 === undefined || squares === null || norms === null || size === 0 || facts.divergence !== null) return;
    const ratios = new Float64Array(norms.length);
    let power = 1;
    for (let step = 0; step < norms.length; step++) {
      // In the first steps v̂ is the mean of a handful of squares.
      if (step >= FIRST_STEP) {
        const gradient = (norms[step] * (factors?.[step] ?? 1)) / Math.sqrt(size);
        ratios[step] = gradient / Math.sqrt(squares[step - 1] / (1 - power));
      }
      // Where it has all but gone it would only be slow to multiply.
      power = power < Number.EPSILON ? 0 : power * beta2;
    }
    const ratio = threshold("ratio");
    const { count } = countWhere(ratios, (each) => each >= ratio && Number.isFinite(each));
    if (count === 0) return;
    let step = 0;
    for (let i = 1; i < ratios.length; i++) if (ratios[i] > ratios[step]) step = i;
    const values = { count, threshold: ratio, largest: ratios[step], step };
    yield {
      ...(facts.problemName === null
        ? { message: "recorded" as const, values }
        : { message: "spikes" as const, values: { ...values, problem: facts.problemName } }),
      about: "optimizer",
      step,
    };
  },
);

const FIRST_STEP = 10;
