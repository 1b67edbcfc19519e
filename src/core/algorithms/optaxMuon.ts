import { optaxAdamRule } from "../optimizers/optaxAdamRules";
import { rounding } from "../rule/evaluator";
import type { Algorithm, AlgorithmRun, BoundAlgorithm } from "./algorithm";
import { algorithmLine } from "./algorithmLine";
import { bindMatrices, orthogonalizeInPrecision, otherTensors } from "./matricesAndOthers";
import type { Preconditioning } from "./orthogonalization";
import { orthogonalLine, orthogonalText } from "./orthogonalLine";
import { roundIf } from "./roundIf";
import { parseTensorRule, ruleLines } from "./ruleForTensors";
import { bindStepCoefficients } from "./stepCoefficients";

/** By the number that `preconditioning` is. */
export const optaxPreconditionings = ["frobenius", "spectral", "aol", "schatten"] as const;

const ruleOf = (nesterov: boolean) =>
  parseTensorRule(optaxAdamRule({ penalty: true, weightDecay: true, epsilonRoot: true, nesterov }), [
    "beta1",
    "beta2",
    "epsilon",
    "epsilonRoot",
    "penalty",
    "weightDecay",
  ]);
const rules = { nesterov: ruleOf(true), plain: ruleOf(false) };

const matrixLines = [
  "g = g + penalty p",
  "m = (1 − β) g + β m",
  "m̂ = β m / (1 − βᵗ⁺¹) + (1 − β) g / (1 − βᵗ); without nesterov m / (1 − βᵗ)",
  "X = m̂ / (‖m̂‖ + ε), or as preconditioning says",
  orthogonalText,
  "u = s O + λ p, with s = √max(1, columns / rows); with consistent_rms √max(rows, columns) · consistent_rms; if adaptive s (m̂ · O) O + λ p",
  "p = p − lr u",
  otherTensors,
];

/**
 * optax/contrib/_muon.py of optax 0.2.8 (Jordan 2024, Muon). Of a matrix the mean gradient, corrected for having started at 0, is brought to
 * orthogonality; all else goes by AdamW, with the moments `m` and `v`.
 *
 * Reads beta, nesterov and adaptive (0 or 1), a, b, c, steps, epsilon, preconditioning (a number of `optaxPreconditionings`), consistentRms and
 * isConsistent (0 where there is no consistentRms), weightDecay and penalty, and for AdamW beta1, beta2, epsilonRoot, adamWeightDecay,
 * adamLearningRate and ownAdamRate (0 where AdamW has the learning rate of Muon).
 */
export const optaxMuon: Algorithm = {
  name: "optax-muon",
  text: [...matrixLines, ...ruleLines(rules.nesterov)].join("\n"),
  hyperparameters: [
    "beta",
    "nesterov",
    "adaptive",
    "a",
    "b",
    "c",
    "steps",
    "epsilon",
    "preconditioning",
    "consistentRms",
    "isConsistent",
    "weightDecay",
    "penalty",
    "beta1",
    "beta2",
    "epsilonRoot",
    "adamWeightDecay",
    "adamLearningRate",
    "ownAdamRate",
  ],
  hyperparametersOfSteps: ["a", "b", "c"],
  stateVectors: ["m", "v"],
  stateScalars: [],
  bind: (run) =>
    bindMatrices(run, optaxMuon.stateVectors, bindMatrixUpdate(run), {
      rule: run.hyperparameters.nesterov === 1 ? rules.nesterov : rules.plain,
      linesBefore: matrixLines.length,
      scalar: (tensor, name) => run.scalar(tensor, adamScalar(run, tensor, name)),
    }),
};

/** Which scalar AdamW reads by this name. */
function adamScalar({ scalar }: AlgorithmRun, tensor: number, name: string): string {
  if (name === "lr") return scalar(tensor, "ownAdamRate") === 1 ? "adamLearningRate" : "lr";
  return name === "weightDecay" ? "adamWeightDecay" : name;
}

function bindMatrixUpdate(run: AlgorithmRun): BoundAlgorithm {
  const { precision, tensors, parameters, gradient, scalar } = run;
  const round = rounding(precision);
  const isSingle = precision === "float32";
  const m = run.state("m");
  const corrected = parameters.slice();
  const coefficientsOf = bindStepCoefficients(run);
  const orthogonalizations = orthogonalizeInPrecision(run);
  const optionsOf = (tensor: number) => ({
    coefficients: coefficientsOf(tensor),
    preconditioning: preconditioningOf(run, tensor),
  });
  /** Of the last update of every tensor. */
  const shown = tensors.map(() => ({ scale: 1, product: 1 }));

  /** What is done to the whole matrix before the direction is made of it. */
  const scaleOf = (tensor: number) => {
    const [rows, columns] = tensors[tensor].shape;
    if (scalar(tensor, "isConsistent") === 0) return Math.sqrt(Math.max(1, columns / rows));
    return Math.sqrt(Math.max(rows, columns)) * scalar(tensor, "consistentRms");
  };
  const correct = (tensor: number) => {
    const { offset, length } = tensors[tensor];
    const value = (name: string) => scalar(tensor, name);
    const beta = round(value("beta"));
    const share = round(1 - value("beta"));
    const penalty = round(value("penalty"));
    const ofNow = round(1 - value("beta") ** value("t"));
    const ofNext = round(1 - value("beta") ** (value("t") + 1));
    const looksAhead = value("nesterov") === 1;
    for (let i = offset; i < offset + length; i++) {
      const g = roundIf(isSingle, gradient[i] + roundIf(isSingle, penalty * parameters[i]));
      m[i] = roundIf(isSingle, share * g) + roundIf(isSingle, beta * m[i]);
      corrected[i] = looksAhead
        ? roundIf(isSingle, beta * roundIf(isSingle, m[i] / ofNext)) +
          roundIf(isSingle, share * roundIf(isSingle, g / ofNow))
        : m[i] / ofNow;
    }
  };
  /** The dual norm of what was made orthogonal: its product with the result. */
  const productOf = (tensor: number) => {
    const { offset, length } = tensors[tensor];
    const { result } = orthogonalizations[tensor];
    let product = 0;
    for (let i = 0; i < length; i++) product += corrected[offset + i] * result[i];
    return round(product);
  };

  return {
    update(tensor) {
      const { offset, length } = tensors[tensor];
      correct(tensor);
      orthogonalizations[tensor].run(corrected, offset, optionsOf(tensor));
      const { result } = orthogonalizations[tensor];
      const product = scalar(tensor, "adaptive") === 1 ? productOf(tensor) : 1;
      const scale = round(scaleOf(tensor));
      const decay = round(scalar(tensor, "weightDecay"));
      const lr = round(-scalar(tensor, "lr"));
      for (let i = offset; i < offset + length; i++) {
        const scaled = roundIf(isSingle, scale * roundIf(isSingle, product * result[i - offset]));
        const direction = roundIf(isSingle, scaled + roundIf(isSingle, decay * parameters[i]));
        parameters[i] += roundIf(isSingle, lr * direction);
      }
      Object.assign(shown[tensor], { scale, product });
    },

    explain(inputs, index, tensor, format) {
      const { scale, product } = shown[tensor];
      const { divisor, result } = orthogonalizations[tensor];
      const value = (name: string) => scalar(tensor, name);
      const [beta, share] = [format(value("beta")), format(1 - value("beta"))];
      const looksAhead = value("nesterov") === 1;
      const isAdaptive = value("adaptive") === 1;
      const decays = value("weightDecay") !== 0;
      const penalty = value("penalty");
      const g = round(inputs.g + round(round(penalty) * inputs.p));
      const t = value("t");
      const o = result[index - tensors[tensor].offset];
      const scaled = round(scale * round(product * o));
      const direction = round(scaled + round(round(value("weightDecay")) * inputs.p));
      const hat = format(corrected[index]);
      const { coefficients, preconditioning } = optionsOf(tensor);
      return [
        ...(penalty === 0
          ? []
          : [algorithmLine("g", "g + penalty p", `${format(inputs.g)} + ${format(penalty)} · ${format(inputs.p)}`, g)]),
        algorithmLine(
          "m",
          "(1 − β) g + β m",
          `${share} · ${format(g)} + ${beta} · ${format(inputs.states[0])}`,
          m[index],
        ),
        algorithmLine(
          "m̂",
          looksAhead ? "β m / (1 − βᵗ⁺¹) + (1 − β) g / (1 − βᵗ)" : "m / (1 − βᵗ)",
          looksAhead
            ? `${beta} · ${format(m[index])} / (1 − ${beta}^${t + 1}) + ${share} · ${format(g)} / (1 − ${beta}^${t})`
            : `${format(m[index])} / (1 − ${beta}^${t})`,
          corrected[index],
        ),
        ...("epsilon" in preconditioning
          ? [
              algorithmLine(
                "X",
                preconditioning.kind === "spectral" ? "m̂ / (σ(m̂) + ε)" : "m̂ / (‖m̂‖ + ε)",
                `${hat} / ${format(divisor)}`,
                corrected[index] / divisor,
              ),
            ]
          : [algorithmLine("X", "m̂, whose rows are divided in the first step", hat, corrected[index])]),
        orthogonalLine(coefficients.length, o),
        algorithmLine(
          "u",
          `s ${isAdaptive ? "(m̂ · O) " : ""}O${decays ? " + λ p" : ""}`,
          `${format(scale)} ${isAdaptive ? `· ${format(product)} ` : ""}· ${format(o)}${
            decays ? ` + ${format(value("weightDecay"))} · ${format(inputs.p)}` : ""
          }`,
          direction,
        ),
        algorithmLine(
          "p",
          "p − lr u",
          `${format(inputs.p)} − ${format(value("lr"))} · ${format(direction)}`,
          parameters[index],
        ),
      ];
    },
  };
}

function preconditioningOf({ scalar }: AlgorithmRun, tensor: number): Preconditioning {
  const kind = optaxPreconditionings[scalar(tensor, "preconditioning")];
  if (kind === "aol" || kind === "schatten") return { kind };
  return { kind, epsilon: scalar(tensor, "epsilon"), epsilonIs: "added" };
}
