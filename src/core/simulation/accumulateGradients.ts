import type { FloatArray } from "../floatArray";
import type { Problem } from "../problems/problem";

export interface AccumulationOptions {
  /** See `OptimizerSpecification`. */
  readonly method?: "running";
  /** Called between the gradients of an update; may change the parameters. */
  readonly between?: () => void;
}

/**
 * The problem as an optimizer sees it that makes one update from several gradients: each of its steps is as many of the
 * problem's, and gives the mean of their gradients and losses.
 *
 * @param count gradients that make one update, at least 1
 */
export function accumulateGradients(
  problem: Problem,
  count: number,
  { method, between }: AccumulationOptions = {},
): Problem {
  if (count === 1) return problem;
  let total: FloatArray | null = null;
  return {
    tensors: problem.tensors,
    hasLoss: problem.hasLoss,
    start: (parameters, random) => problem.start(parameters, random),
    evaluate(parameters, gradient, step, random) {
      total ??= gradient.slice();
      total.fill(0);
      let loss = 0;
      for (let i = 0; i < count; i++) {
        if (i > 0) between?.();
        loss += problem.evaluate(parameters, gradient, step * count + i, random);
        if (method === "running") moveMean(total, gradient, i);
        else for (let entry = 0; entry < total.length; entry++) total[entry] += gradient[entry];
      }
      if (method !== "running") {
        for (let entry = 0; entry < total.length; entry++) gradient[entry] = total[entry] / count;
      }
      return loss / count;
    },
  };
}

/**
 * Moves a mean on by one gradient, in whose place it is put. What is kept of it is rounded to float32, as optax does whatever the type of
 * the gradients (MultiSteps in optax/transforms/_accumulation.py).
 *
 * @param count gradients in it so far
 */
function moveMean(mean: FloatArray, gradient: FloatArray, count: number): void {
  const round = mean instanceof Float32Array ? Math.fround : (value: number) => value;
  for (let entry = 0; entry < mean.length; entry++) {
    const change = round(round(gradient[entry] - mean[entry]) / (count + 1));
    gradient[entry] = mean[entry] + change;
    mean[entry] = Math.fround(gradient[entry]);
  }
}
