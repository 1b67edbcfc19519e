import { findAlgorithm, requireHyperparameters } from "../algorithms/algorithmLibrary";
import { AlgorithmSession } from "../algorithms/algorithmSession";
import type { Precision } from "../floatArray";
import { findPreparation } from "../preparations/preparationLibrary";
import { PreparedSession } from "../preparations/preparedSession";
import { compileKernel } from "../rule/kernel";
import { KernelSession } from "../rule/kernelSession";
import { parseRule, type Rule } from "../rule/rule";
import type { RepeatedEvaluation } from "./repeatedEvaluation";
import { OPTIMIZER_INPUTS, TENSOR_INPUTS } from "./ruleInputs";
import type { OptimizerSpecification } from "./specification";
import type { LaidOutTensor } from "./tensorLayout";
import type { UpdateSession } from "./updateSession";

/** What drives a run's updates. */
export interface CreatedSession {
  readonly session: UpdateSession;
  /** Null for an algorithm. */
  readonly rule: Rule | null;
}

/**
 * Binds an optimizer to the tensors of a run.
 *
 * @param repeated evaluates loss and gradient besides; null where there is no loss
 * @throws SpecificationError or RuleError when there is no such optimizer, or it cannot update these tensors
 */
export function createUpdateSession(
  { algorithm: name, preparation: preparationName, rule: text, hyperparameters }: OptimizerSpecification,
  precision: Precision,
  tensors: readonly LaidOutTensor[],
  repeated: RepeatedEvaluation | null,
): CreatedSession {
  if (name === undefined) {
    const scalars = [...OPTIMIZER_INPUTS, ...Object.keys(hyperparameters)];
    if (preparationName !== undefined) {
      const preparation = findPreparation(preparationName, hyperparameters);
      const rule = parseRule(text, { scalars: [...scalars, ...TENSOR_INPUTS], vectors: ["p", "g"] });
      return {
        session: new PreparedSession(compileKernel(rule, precision), tensors, preparation, hyperparameters),
        rule,
      };
    }
    const rule = parseRule(text, { scalars, vectors: ["p", "g"] });
    const lengths = tensors.map((tensor) => tensor.length);
    return { session: new KernelSession(compileKernel(rule, precision), lengths), rule };
  }
  const algorithm = findAlgorithm(name);
  requireHyperparameters(algorithm, hyperparameters);
  return { session: new AlgorithmSession(algorithm, precision, tensors, hyperparameters, repeated), rule: null };
}
