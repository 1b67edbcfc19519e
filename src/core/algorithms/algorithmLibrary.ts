import { SpecificationError } from "../simulation/specification";
import type { Algorithm } from "./algorithm";
import { kerasAveragedMuon, kerasMuon } from "./kerasMuon";
import { optaxMuon } from "./optaxMuon";
import { torchLbfgs } from "./torchLbfgs";
import { torchMuon } from "./torchMuon";

/** All optimizers that are written by hand. */
export const algorithms: readonly Algorithm[] = [torchMuon, torchLbfgs, kerasMuon, kerasAveragedMuon, optaxMuon];

/** @throws SpecificationError when there is no algorithm of this name */
export function findAlgorithm(name: string): Algorithm {
  const found = algorithms.find((algorithm) => algorithm.name === name);
  if (found !== undefined) return found;
  throw new SpecificationError(
    "optimizer.algorithm",
    `There is no algorithm "${name}"; expected ${algorithms.map((algorithm) => algorithm.name).join(", ")}.`,
  );
}

/** @throws SpecificationError when a number is missing that the algorithm needs, or there is one that it does not have */
export function requireHyperparameters(algorithm: Algorithm, given: Readonly<Record<string, number>>): void {
  const known = algorithm.hyperparameters.join(", ");
  const missing = algorithm.hyperparameters.find((name) => !(name in given));
  if (missing !== undefined) {
    throw new SpecificationError(
      "optimizer.hyperparameters",
      `The algorithm ${algorithm.name} needs ${missing}; expected ${known}.`,
    );
  }
  const isKnown = (name: string) => {
    const [, ofSteps] = /^(.+)\[(?:[2-9]|[1-9]\d+)\]$/.exec(name) ?? [];
    return algorithm.hyperparameters.includes(name) || algorithm.hyperparametersOfSteps?.includes(ofSteps);
  };
  const unknown = Object.keys(given).find((name) => !isKnown(name));
  if (unknown !== undefined) {
    throw new SpecificationError(
      `optimizer.hyperparameters.${unknown}`,
      `The algorithm ${algorithm.name} has no hyperparameter "${unknown}"; it has ${known}.`,
    );
  }
}
