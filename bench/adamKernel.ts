import { adamFamily } from "../src/core/optimizers/adam";
import type { OptimizerSpecification } from "../src/core/simulation/specification";
import { OptimizerKernel } from "./optimizerKernel";

const hyperparameters = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const adam: OptimizerSpecification = {
  rule: adamFamily[0].rule({ ...hyperparameters, biasCorrection: true }),
  hyperparameters,
  learningRate: 1e-3,
  schedule: null,
  clipping: null,
};

/** Adam, which all others are measured against. */
export function adamKernel(...shape: readonly number[]): OptimizerKernel {
  return new OptimizerKernel(adam, shape);
}
