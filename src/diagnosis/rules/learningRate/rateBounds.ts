import type { OptimizerFamily } from "../../configuration/optimizerFamily";
import type { Threshold } from "../../rule";

/** Between what the learning rates of a family lie where networks are trained with it. */
export interface RateBounds {
  readonly smallest: number;
  readonly largest: number;
  /**
   * What the learning rate is. `step`: about as far as every parameter moves in an update; `gradient`: what gradients, or a share of a tensor's norm,
   * are multiplied by; `factor`: what multiplies steps that the optimizer sizes itself, and is best left at 1.
   */
  readonly kind: "step" | "gradient" | "factor";
  /** Whether smaller rates are right now and then, so that they are worth knowing and no more. */
  readonly isOftenSmaller?: boolean;
  readonly source: string;
}

const adamSource =
  "Adam's authors use 1e-3 (arXiv 1412.6980), AlgoPerf searches 1e-4 to 1e-2 (arXiv 2306.07179), a third of the bound, fine-tuning goes down to 1e-7.";

/** By family; L-BFGS has none, as its steps are of curvature. */
export const rateBounds: Readonly<Partial<Record<OptimizerFamily, RateBounds>>> = {
  descent: {
    smallest: 1e-6,
    largest: 5,
    kind: "gradient",
    isOftenSmaller: true,
    source:
      "From sums of losses over all pixels, at 1e-10, to batches of 8,192, at 3.2 (Goyal et al., arXiv 1706.02677); word models at 20 and more clip.",
  },
  scheduleFreeDescent: {
    smallest: 1e-5,
    largest: 100,
    kind: "gradient",
    source: "10 to 50 times the rate of SGD (README of facebookresearch/schedule_free).",
  },
  adam: { smallest: 1e-8, largest: 0.03, kind: "step", source: adamSource },
  rmsprop: {
    smallest: 1e-8,
    largest: 0.03,
    kind: "step",
    source: "As for Adam, whose steps are as long; torch's default is 1e-2, that of Keras 1e-3.",
  },
  adagrad: {
    smallest: 1e-7,
    largest: 1,
    kind: "step",
    source: "Its first step is as long as the rate, later ones shorter; defaults are 1e-3 to 1e-2.",
  },
  adadelta: {
    smallest: 0.05,
    largest: 10,
    kind: "factor",
    // Keras made 1e-3 its default: who takes that knows no better rate, and who writes it may mean it.
    isOftenSmaller: true,
    source: "The algorithm has no learning rate, which is a rate of 1 (Zeiler, arXiv 1212.5701).",
  },
  sign: {
    smallest: 1e-8,
    largest: 3e-3,
    kind: "step",
    source: "3 to 10 times less than AdamW (Chen et al., arXiv 2302.06675, section 5).",
  },
  adafactor: {
    smallest: 1e-7,
    largest: 0.1,
    kind: "step",
    source: "1e-2 relative to the parameters' size, 1e-3 else (Shazeer and Stern, arXiv 1804.04235).",
  },
  lars: {
    smallest: 1e-4,
    largest: 50,
    kind: "gradient",
    source: "Up to 29 for batches of 32,768 (You et al., arXiv 1708.03888), 4.8 for SimCLR (arXiv 2002.05709).",
  },
  layerwise: {
    smallest: 1e-7,
    largest: 0.1,
    kind: "gradient",
    source: "LAMB up to 1.8e-2 (You et al., arXiv 1904.00962), NovoGrad up to 5e-2 (arXiv 1905.11286).",
  },
  parameterFree: {
    smallest: 0.1,
    largest: 10,
    kind: "factor",
    source: "1 for all networks (README of konstmish/prodigy; Defazio and Mishchenko, arXiv 2301.07733).",
  },
  muon: {
    smallest: 1e-6,
    largest: 0.1,
    kind: "step",
    source: "2e-2 (Jordan, Muon), that of AdamW where steps are scaled to AdamW's (arXiv 2502.16982).",
  },
  rprop: {
    smallest: 1e-9,
    largest: 1,
    kind: "step",
    source: "It is the first step alone; 1e-2 to 1e-1 (Riedmiller and Braun, 1993).",
  },
};

/** The bounds as thresholds of a rule: `adamSmallest` and `adamLargest`. */
export function rateThresholds(): Readonly<Record<string, Threshold>> {
  const families = Object.fromEntries(
    Object.entries(rateBounds).flatMap(([family, { smallest, largest, source }]) => [
      [
        `${family}Smallest`,
        { default: smallest, description: `Peak rate of the family below which it is odd. ${source}` },
      ],
      [
        `${family}Largest`,
        { default: largest, description: `Peak rate of the family above which it is odd. ${source}` },
      ],
    ]),
  );
  return {
    ...families,
    transformersLargest: {
      default: 5e-3,
      description:
        "Peak rate above which it is odd where Trainer of transformers, a schedule of it or DeepSpeed is used with a kin of Adam. 6e-4 for GPT-3 of 125M parameters (arXiv 2005.14165), up to 1e-3 for adapters.",
    },
  };
}
