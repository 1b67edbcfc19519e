import { torchLbfgs } from "../../core/algorithms/torchLbfgs";
import { torchMuon } from "../../core/algorithms/torchMuon";
import { BELOW_ONE, COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import type { ArgumentIssue, ArgumentValues, OptimizerEntry } from "./catalogue";
import { executionIssues, flag, learningRate, torchEntry, weightDecay } from "./torchArguments";

/** The optimizers of torch.optim 2.13.0 that no rule expresses: arguments, defaults and ranges as their constructors have and enforce them. */
export const torchAlgorithms: readonly OptimizerEntry[] = [
  {
    ...torchEntry("Muon", "_muon"),
    summary:
      "Brings the momentum of a matrix to orthogonality, so that every direction takes a step of about the same length.",
    algorithm: () => torchMuon.name,
    stateNames: { m: "momentum_buffer" },
    rule: () => torchMuon.text,
    arguments: [
      learningRate(1e-3),
      weightDecay(0.1, "Share of the parameters, times lr, that is taken off before the update."),
      {
        name: "momentum",
        kind: "number",
        default: 0.95,
        range: NOT_NEGATIVE,
        advisedRange: BELOW_ONE,
        documentation: "Share of the mean gradient that is kept from step to step.",
        ruleNames: ["momentum"],
        symbol: "momentum",
      },
      { ...flag("nesterov", "Follows the mean as it will be after one more step with this gradient."), default: true },
      {
        name: "ns_coefficients",
        kind: "numbers",
        length: 3,
        default: [3.4445, -4.775, 2.0315],
        documentation: "Coefficients a, b and c of the polynomial that is applied to the matrix.",
        ruleNames: ["a", "b", "c"],
      },
      {
        name: "eps",
        kind: "number",
        default: 1e-7,
        documentation: "What the norm is at least when the matrix is divided by it.",
        ruleNames: ["epsilon"],
        symbol: "ε",
      },
      {
        name: "ns_steps",
        kind: "number",
        default: 5,
        range: { integer: true, exclusiveMaximum: 100 },
        documentation: "How often the polynomial is applied.",
        ruleNames: ["steps"],
      },
      {
        name: "adjust_lr_fn",
        kind: "string",
        default: null,
        nullable: true,
        documentation:
          "How the shape of a matrix changes its learning rate: original (None), times √max(1, rows/columns); match_rms_adamw, times 0.2 √max(rows, columns).",
      },
    ],
    check: (values) => [
      ...executionIssues(values),
      ...unknownChoice(values, "adjust_lr_fn", ["original", "match_rms_adamw"]),
    ],
    renamedArguments: { learning_rate: "lr", epsilon: "eps", backend_steps: "ns_steps" },
    numbers: ({ nesterov, adjust_lr_fn }) => ({
      nesterov: Number(nesterov),
      matchesAdamw: adjust_lr_fn === "match_rms_adamw" ? 1 : 0,
    }),
  },
  {
    ...torchEntry("LBFGS", "lbfgs"),
    summary:
      "Quasi-Newton: learns the curvature from the gradients it has seen, and evaluates the loss several times a step.",
    algorithm: () => torchLbfgs.name,
    stateNames: { d: "d", evaluations: "func_evals", iterations: "n_iter", stepLength: "t" },
    rule: () => torchLbfgs.text,
    arguments: [
      { ...learningRate(1), documentation: "Step length, the first one that a line search tries." },
      {
        name: "max_iter",
        kind: "number",
        default: 20,
        range: { minimum: 0, integer: true },
        documentation: "Directions that one step follows at most.",
        ruleNames: ["maximumIterations"],
        symbol: "max iter",
      },
      {
        name: "max_eval",
        kind: "number",
        default: null,
        nullable: true,
        range: COUNT,
        documentation: "Evaluations of the loss that one step makes at most, more or less; None: 5/4 of max_iter.",
      },
      {
        name: "tolerance_grad",
        kind: "number",
        default: 1e-7,
        documentation: "A step ends where no entry of the gradient is larger.",
        ruleNames: ["gradientTolerance"],
      },
      {
        name: "tolerance_change",
        kind: "number",
        default: 1e-9,
        documentation: "A step ends where neither a parameter nor the loss changes by more.",
        ruleNames: ["changeTolerance"],
      },
      {
        name: "history_size",
        kind: "number",
        default: 100,
        range: COUNT,
        documentation: "How many changes of parameters and gradient the curvature is learned from.",
        ruleNames: ["historySize"],
        symbol: "history",
      },
      {
        name: "line_search_fn",
        kind: "string",
        default: null,
        nullable: true,
        documentation: "strong_wolfe searches along every direction; None goes lr times its length.",
      },
    ],
    check: (values) => [...executionIssues(values), ...unknownChoice(values, "line_search_fn", ["strong_wolfe"])],
    renamedArguments: { learning_rate: "lr", line_search: "line_search_fn", tolerance: "tolerance_grad" },
    numbers: ({ max_iter, max_eval, line_search_fn }) => ({
      maximumEvaluations: typeof max_eval === "number" ? max_eval : Math.floor((Number(max_iter) * 5) / 4),
      strongWolfe: line_search_fn === "strong_wolfe" ? 1 : 0,
    }),
  },
];

/** What torch says of a string that is none of those it knows. */
function unknownChoice(values: ArgumentValues, argument: string, choices: readonly string[]): readonly ArgumentIssue[] {
  const value = values[argument];
  if (typeof value !== "string" || choices.includes(value)) return [];
  const message = `${argument} is "${value}"; expected ${choices.join(", ")} or None.`;
  return [{ severity: "error", argument, message }];
}
