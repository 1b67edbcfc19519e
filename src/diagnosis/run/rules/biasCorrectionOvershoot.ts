import { steadySteps } from "../../../core/stability/steadySteps";
import { runRule } from "../runRule";

/** Means that start at 0 and are not corrected: the numerator is there long before the denominator. */
export const biasCorrectionOvershoot = runRule(
  {
    id: "run/bias-correction-overshoot",
    severity: "warning",
    title: "The first steps are too long: bias correction is missing",
    messages: {
      overshoots:
        "Without bias correction a steady gradient makes the update at step {step} {peak} times as long as later ones, with the learning rate of that step; the first one is {first} times as long. Correct m by 1 − β₁ᵗ and v by 1 − β₂ᵗ, or warm the learning rate up.",
    },
    thresholds: {
      ratio: {
        default: 2,
        description: "Length of an update over that of a settled one, both under the same gradient.",
      },
    },
    fixes: { correct: "Set {argument} to {value}" },
    documentation: {
      what: "Under a gradient that stays as it is, the optimizer's first updates are several times as long as later ones. The schedule is taken into account: a warm-up mends it.",
      why: "m and v start at 0. m is up to its gradient after 1/(1 − β₁) steps, v only after 1/(1 − β₂): in between the step is divided by far too little.",
      formula: "length = (1 − β₁ᵗ) / √(1 − β₂ᵗ): 3.2 at t = 1, 6.6 near t = 12, 1.26 at t = 1000 for β₁ 0.9, β₂ 0.999",
      ignore: "Where a warm-up outside of what was read holds the first steps back.",
      sources: [
        "Kingma and Ba 2015, Adam, arXiv 1412.6980, section 3",
        "Ma and Yarats 2021, On the adequacy of untuned warmup for adaptive optimization, arXiv 1910.04209",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: sum-of-squares }
steps: 300
runs:
  uncorrected: { optimizer: adam, learningRate: 0.01, biasCorrection: false }
`,
        after: `problem: { name: sum-of-squares }
steps: 300
runs:
  uncorrected: { optimizer: adam, learningRate: 0.01, biasCorrection: true }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { optimizer } = facts.specification;
    const { beta1, beta2 } = optimizer.hyperparameters;
    const rates = facts.column("learningRate");
    if (beta1 === undefined || beta2 === undefined || rates === null || rates.length === 0) return;
    const lengths = steadySteps(optimizer, SETTLED);
    if (lengths === null) return;
    const settled = lengths[SETTLED - 1];
    // What does not settle is no mean of squares, and falls or grows for ever.
    if (!(Math.abs(lengths[SETTLED >> 1] / settled - 1) < 0.05)) return;
    const peakRate = facts.peakRate;
    const ratioAt = (step: number) => (lengths[step] / settled) * (rates[step] / peakRate);
    let step = 0;
    for (let i = 1; i < Math.min(rates.length, SETTLED); i++) if (ratioAt(i) > ratioAt(step)) step = i;
    const peak = ratioAt(step);
    if (!(peak > threshold("ratio"))) return;
    yield {
      message: "overshoots",
      values: { step, peak, first: ratioAt(0) },
      about: "optimizer",
      step,
      remedies: [{ title: "correct", change: { kind: "correctBias" } }],
    };
  },
);

const SETTLED = 10_000;
