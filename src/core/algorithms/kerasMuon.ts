import { kerasAdamRule } from "../optimizers/kerasAdamRules";
import { rounding } from "../rule/evaluator";
import type { Algorithm, AlgorithmRun, BoundAlgorithm } from "./algorithm";
import { algorithmLine } from "./algorithmLine";
import { averagedAlgorithm } from "./averagedAlgorithm";
import { bindMatrices, orthogonalizeInPrecision, otherTensors } from "./matricesAndOthers";
import { orthogonalLine, orthogonalText } from "./orthogonalLine";
import { roundIf } from "./roundIf";
import { parseTensorRule, ruleLines } from "./ruleForTensors";
import { bindStepCoefficients } from "./stepCoefficients";

/** Added to the norm, whatever `epsilon` is. */
const NORM_OFFSET = 1e-7;

const rule = parseTensorRule(kerasAdamRule({ weightDecay: true, amsgrad: false, rateRatio: true }), [
  "beta1",
  "beta2",
  "epsilon",
  "weightDecay",
  "rateRatio",
]);

const matrixLines = [
  "m = m + (g + (μ − 1) m)",
  "u = g + μ m; without nesterov m",
  "X = u / (‖u‖ + 10⁻⁷)",
  orthogonalText,
  "p = p − p λ lr − lr O √max(rows, columns) · rms_rate; without rms_rate p − p λ lr − lr O",
  otherTensors,
];

/**
 * keras/src/optimizers/muon.py of Keras 3.15.1 (Jordan 2024, Muon; Liu et al. 2025, arXiv:2502.16982). Of a matrix the momentum `m` is brought
 * to orthogonality before it is subtracted; all else goes by AdamW, with the moments `m` and `v`.
 *
 * Reads momentum, nesterov (0 or 1), weightDecay, a, b, c, steps, rmsRate and scales (0 where there is no rmsRate), and for AdamW beta1, beta2,
 * epsilon, adamWeightDecay and rateRatio.
 */
export const kerasMuon: Algorithm = {
  name: "keras-muon",
  text: [...matrixLines, ...ruleLines(rule)].join("\n"),
  hyperparameters: [
    "momentum",
    "nesterov",
    "weightDecay",
    "a",
    "b",
    "c",
    "steps",
    "rmsRate",
    "scales",
    "beta1",
    "beta2",
    "epsilon",
    "adamWeightDecay",
    "rateRatio",
  ],
  stateVectors: ["m", "v"],
  stateScalars: [],
  bind: (run) =>
    bindMatrices(run, kerasMuon.stateVectors, bindMatrixUpdate(run), {
      rule,
      linesBefore: matrixLines.length,
      scalar: (tensor, name) => run.scalar(tensor, name === "weightDecay" ? "adamWeightDecay" : name),
    }),
};

/** The same with `use_ema`. */
export const kerasAveragedMuon = averagedAlgorithm(kerasMuon);

function bindMatrixUpdate(run: AlgorithmRun): BoundAlgorithm {
  const { precision, tensors, parameters, gradient, scalar } = run;
  const round = rounding(precision);
  const isSingle = precision === "float32";
  const m = run.state("m");
  const updates = parameters.slice();
  const coefficientsOf = bindStepCoefficients(run);
  const orthogonalizations = orthogonalizeInPrecision(run);

  return {
    update(tensor) {
      const { offset, length, shape } = tensors[tensor];
      const end = offset + length;
      const value = (name: string) => scalar(tensor, name);
      const momentum = round(value("momentum"));
      const less = round(value("momentum") - 1);
      for (let i = offset; i < end; i++) m[i] += roundIf(isSingle, gradient[i] + roundIf(isSingle, m[i] * less));
      const looksAhead = value("nesterov") === 1;
      for (let i = offset; i < end; i++)
        updates[i] = looksAhead ? gradient[i] + roundIf(isSingle, momentum * m[i]) : m[i];

      const { result } = orthogonalizations[tensor];
      orthogonalizations[tensor].run(updates, offset, {
        coefficients: coefficientsOf(tensor),
        preconditioning: { kind: "frobenius", epsilon: NORM_OFFSET, epsilonIs: "added" },
      });
      const lr = round(value("lr"));
      const decay = round(value("weightDecay"));
      const scales = value("scales") === 1;
      const size = scales ? round(Math.sqrt(Math.max(...shape))) : 1;
      const rate = scales ? round(value("rmsRate")) : 1;
      for (let i = offset; i < end; i++) {
        const p = parameters[i];
        const shrunk = roundIf(isSingle, p - roundIf(isSingle, roundIf(isSingle, p * decay) * lr));
        const step = roundIf(isSingle, roundIf(isSingle, lr * result[i - offset]) * size);
        parameters[i] = shrunk - roundIf(isSingle, step * rate);
      }
    },

    explain(inputs, index, tensor, format) {
      const { offset, shape } = tensors[tensor];
      const { divisor, result } = orthogonalizations[tensor];
      const value = (name: string) => scalar(tensor, name);
      const momentum = format(value("momentum"));
      const g = format(inputs.g);
      const p = format(inputs.p);
      const lr = format(value("lr"));
      const o = result[index - offset];
      const decays = value("weightDecay") !== 0;
      const scales = value("scales") === 1;
      const before = format(inputs.states[0]);
      return [
        algorithmLine("m", "m + (g + (μ − 1) m)", `${before} + (${g} + (${momentum} − 1) · ${before})`, m[index]),
        value("nesterov") === 1
          ? algorithmLine("u", "g + μ m", `${g} + ${momentum} · ${format(m[index])}`, updates[index])
          : algorithmLine("u", "m", format(m[index]), updates[index]),
        algorithmLine(
          "X",
          "u / (‖u‖ + 10⁻⁷)",
          `${format(updates[index])} / ${format(divisor)}`,
          updates[index] / divisor,
        ),
        orthogonalLine(value("steps"), o),
        algorithmLine(
          "p",
          `p ${decays ? "− p λ lr " : ""}− lr O${scales ? " √max(rows, columns) · rms_rate" : ""}`,
          `${p} ${decays ? `− ${p} · ${format(value("weightDecay"))} · ${lr} ` : ""}− ${lr} · ${format(o)}${
            scales ? ` · √${Math.max(...shape)} · ${format(value("rmsRate"))}` : ""
          }`,
          parameters[index],
        ),
      ];
    },
  };
}
