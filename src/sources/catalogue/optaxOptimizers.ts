import type { OptimizerEntry } from "./catalogue";
import { optaxAdamFamily } from "./optaxAdam";
import { optaxAdaptiveFamily } from "./optaxAdaptive";
import { optaxDescentFamily } from "./optaxDescent";
import { optaxMuon } from "./optaxMuon";
import { optaxParameterFreeFamily } from "./optaxParameterFree";
import { optaxScheduleFreeFamily } from "./optaxScheduleFree";

/** The optimizers of optax that can be simulated. */
export const optaxOptimizers: readonly OptimizerEntry[] = [
  ...optaxDescentFamily,
  ...optaxAdaptiveFamily,
  ...optaxAdamFamily,
  ...optaxScheduleFreeFamily,
  ...optaxParameterFreeFamily,
  optaxMuon,
];

/**
 * Optimizers of optax that cannot be simulated, by full name, each with the nearest that can: they draw random numbers, need the
 * loss, take cube roots, or treat matrices apart.
 */
export const optaxNotSimulated: ReadonlyMap<string, string> = new Map([
  ["optax.noisy_sgd", "optax.sgd"],
  ["optax.polyak_sgd", "optax.sgd"],
  ["optax.lbfgs", "optax.sgd"],
  ["optax.contrib.dpsgd", "optax.sgd"],
  ["optax.contrib.galore", "optax.adam"],
  ["optax.contrib.madgrad", "optax.adagrad"],
  ["optax.contrib.momo", "optax.sgd"],
  ["optax.contrib.momo_adam", "optax.adamw"],
  ["optax.contrib.sophia", "optax.adamw"],
]);
