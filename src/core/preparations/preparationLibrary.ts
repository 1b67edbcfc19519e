import { SpecificationError } from "../simulation/specification";
import { dimensionMaxima } from "./dimensionMaxima";
import { kerasFactoredMean, optaxFactoredMean, torchFactoredMean, transformersFactoredMean } from "./factoredMeans";
import type { Preparation } from "./preparation";

/** All preparations. */
export const preparations: readonly Preparation[] = [
  torchFactoredMean,
  kerasFactoredMean,
  optaxFactoredMean,
  transformersFactoredMean,
  dimensionMaxima,
];

/** @throws SpecificationError when there is no preparation of this name, or a number is missing that it needs */
export function findPreparation(name: string, hyperparameters: Readonly<Record<string, number>>): Preparation {
  const found = preparations.find((preparation) => preparation.name === name);
  if (found === undefined) {
    throw new SpecificationError(
      "optimizer.preparation",
      `There is no preparation "${name}"; expected ${preparations.map((preparation) => preparation.name).join(", ")}.`,
    );
  }
  const missing = found.hyperparameters.find((needed) => !(needed in hyperparameters));
  if (missing === undefined) return found;
  throw new SpecificationError(
    "optimizer.hyperparameters",
    `The preparation ${name} needs ${missing}; expected ${found.hyperparameters.join(", ")}.`,
  );
}
