import type { OptimizerConfiguration } from "./configuration";

/** The name of a rule or schedule of the user's own, whose text is then the hyperparameter of this name. */
export const OWN_RULE = "rule";

/** The hyperparameter that is the learning rate of a rule. */
export function rateOfOwnRule({ handWritten }: Pick<OptimizerConfiguration, "handWritten">): string {
  return handWritten?.learningRate ?? "learningRate";
}
