import { rounding } from "../rule/evaluator";
import { SpecificationError } from "../simulation/specification";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { Algorithm, AlgorithmRun, BoundAlgorithm } from "./algorithm";
import { algorithmLine } from "./algorithmLine";
import { lerp } from "./lerp";
import { ARITHMETIC } from "./matrixArithmetic";
import { Orthogonalization } from "./orthogonalization";
import { orthogonalLine, orthogonalText } from "./orthogonalLine";
import { roundIf } from "./roundIf";
import { bindStepCoefficients } from "./stepCoefficients";

/**
 * torch/optim/_muon.py of torch 2.13.0 (Jordan 2024, Muon). The momentum `m` of a matrix is brought to orthogonality before it
 * is subtracted; updates matrices only.
 *
 * Reads momentum, nesterov (0 or 1), weightDecay, a, b, c, epsilon, steps, and matchesAdamw: 1 for the rate adjustment
 * `match_rms_adamw`, 0 for `original`.
 */
export const torchMuon: Algorithm = {
  name: "torch-muon",
  text: [
    "m = μ m + (1 − μ) g",
    "u = (1 − μ) g + μ m; without nesterov m",
    "X = u / max(‖u‖, ε), in bfloat16 from here on",
    orthogonalText,
    "rate = lr √max(1, rows / columns); to match AdamW 0.2 lr √max(rows, columns)",
    "p = (1 − lr λ) p − rate O",
  ].join("\n"),
  hyperparameters: ["momentum", "nesterov", "weightDecay", "a", "b", "c", "epsilon", "steps", "matchesAdamw"],
  stateVectors: ["m"],
  stateScalars: ["adjustedRate"],
  requireTensors,
  bind: bindMuon,
};

function requireTensors(tensors: readonly LaidOutTensor[]): void {
  const other = tensors.find(({ shape }) => shape.length !== 2);
  if (other === undefined) return;
  throw new SpecificationError(
    "problem",
    `Muon updates matrices only, and tensor "${other.name}" has the shape ${other.shape.join(" × ")}; ` +
      "expected a problem whose tensors all have two dimensions, such as perceptron with biases false.",
  );
}

function bindMuon(run: AlgorithmRun): BoundAlgorithm {
  const { precision, tensors, parameters, gradient, scalar, setScalar } = run;
  const round = rounding(precision);
  const isSingle = precision === "float32";
  const m = run.state("m");
  const updates = parameters.slice();
  const coefficientsOf = bindStepCoefficients(run);
  const orthogonalizations = tensors.map(
    ({ shape: [rows, columns] }) => new Orthogonalization(rows, columns, ARITHMETIC.bfloat16, false),
  );
  const decayOf = (tensor: number) => round(1 - scalar(tensor, "lr") * scalar(tensor, "weightDecay"));

  return {
    update(tensor) {
      const { offset, length, shape } = tensors[tensor];
      const end = offset + length;
      const momentum = scalar(tensor, "momentum");
      const moved = round(1 - momentum);
      for (let i = offset; i < end; i++) m[i] = lerp(m[i], gradient[i], moved, isSingle);
      const kept = round(momentum);
      const looksAhead = scalar(tensor, "nesterov") === 1;
      for (let i = offset; i < end; i++) updates[i] = looksAhead ? lerp(gradient[i], m[i], kept, isSingle) : m[i];

      const { result } = orthogonalizations[tensor];
      const value = (name: string) => scalar(tensor, name);
      orthogonalizations[tensor].run(updates, offset, {
        coefficients: coefficientsOf(tensor),
        preconditioning: { kind: "frobenius", epsilon: value("epsilon"), epsilonIs: "least" },
      });
      const adjusted = scalar(tensor, "lr") * rateRatio(shape, scalar(tensor, "matchesAdamw") === 1);
      const decay = decayOf(tensor);
      const factor = round(-adjusted);
      for (let i = offset; i < end; i++)
        parameters[i] = roundIf(isSingle, parameters[i] * decay) + roundIf(isSingle, factor * result[i - offset]);
      setScalar(tensor, "adjustedRate", adjusted);
    },

    explain(inputs, index, tensor, format) {
      const { offset, shape } = tensors[tensor];
      const { divisor, result } = orthogonalizations[tensor];
      const value = (name: string) => scalar(tensor, name);
      const [before] = inputs.states;
      const o = result[index - offset];
      const matches = value("matchesAdamw") === 1;
      const [rows, columns] = shape;
      const momentum = format(value("momentum"));
      const share = format(1 - value("momentum"));
      const decays = value("weightDecay") !== 0;
      const shrunk = decays ? `${format(decayOf(tensor))} · ${format(inputs.p)}` : format(inputs.p);
      return [
        algorithmLine(
          "m",
          "μ m + (1 − μ) g",
          `${momentum} · ${format(before)} + ${share} · ${format(inputs.g)}`,
          m[index],
        ),
        value("nesterov") === 1
          ? algorithmLine(
              "u",
              "(1 − μ) g + μ m",
              `${share} · ${format(inputs.g)} + ${momentum} · ${format(m[index])}`,
              updates[index],
            )
          : algorithmLine("u", "m", format(m[index]), updates[index]),
        algorithmLine(
          "X",
          "u / max(‖u‖, ε)",
          `${format(updates[index])} / ${format(divisor)}`,
          updates[index] / divisor,
        ),
        orthogonalLine(value("steps"), o),
        algorithmLine(
          "rate",
          matches ? "0.2 lr √max(rows, columns)" : "lr √max(1, rows / columns)",
          matches
            ? `0.2 · ${format(value("lr"))} · √max(${rows}, ${columns})`
            : `${format(value("lr"))} · √max(1, ${rows} / ${columns})`,
          value("adjustedRate"),
        ),
        algorithmLine(
          "p",
          decays ? "(1 − lr λ) p − rate O" : "p − rate O",
          `${shrunk} − ${format(value("adjustedRate"))} · ${format(o)}`,
          parameters[index],
        ),
      ];
    },
  };
}

/** By what torch's `_adjust_lr` multiplies the learning rate of a matrix. */
function rateRatio([rows, columns]: readonly number[], matchesAdamw: boolean): number {
  return matchesAdamw ? 0.2 * Math.sqrt(Math.max(rows, columns)) : Math.sqrt(Math.max(1, rows / columns));
}
