/** What the loss is at one end of a step, and how it slopes there along the step, per whole step. */
export interface StepEnd {
  readonly loss: number;
  readonly slope: number;
}

/**
 * How far a step goes beyond the minimum of the parabola through its ends, α of Schneider, Dangel and Hennig 2021 (Cockpit,
 * arXiv 2102.06604): 0 at the minimum, 1 as high on the other side, −1 for no step, or one along which the loss does not curve
 * upwards. The parabola is fitted to losses and slopes at both ends by least squares; on a quadratic it passes through all of them, and
 * α is η·λ − 1 for gradient descent with the curvature λ along the gradient.
 */
export function overshoot(start: StepEnd, end: StepEnd): number {
  const rise = end.loss - start.loss;
  // Normal equations of w₁ s + w₂ s² with s from 0 to 1, the constant being free.
  const linear = (2 * rise + 9 * start.slope - end.slope) / 10;
  const square = (end.slope - start.slope) / 2;
  if (square <= 0 || linear === 0) return -1;
  return (-2 * square) / linear - 1;
}
