import type { Precision } from "../../src/core/floatArray";

/** How far simulated numbers may be from the framework's. The fidelity page shows them beside what is measured. */
export interface Limits {
  /** Of a parameter, relative to its largest value, and of a state, relative to itself. */
  readonly float64: number;
  readonly float32: number;
  /** Units in the last place of a parameter in float32 after so many steps. */
  readonly units?: Readonly<Record<number, number>>;
  /** What keeps the last bits from being the same, in Markdown. */
  readonly reason: string;
}

/** Of optimizers that act on every parameter by itself, by framework. */
export const frameworkLimits: Readonly<Record<string, Limits>> = {
  torch: {
    float64: 1e-12,
    float32: 2e-6,
    units: { 1: 2, 100: 8 },
    reason:
      "The kernel has β^t as a running product, and torch takes square roots from Intel MKL, which does not round all of them correctly (of random float32 " +
      "numbers about one in five differs in the last bit). torch is recorded with `foreach` off, as on any CPU, and with each operation rounded by itself. The " +
      "vector instructions that it takes of itself (AVX2) fuse multiplications with additions and so leave out a rounding: with them the same cases come to " +
      "3e-15 of a parameter in float64 and 7e-7 in float32 over 1,000 steps. As many as 8 units in the last place after 100 steps there are only where " +
      "the parameter happens to be near 0, whose units are small; Adadelta's mean of squared steps feeds on its own roots.",
  },
  keras: {
    float64: 1e-12,
    float32: 2e-5,
    reason:
      "Keras computes its scalars in float32 where the variables are float32, and 1 − β₂ᵗ magnifies their rounding; the kernel computes scalars in double " +
      "precision. ScheduleFreeAdamW divides by β₁ at every step.",
  },
  keras2: {
    float64: 1e-12,
    float32: 0,
    reason:
      "Recorded in float64 alone. Keras 2 keeps hyperparameters in float32 whatever the parameters are; the recorded ones are fractions that float32 holds exactly.",
  },
  optax: {
    float64: 1e-12,
    float32: 2e-7,
    units: { 1: 2, 100: 8 },
    reason:
      "Compiled for a processor without fused multiply-adds. The schedule-free optimizers divide by β₁ at every step. Schedules of optax are computed in float32 " +
      "for the most part, and are the same bit for bit save for one cosine, which XLA does not round to the nearest number.",
  },
  tfjs: {
    float64: 1e-12,
    float32: 4e-7,
    units: { 1: 0, 100: 2 },
    reason:
      "TensorFlow.js is recorded on its CPU back end, which computes each operation in double precision and rounds the result to float32. Adamax with a decay is the " +
      "only one that differs there, since the learning rate of a run falls in double precision. In float64 the same classes are recorded on arrays of doubles; Adam " +
      "multiplies its powers of β anew at every step.",
  },
  deepspeed: {
    float64: 1e-12,
    float32: 3e-5,
    reason:
      "DeepSpeed's own optimizers know float32 alone; recorded are their kernels for processors, and its engine with configuration files. They take hyperparameters in " +
      "float32 too, where 1 − β₂ = 0.001 is wrong in the fifth digit, keep β^t as a running product of such numbers, and fuse multiplications with additions. What " +
      "is recorded in float64 are optimizers of torch with DeepSpeed's schedules. FusedLamb and FusedLion need CUDA, and are not recorded.",
  },
  numpy: {
    float64: 1e-13,
    float32: 0,
    reason:
      "Loops that programs write themselves over NumPy, each read from its own text and recorded in float64 alone. They are the same bit for bit, save where a " +
      "norm is taken: NumPy chooses the order of its sum.",
  },
  transformers: {
    float64: 1e-12,
    float32: 2e-6,
    reason:
      "Trainings of transformers' Trainer itself, which steps torch's optimizers by its own schedules and clips; each batch is a gradient. What is said of torch holds " +
      "for them too. The schedules, those of diffusers among them, are the same bit for bit.",
  },
};

const maskedByDimensions: Limits = {
  float64: 1e-12,
  float32: 2e-7,
  reason:
    "What acts on every parameter by itself, masked by the number of dimensions; norms are sums whose order XLA chooses.",
};

/** Optimizers of optax to which shapes matter for their masks alone. */
const MASKED_BY_DIMENSIONS = ["optax.adamw", "optax.lamb", "optax.lars", "optax.chain"];

/** Of optimizers to which the shapes of tensors or the loss matter, by their full names. */
export const algorithmLimits: Readonly<Record<string, Limits>> = {
  "torch.optim.Adafactor": {
    float64: 1e-13,
    float32: 2e-6,
    units: { 1: 0, 100: 9 },
    reason: "Its norms are sums whose order torch does not say, and its square roots come from Intel MKL.",
  },
  "torch.optim.Muon": {
    float64: 0,
    float32: 0,
    reason:
      "Bit for bit, with the order of sums that torch's own products have. torch itself, where it multiplies matrices by Intel's library and fuses " +
      "multiplications with additions, ends up to 3.4e-4 of the largest parameter away from that: now and then a sum falls to the other side in bfloat16, " +
      "whose numbers are 2⁻⁸ apart.",
  },
  "torch.optim.LBFGS": {
    float64: 1e-9,
    float32: 0,
    reason:
      "The same bit for bit on Rosenbrock's function; on the quadratic the sums of products differ in order. At the end of a run with loose tolerances, where " +
      "little is left of a parameter, that has grown to the figure shown; otherwise it stays below 5e-15. torch with fused multiply-adds ends up to 5e-9 " +
      "away from torch without.",
  },
  "keras.optimizers.Muon": {
    float64: 1e-13,
    float32: 3e-5,
    reason:
      "Sums of products differ in order. The iterations magnify a rounding some hundredfold in directions in which the momentum is weak; AdamW's scalars, which " +
      "Keras computes in float32, add to that.",
  },
  "optax.contrib.muon": {
    float64: 1e-13,
    float32: 2e-5,
    reason:
      "Sums of products differ in order, and the iterations magnify a rounding some hundredfold in directions in which the momentum is weak.",
  },
  "keras.optimizers.Adafactor": {
    float64: 1e-14,
    float32: 1e-6,
    reason:
      "Its means are sums whose order NumPy chooses, in single precision where the variables are, as Keras' scalars are too.",
  },
  "optax.adafactor": {
    float64: 1e-14,
    float32: 1e-6,
    reason: "Its means are sums whose order XLA chooses, in single precision where the parameters are.",
  },
  ...Object.fromEntries(MASKED_BY_DIMENSIONS.map((name) => [name, maskedByDimensions])),
  "optax.sm3": { float64: 0, float32: 0, reason: "Bit for bit." },
  "transformers.optimization.Adafactor": {
    float64: 1e-14,
    float32: 1e-6,
    reason: "Its means and norms are sums whose order torch does not say, and its square roots come from Intel MKL.",
  },
};

/** Of a learning rate, relative to the highest of its schedule, where the recording of a case does not allow more. */
export const SCHEDULE_LIMIT = 1e-14;

/**
 * Of schedules that are followed scheduler by scheduler. Those of the four basic operations, and of powers, have to be the same to the last bit. The C
 * library does not round every cosine correctly, and the recursive forms carry its last bit on through the quotients of later steps.
 */
export const SCHEDULER_LIMIT = 1e-16;

/** What a case deviates by. */
export interface Deviations {
  readonly precision: Precision;
  /** Of the parameters over all recorded steps, relative to the largest value of each. */
  readonly parameters: number;
  /** Of the states after the last step, each relative to itself; null where they were not recorded. */
  readonly states: number | null;
  /** Of the parameters in float32 in units in the last place, after some of the recorded steps. */
  readonly units: Readonly<Record<number, number>>;
}

/** What is beyond the limits, in words for a message. */
export function excesses(found: Deviations, limits: Limits): string[] {
  const most = limits[found.precision];
  const units = Object.entries(found.units).filter(
    ([step, apart]) => apart > (limits.units?.[Number(step)] ?? Infinity),
  );
  return [
    ...(found.parameters <= most ? [] : [`parameters deviate by ${found.parameters}`]),
    ...((found.states ?? 0) <= most ? [] : [`states deviate by ${found.states}`]),
    ...units.map(([step, apart]) => `parameters are ${apart} units in the last place apart after ${step} steps`),
  ];
}
