/**
 * The gradients that optimizers are fed with, from a generator of whole numbers: what `gradients.py` makes, number by
 * number. What scripts in JavaScript record starts from the same point, and is recorded after the same steps; those who read
 * recordings find all of this in them.
 */
export const lengths = [6, 3];
export const initial = [0.9, -0.4, 0.05, -1.6, 0.3, 0.7, 1.2, -0.8, 0.02];
export const steps = 1000;
/** Parameters are recorded after these numbers of updates. */
export const recordedSteps = [1, 2, 3, 10, 30, 100, 300, 1000];

export type GradientKind = "noisy" | "sparse" | "drifting" | "constant" | "broken";

const scales = [3, 1, 0.01, 0.3, 10, 0.001, 0.5, 2, 0.1];
const biases = [0.5, -0.25, 1, 0, 0.125, -1, 0.75, -0.5, 0];
const constant = [1, -0.5, 0.002, 20, -3, 1e-5, 0.25, -0.125, 0];

/** Gives a whole number from 0, below a limit. */
type Random = (limit: number) => number;

/** Lehmer's generator with the multiplier 48271 and the modulus 2^31 − 1: no product exceeds 2^53. */
function createRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

/** From −2 to 2 in steps of 1/5000. */
function noise(random: Random): number {
  return (random(20001) - 10000) / 5000;
}

function noisy(random: Random, i: number): number {
  return scales[i] * (biases[i] + noise(random));
}

const entries: Readonly<Record<GradientKind, (random: Random, step: number, i: number) => number>> = {
  noisy: (random, _step, i) => noisy(random, i),
  sparse: (random) => {
    const value = noise(random);
    return random(100) < 15 ? value : 0;
  },
  // Changes its sign halfway.
  drifting: (random, step, i) => scales[i] * ((500 - step) / 250 + noise(random) / 4),
  constant: (_random, _step, i) => constant[i],
  // NaN now and then, and infinite three times in a row.
  broken: (random, step, i) => {
    const value = noisy(random, i);
    if (step % 50 === 7 && i === 3) return Number.NaN;
    return [120, 121, 122].includes(step % 200) && i === 7 ? Number.POSITIVE_INFINITY : value;
  },
};

/** Rows of gradients over all parameters, one per step. */
export function gradientRows(kind: GradientKind, steps: number): number[][] {
  const random = createRandom(20240607);
  return Array.from({ length: steps }, (_row, step) => scales.map((_scale, i) => entries[kind](random, step, i)));
}
