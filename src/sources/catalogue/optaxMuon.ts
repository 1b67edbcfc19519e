import { optaxMuon as algorithm, optaxPreconditionings as preconditionings } from "../../core/algorithms/optaxMuon";
import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import type { SourceValue } from "../configuration";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, OptimizerEntry } from "./catalogue";
import {
  beta1,
  beta2,
  decayMask,
  epsilon,
  epsilonRoot,
  flag,
  keptMean,
  keywordOnly,
  learningRate,
  nesterov,
  noneAlone,
  number,
  optaxEntry,
  stateType,
  weightDecay,
} from "./optaxArguments";

/** Coefficients by the name that `ns_coeffs` has for them. */
const presets: Readonly<Record<string, SourceValue>> = {
  standard: [3.4445, -4.775, 2.0315],
  dion: [
    [4.0848, -6.8946, 2.927],
    [3.9505, -6.3029, 2.6377],
    [3.7418, -5.5913, 2.3037],
    [2.8769, -3.1427, 1.2046],
    [2.8366, -3.0525, 1.2012],
  ],
};

const preconditioningChoices: readonly SourceValue[] = preconditionings;

/** Not shown beside Muon's own values. */
const ofAdam = (name: string, argument: ArgumentDefinition): ArgumentDefinition => ({
  ...keywordOnly(argument),
  name,
  symbol: undefined,
});

/** optax.contrib.muon, which no rule expresses. */
export const optaxMuon: OptimizerEntry = optaxEntry({
  name: "muon",
  module: "contrib",
  file: "optax/contrib/_muon.py",
  title: "Muon",
  summary: "Makes the mean gradient of matrices orthogonal before each step; all else goes by AdamW.",
  algorithm: () => algorithm.name,
  arguments: [
    learningRate,
    {
      name: "ns_coeffs",
      kind: "table",
      length: 3,
      default: presets.standard,
      documentation:
        "Coefficients a, b and c of the polynomial that is applied to the matrix, or of each step by itself; standard or dion by name.",
    },
    {
      name: "ns_steps",
      kind: "integer",
      default: 5,
      advisedRange: COUNT,
      documentation: "How often the polynomial is applied, where the steps have no coefficients of their own.",
    },
    number("beta", 0.95, "beta", "β", keptMean),
    { ...epsilon(1e-8), documentation: "Added to the norm of a matrix, and to AdamW's root of the squares." },
    weightDecay(0),
    decayMask("weight_decay_mask"),
    stateType("mu_dtype"),
    keywordOnly({ ...nesterov, default: true }),
    keywordOnly(flag("adaptive", "Whether a step is as long as the mean gradient's dual norm.")),
    keywordOnly({
      name: "preconditioning",
      kind: "string",
      default: "frobenius",
      documentation: `By what a matrix is divided before it is made orthogonal: ${preconditionings.join(", ")}.`,
    }),
    ofAdam("adam_b1", beta1("AdamW's share of the mean gradient that is kept from step to step.")),
    ofAdam("adam_b2", beta2("AdamW's share of the mean of squares that is kept from step to step.")),
    ofAdam("adam_eps_root", epsilonRoot()),
    ofAdam("adam_weight_decay", {
      ...weightDecay(0),
      documentation: "AdamW's weight decay, times lr.",
      ruleNames: ["adamWeightDecay"],
    }),
    keywordOnly({
      name: "adam_learning_rate",
      kind: "number",
      default: null,
      nullable: true,
      advisedRange: NOT_NEGATIVE,
      documentation: "AdamW's learning rate; None for that of Muon.",
    }),
    keywordOnly(
      noneAlone(
        "muon_weight_dimension_numbers",
        "How tensors are reshaped to matrices; None where those with two dimensions are all.",
      ),
    ),
    keywordOnly({
      name: "consistent_rms",
      kind: "number",
      default: null,
      nullable: true,
      documentation:
        "Root mean square of a step over the learning rate; None for steps that are √max(1, columns/rows) long.",
    }),
  ],
  numbers: (values) => ({
    ...coefficientNumbers(values),
    nesterov: Number(values.nesterov),
    adaptive: Number(values.adaptive),
    preconditioning: preconditioningChoices.indexOf(values.preconditioning),
    isConsistent: values.consistent_rms === null ? 0 : 1,
    consistentRms: Number(values.consistent_rms),
    ownAdamRate: values.adam_learning_rate === null ? 0 : 1,
    adamLearningRate: Number(values.adam_learning_rate),
  }),
  check: (values) => [...unknownNames(values), ...surplusCoefficients(values)],
  rule: () => algorithm.text,
});

/** Coefficients of all steps, or a row of them for each. */
function tableOf({ ns_coeffs: given }: ArgumentValues): readonly SourceValue[] {
  const table = typeof given === "string" ? presets[given] : given;
  return Array.isArray(table) ? table : [];
}

function isByStep(table: readonly SourceValue[]): boolean {
  return Array.isArray(table[0]);
}

/** Under the names that the algorithm has for the coefficients of each step. */
function coefficientNumbers(values: ArgumentValues): Record<string, number> {
  const table = tableOf(values);
  const rows = isByStep(table) ? table : [table];
  const numbers = rows.flatMap((row, index) => {
    const step = index === 0 ? "" : `[${index + 1}]`;
    return Array.isArray(row) ? ["a", "b", "c"].map((name, i) => [`${name}${step}`, Number(row[i])] as const) : [];
  });
  return { ...Object.fromEntries(numbers), steps: isByStep(table) ? rows.length : Number(values.ns_steps) };
}

function unknownNames(values: ArgumentValues): readonly ArgumentIssue[] {
  const choices: Readonly<Record<string, readonly string[]>> = {
    ns_coeffs: Object.keys(presets),
    preconditioning: preconditionings,
  };
  return Object.entries(choices).flatMap(([argument, names]) => {
    const value = values[argument];
    if (typeof value !== "string" || names.includes(value)) return [];
    return [{ severity: "error", argument, message: `${argument} is "${value}"; expected ${names.join(", ")}.` }];
  });
}

/** optax refuses coefficients of more steps than there are to be. */
function surplusCoefficients(values: ArgumentValues): readonly ArgumentIssue[] {
  const table = tableOf(values);
  const { ns_steps: steps } = values;
  if (!isByStep(table) || typeof steps !== "number" || table.length <= steps) return [];
  const message = `ns_coeffs has coefficients of ${table.length} steps, and ns_steps is ${steps}; expected at most as many.`;
  return [{ severity: "error", argument: "ns_coeffs", message }];
}
