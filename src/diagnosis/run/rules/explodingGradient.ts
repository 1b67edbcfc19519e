import { runRule } from "../runRule";

/** Gradients that grow from step to step, in the tensor where they do so first. */
export const explodingGradient = runRule(
  {
    id: "run/exploding-gradient",
    severity: "warning",
    title: "The gradient explodes",
    messages: {
      explodes:
        "The gradient of {tensor} grows at least {factor} times in each of {window} steps from step {step} on, from {before} to {after}. This is on the test problem {problem}; your network's gradients differ.",
      recorded:
        "The gradient of {tensor} grows at least {factor} times in each of {window} steps from step {step} on, from {before} to {after}.",
    },
    thresholds: {
      factor: { default: 2, description: "Growth from step to step (TheDeepChecker)." },
      window: { default: 5, description: "Steps in a row (TheDeepChecker)." },
      norm: {
        default: 100,
        description:
          "How many times its norm at the start it has to be in the end, so that one that was small may grow.",
      },
    },
    documentation: {
      what: "The norm of a tensor's gradient at least doubles in each of five steps in a row and ends far above where the run began. Of several tensors the first is named.",
      why: "Growth by a constant factor is the mark of instability: of a learning rate above the limit, or of weights whose products grow with every layer. Clipping and a smaller learning rate hold it; an initialization that keeps the size prevents it.",
      formula: "‖g(t + 1)‖ ≥ 2 ‖g(t)‖ for five steps",
      ignore: "Where it is the start of a run that begins at a flat place.",
      sources: [
        "Ben Braiek and Khomh 2022, TheDeepChecker, ACM TOSEM (settings.yaml: exploding gradient)",
        "Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks, arXiv 1211.5063",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 12
runs:
  exploding: { optimizer: gradient-descent, learningRate: 0.35 }
`,
        after: `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 12
runs:
  exploding: { optimizer: gradient-descent, learningRate: 0.1 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const columns =
      facts.tensorNorms.length > 0 ? facts.tensorNorms : [{ tensor: "all parameters", column: "gradientNorm" }];
    const [factor, window] = [threshold("factor"), threshold("window")];
    const starts = columns.flatMap(({ tensor, column }) => {
      const norms = facts.column(column);
      const step = norms === null ? -1 : growthIn(norms, factor, window, threshold("norm"));
      return norms === null || step < 0 ? [] : [{ tensor, step, before: norms[step], after: norms[step + window] }];
    });
    if (starts.length === 0) return;
    const found = starts.reduce((earliest, start) => (start.step < earliest.step ? start : earliest));
    const values = { ...found, factor, window };
    yield {
      ...(facts.problemName === null
        ? { message: "recorded" as const, values }
        : { message: "explodes" as const, values: { ...values, problem: facts.problemName } }),
      about: "learningRate",
      step: found.step,
    };
  },
);

/** The step before the first window of growth that ends so many times above the start; -1 where there is none. */
function growthIn(norms: Float64Array, factor: number, window: number, above: number): number {
  let grown = 0;
  for (let i = 1; i < norms.length; i++) {
    grown = norms[i] >= factor * norms[i - 1] && norms[i - 1] > 0 && Number.isFinite(norms[i]) ? grown + 1 : 0;
    if (grown >= window && norms[i] > above * norms[0]) return i - window;
  }
  return -1;
}
