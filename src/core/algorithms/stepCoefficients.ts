import type { AlgorithmRun } from "./algorithm";
import type { PolynomialCoefficients } from "./orthogonalization";

const names = ["a", "b", "c"] as const;

/**
 * The coefficients of every step of a tensor's iteration, from the hyperparameters a, b, c and steps: a later step has those of the one before
 * it unless it is given its own, `a[2]` for the second step. Made anew where one of them has changed since the last update.
 */
export function bindStepCoefficients(run: AlgorithmRun): (tensor: number) => readonly PolynomialCoefficients[] {
  const { hyperparameters, scalar } = run;
  const inputs = [...names, "steps", ...Object.keys(hyperparameters).filter((name) => /^[abc]\[\d+\]$/.test(name))];
  const last = run.tensors.map(() => inputs.map(() => Number.NaN));
  const made = run.tensors.map((): readonly PolynomialCoefficients[] => []);
  return (tensor) => {
    let isSame = true;
    for (let i = 0; i < inputs.length; i++) {
      const value = scalar(tensor, inputs[i]);
      if (value === last[tensor][i]) continue;
      last[tensor][i] = value;
      isSame = false;
    }
    if (!isSame) made[tensor] = stepCoefficients(run, tensor);
    return made[tensor];
  };
}

function stepCoefficients({ hyperparameters, scalar }: AlgorithmRun, tensor: number): PolynomialCoefficients[] {
  const coefficients: PolynomialCoefficients[] = [];
  let [a, b, c] = names.map((name) => scalar(tensor, name));
  for (let step = 1; step <= scalar(tensor, "steps"); step++) {
    const own = (name: string, before: number) =>
      `${name}[${step}]` in hyperparameters ? scalar(tensor, `${name}[${step}]`) : before;
    [a, b, c] = [own("a", a), own("b", b), own("c", c)];
    coefficients.push([a, b, c]);
  }
  return coefficients;
}
