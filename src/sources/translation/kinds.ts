import type { OptimizerEntry } from "../catalogue/catalogue";
import { optimizers } from "../catalogue/findEntry";
import type { Framework } from "../configuration";
import type { TranslationTarget } from "./translation";

/** Optimizers that go by another name than those that they are kin to: without spaces, in small letters. */
const kinByTitle: Readonly<Record<string, string>> = {
  gradientdescent: "sgd",
  momentum: "sgd",
  nesterovmomentum: "sgd",
  accumulatedgradient: "sgd",
  adamw: "adam",
  amsgrad: "adam",
  sparseadam: "adam",
  fusedadam: "adam",
  deepspeedcpuadam: "adam",
  decoupledadamw: "adam",
  adamaxw: "adamax",
  nadamw: "nadam",
  rmspropasprinted: "rmsprop",
  adagradasprinted: "adagrad",
  deepspeedcpuadagrad: "adagrad",
  fusedlion: "lion",
  deepspeedcpulion: "lion",
  fusedlamb: "lamb",
};

/** Whose optimizers and schedules a program of the target uses. */
export const frameworksOf: Readonly<Record<TranslationTarget, readonly Framework[]>> = {
  torch: ["torch", "transformers"],
  keras: ["keras"],
  optax: ["optax"],
  native: ["native"],
};

/**
 * Optimizers that no program that starts today would be given: SparseAdam takes sparse gradients alone, and those of Keras 2 are gone.
 */
function isOffered({ name }: OptimizerEntry): boolean {
  return name !== "torch.optim.SparseAdam" && !name.includes(".legacy.");
}

/** What an optimizer is at heart, whatever framework it is of. */
export function kindOf({ title }: OptimizerEntry): string {
  const plain = title.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return kinByTitle[plain] ?? plain;
}

/**
 * The optimizers of a target that may do the same, itself first where it is one of them.
 *
 * @param decays whether weights decay, for which those with a W in their name are made
 */
export function kindred(entry: OptimizerEntry, target: TranslationTarget, decays: boolean): readonly OptimizerEntry[] {
  const rank = (other: OptimizerEntry): number => {
    if (other === entry) return -1;
    return other.title.endsWith("W") === decays ? 0 : 1;
  };
  const kin = optionsOf(target).filter((other) => other === entry || kindOf(other) === kindOf(entry));
  const own = frameworksOf[target].includes(entry.framework) && !kin.includes(entry) ? [entry] : [];
  return [...own, ...kin].toSorted((a, b) => rank(a) - rank(b));
}

/** All optimizers of a target. */
export function optionsOf(target: TranslationTarget): readonly OptimizerEntry[] {
  return optimizers.filter((entry) => frameworksOf[target].includes(entry.framework) && isOffered(entry));
}
