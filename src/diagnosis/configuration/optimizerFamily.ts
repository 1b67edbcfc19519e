import type { OptimizerEntry } from "../../sources/catalogue/catalogue";

/** Optimizers whose learning rate means about the same. */
export type OptimizerFamily =
  /** Steps of the learning rate times a gradient or a mean of gradients: SGD, momentum, Nesterov. */
  | "descent"
  /** Steps of about the learning rate in every coordinate: Adam and its kin. */
  | "adam"
  /** The same without a mean gradient: RMSprop. */
  | "rmsprop"
  /** Divided by the root of the sum of all squares so far. */
  | "adagrad"
  /** Steps of a size of their own, which the learning rate multiplies. */
  | "adadelta"
  /** Descent whose parameters follow a mean of themselves, and stand far larger steps. */
  | "scheduleFreeDescent"
  /** Steps of exactly the learning rate: Lion and other signs. */
  | "sign"
  | "adafactor"
  /** Steps in proportion to the norm of a tensor, by a small trust coefficient: LARS. */
  | "lars"
  /** Steps of Adam or of the gradient in proportion to the norm of a tensor: LAMB, NovoGrad, Fromage. */
  | "layerwise"
  /** The learning rate multiplies an estimate of the right one: Prodigy, D-Adaptation. */
  | "parameterFree"
  /** Orthogonal steps of matrices. */
  | "muon"
  /** Steps that grow and shrink by themselves: Rprop. */
  | "rprop"
  /** Steps of curvature: L-BFGS. */
  | "newton";

const patterns: readonly (readonly [RegExp, OptimizerFamily])[] = [
  [/prodigy|d_?adapt|dowg|\bdog\b|mechanic|cocob/i, "parameterFree"],
  [/adadelta/i, "adadelta"],
  [/adagrad|\bsm3\b/i, "adagrad"],
  [/adafactor/i, "adafactor"],
  [/\blars\b/i, "lars"],
  [/lamb|fromage|novograd/i, "layerwise"],
  [/lion|signsgd|sign_sgd|signum|tiger/i, "sign"],
  [/muon/i, "muon"],
  [/rprop/i, "rprop"],
  [/l-?bfgs/i, "newton"],
  [/rms_?prop/i, "rmsprop"],
  [/adam|\badan\b|adopt|acprop|adabelief|yogi|amsgrad|ftml/i, "adam"],
  [/schedule_free_sgd/i, "scheduleFreeDescent"],
  [/sgd|momentum|nesterov|gradient-descent|gradient_descent|accumulated-gradient/i, "descent"],
];

/** The family of a catalogue's optimizer; null for one of none. */
export function familyOf({ name, title }: Pick<OptimizerEntry, "name" | "title">): OptimizerFamily | null {
  return patterns.find(([pattern]) => pattern.test(name) || pattern.test(title))?.[1] ?? null;
}
