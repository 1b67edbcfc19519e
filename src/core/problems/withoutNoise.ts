import type { ProblemSpecification } from "./problem";
import { problemCatalogue } from "./problemCatalogue";

/** The problem with all of its samples in every batch, and no noise: itself where it is so already. */
export function withoutNoise(specification: ProblemSpecification): ProblemSpecification {
  const { name, parameters } = specification;
  const description = problemCatalogue.find((definition) => definition.name === name)?.parameters.batchSize;
  if (description === undefined || (parameters.batchSize ?? description.default) === 0) return specification;
  return { name, parameters: { ...parameters, batchSize: 0 } };
}
