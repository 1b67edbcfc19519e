import { runRule } from "../runRule";
import { medianOfShare } from "../windows";

/** How far a step moves the parameters, measured by their own size. */
export const updateRatio = runRule(
  {
    id: "run/update-ratio",
    severity: "warning",
    title: "Updates are too large or too small for the parameters",
    messages: {
      large:
        "In {percent} % of the run's windows of {window} steps an update moves the parameters by more than {highest} of their norm; in the middle by {middle}. About 0.001 is common in networks. This is on the test problem {problem}; your network's parameters differ in size.",
      small:
        "In {percent} % of the windows of {window} steps in the first half of the run an update moves the parameters by less than {lowest} of their norm, in the middle by {middle}, and the loss falls by {fall} % in that time. About 0.001 is common in networks. This is on the test problem {problem}; your network's parameters differ in size.",
    },
    thresholds: {
      lowest: {
        default: 1e-4,
        description: "Smallest ratio ‖Δp‖/‖p‖, as mean of its logarithm over a window (TheDeepChecker).",
      },
      highest: { default: 0.1, description: "Largest ratio (TheDeepChecker)." },
      window: { default: 10, description: "Steps of a window, and before the first one (TheDeepChecker)." },
      share: { default: 0.5, description: "Share of the windows that have to be outside." },
    },
    documentation: {
      what: "Over windows of ten steps the mean of log₁₀(‖Δp‖/‖p‖) is above −1 in most of the run, or below −4 in most of its first half while the loss hardly falls. Not looked at where the parameters end near 0, by which no ratio means anything.",
      why: "An update of a tenth of the parameters overwrites in ten steps what was learned; one of a ten-thousandth needs ten thousand steps to matter.",
      formula: "mean over a window of log₁₀(‖Δp‖ / ‖p‖) outside [−4, −1]",
      ignore: "At the start of a warm-up, and in fine-tuning, where small updates are meant.",
      sources: [
        "Ben Braiek and Khomh 2022, TheDeepChecker, ACM TOSEM (settings.yaml: update ratio)",
        "Karpathy, CS231n, Neural Networks 3, ratio of weights:updates, https://cs231n.github.io/neural-networks-3",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: perceptron }
steps: 300
runs:
  small steps: { optimizer: gradient-descent, learningRate: 0.00001 }
`,
        after: `problem: { name: perceptron }
steps: 300
runs:
  small steps: { optimizer: gradient-descent, learningRate: 0.1 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { problemName: problem, steps } = facts;
    const ratios = facts.column("updateRatio");
    const norms = facts.column("parameterNorm");
    const losses = facts.column("loss");
    if (problem === null || ratios === null || norms === null || losses === null || facts.divergence !== null) return;
    const window = threshold("window");
    if (facts.problem?.minimum?.parameters.every((parameter) => parameter === 0)) return;
    if (steps < 4 * window || !staysAwayFromZero(norms, window)) return;
    const [low, high, share] = [Math.log10(threshold("lowest")), Math.log10(threshold("highest")), threshold("share")];
    const means = windowMeans(ratios, window);
    const large = means.filter((mean) => mean > high).length / means.length;
    if (large > share) {
      const values = { percent: 100 * large, window, highest: threshold("highest"), problem };
      yield { message: "large", values: { ...values, middle: medianOfShare(ratios, 0, 1) }, about: "learningRate" };
      return;
    }
    const early = means.subarray(0, means.length >> 1);
    const small = early.filter((mean) => mean < low).length / early.length;
    const fall = 1 - medianOfShare(losses, 0.4, 0.5) / losses[0];
    if (!(small > share && fall < HARDLY)) return;
    const values = { percent: 100 * small, window, lowest: threshold("lowest"), problem, fall: 100 * fall };
    yield { message: "small", values: { ...values, middle: medianOfShare(ratios, 0, 0.5) }, about: "learningRate" };
  },
);

/** A fall of the loss that small updates do not explain away. */
const HARDLY = 0.1;

/** Whether the parameters keep a size by which their updates can be measured. */
function staysAwayFromZero(norms: Float64Array, from: number): boolean {
  let [smallest, largest] = [Number.POSITIVE_INFINITY, 0];
  for (let i = from; i < norms.length; i++) {
    smallest = Math.min(smallest, norms[i]);
    largest = Math.max(largest, norms[i]);
  }
  return smallest > 0.1 * largest;
}

/** The mean logarithm over every window after the first; of steps that move nothing −∞. */
function windowMeans(ratios: Float64Array, window: number): Float64Array {
  const means = new Float64Array(Math.floor(ratios.length / window) - 1);
  for (let i = 0; i < means.length; i++) {
    let product = 0;
    for (let step = (i + 1) * window; step < (i + 2) * window; step++) product += Math.log10(ratios[step]);
    means[i] = product / window;
  }
  return means;
}
