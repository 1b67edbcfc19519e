import { power } from "../rule/power";
import { type FactoredMean, factoredMean } from "./factoredMean";
import { decaying, interpolating, type Shares } from "./runningMean";

/** The last two dimensions, of tensors that have as many. */
function lastTwo(shape: readonly number[]): readonly [number, number] | null {
  return shape.length < 2 ? null : [shape.length - 2, shape.length - 1];
}

/** 1 − t^decay is kept. */
function powerShares(t: number, decay: number): Shares {
  const kept = 1 - power(t, decay);
  return { kept, added: 1 - kept };
}

const betaNames: FactoredMean["shareNames"] = { kept: "β₂", added: "(1 − β₂)" };

/** torch/optim/_adafactor.py of torch 2.13.0. */
export const torchFactoredMean = factoredMean({
  name: "torch-adafactor",
  hyperparameters: ["beta2Decay", "defaultEpsilon1", "epsilon1"],
  dimensionsOf: lastTwo,
  sharesOf(scalar) {
    const added = power(scalar("t"), scalar("beta2Decay"));
    return { kept: 1 - added, added };
  },
  shareNames: { kept: "(1 − share)", added: "share" },
  running: interpolating,
  smallestMean(scalar) {
    if (scalar("defaultEpsilon1") !== 1) return scalar("epsilon1");
    return scalar("isFloat32") === 1 ? 2 ** -23 : 2 ** -52;
  },
  fillsScale: false,
});

/** keras/src/optimizers/adafactor.py of Keras 3.15.1. */
export const kerasFactoredMean = factoredMean({
  name: "keras-adafactor",
  hyperparameters: ["beta2Decay", "epsilon1"],
  dimensionsOf: lastTwo,
  sharesOf: (scalar) => powerShares(scalar("t"), scalar("beta2Decay")),
  shareNames: betaNames,
  running: decaying,
  added: "epsilon1",
  fillsScale: false,
});

/** Adafactor of transformers 5.18.0, transformers/optimization.py. */
export const transformersFactoredMean = factoredMean({
  name: "transformers-adafactor",
  hyperparameters: ["decayRate", "epsilon1"],
  dimensionsOf: lastTwo,
  sharesOf: (scalar) => powerShares(scalar("t"), scalar("decayRate")),
  shareNames: betaNames,
  running: decaying,
  added: "epsilon1",
  fillsScale: true,
});

/**
 * scale_by_factored_rms of optax 0.2.8, optax/_src/factorized.py: the two largest dimensions, where both are large enough, with
 * columns along the larger. The shares are worked out in float32.
 */
export const optaxFactoredMean = factoredMean({
  name: "optax-adafactor",
  hyperparameters: ["decayRate", "decayOffset", "epsilon", "smallestDimension"],
  dimensionsOf(shape, { smallestDimension }) {
    // Of equal extents the later one counts as larger.
    const ascending = shape.map((_, dimension) => dimension).sort((a, b) => shape[a] - shape[b]);
    const [rows, columns] = ascending.slice(-2);
    return columns === undefined || shape[rows] < smallestDimension ? null : [rows, columns];
  },
  sharesOf(scalar) {
    const { fround } = Math;
    const kept = fround(1 - fround(power(scalar("t") - scalar("decayOffset"), fround(-scalar("decayRate")))));
    return { kept, added: fround(1 - kept) };
  },
  shareNames: { kept: "kept", added: "(1 − kept)" },
  running: decaying,
  added: "epsilon",
  fillsScale: true,
});
