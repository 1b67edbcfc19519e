import type { OptimizerSpecification } from "../simulation/specification";

/** A stability limit as it stands in the literature. */
export interface ClosedForm {
  /** With η the learning rate, β the momentum: `(2 + 2β) / η`. */
  readonly formula: string;
  value(numbers: Numbers): number;
}

interface Numbers {
  readonly rate: number;
  readonly beta: number;
  readonly dampening: number;
}

/**
 * Gradient descent, heavy ball (Polyak 1964; torch's dampening divides the gradient's share), Nesterov's momentum as
 * frameworks have it, and both with a mean of gradients in the place of a sum, as in Adam with a frozen preconditioner (Cohen
 * et al. 2021, arXiv 2103.00065, appendix B; Cohen et al. 2022, arXiv 2207.14484).
 */
const closedForms: readonly ClosedForm[] = [
  { formula: "2 / η", value: ({ rate }) => 2 / rate },
  { formula: "(2 + 2β) / η", value: ({ rate, beta }) => (2 + 2 * beta) / rate },
  {
    formula: "(2 + 2β) / ((1 − τ) η)",
    value: ({ rate, beta, dampening }) => (2 + 2 * beta) / ((1 - dampening) * rate),
  },
  {
    formula: "(2 + 2β) / ((1 + 2β) η)",
    value: ({ rate, beta }) => (2 + 2 * beta) / ((1 + 2 * beta) * rate),
  },
  {
    formula: "(2 + 2β₁) / ((1 − β₁) η)",
    value: ({ rate, beta }) => (2 + 2 * beta) / ((1 - beta) * rate),
  },
  {
    formula: "(2 + 2β₁) / ((1 − β₁)(1 + 2β₁) η)",
    value: ({ rate, beta }) => (2 + 2 * beta) / ((1 - beta) * (1 + 2 * beta) * rate),
  },
];

/** How far a limit may be from its closed form, for what corrects the start of a run and has not quite worn off. */
const TOLERANCE = 1e-3;

/**
 * The closed form of a limit that was worked out from the rule, to be said beside it; null where none gives it.
 *
 * @param curvature the limit at the optimizer's own learning rate
 */
export function closedForm(optimizer: OptimizerSpecification, curvature: number): string | null {
  const { learningRate: rate, hyperparameters } = optimizer;
  const beta = hyperparameters.beta1 ?? hyperparameters.momentum ?? hyperparameters.beta ?? 0;
  const dampening = hyperparameters.dampening ?? 0;
  const found = closedForms.find(
    ({ value }) => Math.abs(value({ rate, beta, dampening }) - curvature) <= TOLERANCE * curvature,
  );
  return found?.formula ?? null;
}
