import type { RunSpecification } from "../../../src/core/simulation/specification";

/** Gradient descent on ½ (p₁² + 4 p₂²), unless it is told otherwise. */
export function specificationOf(changes: Partial<RunSpecification> = {}): RunSpecification {
  return {
    optimizer: {
      rule: "p = p - lr * g",
      hyperparameters: {},
      learningRate: 0.1,
      schedule: null,
      clipping: null,
    },
    problem: { name: "quadratic", parameters: { eigenvalues: [1, 4], start: [1, 1] } },
    steps: 100,
    seed: 0,
    precision: "float64",
    ...changes,
  };
}
