import { runRule } from "../runRule";

/** Swings that do not die down, on a problem that has no noise to blame them on. */
export const oscillates = runRule(
  {
    id: "run/oscillates",
    severity: "warning",
    title: "The loss swings and does not settle",
    messages: {
      swings:
        "In the second half of the run the loss goes up and down {swings} times between {low} and {high} and does not fall: the steps jump back and forth over the minimum. This is on the test problem {problem}, which has no noise; your network's curvature differs.",
    },
    thresholds: {
      swings: { default: 2, description: "Full swings over the whole range of the loss that there have to be." },
      progress: {
        default: 0.9,
        description: "Share of its excess over the minimum that the loss keeps through the second half, at least.",
      },
      excess: {
        default: 0.01,
        description: "Excess over the minimum, as a share of that at the start, below which swings do not matter.",
      },
    },
    documentation: {
      what: "In a run without gradient noise the loss goes up and down through the whole second half, as high at its end as at its beginning, at a level that matters.",
      why: "Either the learning rate is at the edge of what the curvature allows, or momentum is hardly damped: β close to 1, or a plain sum of all gradients, whose β is 1. Steps of a fixed length (sign methods, normalized gradients) swing with that length until the learning rate falls. A smaller or falling learning rate, or less momentum, ends it.",
      formula: "heavy ball: oscillates where (1 + β − η λ)² < 4β, and shrinks by √β a step",
      ignore: "Where the learning rate is meant to stay large in this phase and falls later.",
      sources: [
        "Goh 2017, Why Momentum Really Works, Distill, https://distill.pub/2017/momentum",
        "Ben Braiek and Khomh 2022, TheDeepChecker, ACM TOSEM (fluctuating loss, windowed)",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 500
runs:
  plain sum: { optimizer: accumulated-gradient, learningRate: 0.05 }
`,
        after: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 500
runs:
  plain sum: { optimizer: momentum, learningRate: 0.05 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const losses = facts.column("loss");
    const lowest = facts.problem?.minimum?.loss;
    const { problemName: problem, steps } = facts;
    if (losses === null || problem === null || facts.isNoisy || facts.divergence !== null || steps < 40) return;
    const half = losses.subarray(steps >> 1);
    let [low, high, way] = [half[0], half[0], 0];
    for (let i = 1; i < half.length; i++) {
      low = Math.min(low, half[i]);
      high = Math.max(high, half[i]);
      way += Math.abs(half[i] - half[i - 1]);
    }
    const swings = way / (2 * (high - low));
    const floor = lowest ?? low;
    const third = Math.floor(half.length / 3);
    const [before, after] = [highest(half.subarray(0, third)) - floor, highest(half.subarray(-third)) - floor];
    const matters = high - low > threshold("excess") * (losses[0] - floor);
    if (!(swings >= threshold("swings") && matters && after >= threshold("progress") * before)) return;
    yield { message: "swings", values: { swings, low, high, problem }, about: "learningRate", step: steps >> 1 };
  },
);

function highest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
