import { chainRate } from "../chainSpecification";
import type { ReadValue, TransformationConfiguration } from "../configuration";
import type { ChainReading } from "./optaxChain";
import { type ChainPart, type OptaxFile, refuse, unreadChain } from "./optaxChainParts";
import { readTransformation } from "./optaxTransformation";

/** The name of a configuration whose transformations amount to no optimizer of optax. */
const CHAIN = "optax.chain";

/**
 * Reads a chain as the transformations that it is made of, in any order. What is not known is named, and keeps it from being simulated.
 *
 * @returns null for a chain in which nothing makes steps
 */
export function composeChain(parts: readonly ChainPart[], file: OptaxFile): ChainReading | null {
  const read = parts.map((part) => readTransformation(part, file));
  const known = read.filter((one) => one !== null);
  const transformations = known.map(({ transformation }) => transformation);
  const rate = chainRate(transformations);
  if (rate === null) return null;
  const unknown = parts.filter((_, index) => read[index] === null);
  const refused = refuse(unknown, file.source);
  return {
    optimizer: CHAIN,
    hyperparameters: Object.fromEntries(namedValues(transformations, new Map())),
    schedule: rate.transformation.schedules[rate.argument] ?? null,
    clipping: null,
    transformations,
    unresolved: [...known.flatMap(({ unresolved }) => unresolved), ...unreadChain(refused)],
    issues: [...known.flatMap(({ issues }) => issues), ...refused],
  };
}

/** `scale_by_adam.b1`, and `scale2.step_size` of the second. */
function namedValues(
  transformations: readonly TransformationConfiguration[],
  seen: Map<string, number>,
): readonly (readonly [string, ReadValue])[] {
  return transformations.flatMap(({ name, hyperparameters, inner }) => {
    const title = name.slice(name.lastIndexOf(".") + 1);
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    const own = Object.entries(hyperparameters).map(
      ([argument, value]) => [`${title}${count > 1 ? count : ""}.${argument}`, value] as const,
    );
    return [...own, ...namedValues(inner, seen)];
  });
}
