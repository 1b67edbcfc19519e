import type { ArgumentValues, OptimizerEntry } from "../catalogue/catalogue";
import { optaxTransformations } from "../catalogue/optaxTransformations";
import type { SourceValue } from "../configuration";
import { call, isEqual, keywords } from "./pythonText";

/**
 * The transformation that gives an optimizer of optax its direction, as a part of a chain; none for plain descent.
 *
 * @returns null where no transformation has all that the optimizer is given
 */
export function optaxDirection(entry: OptimizerEntry, values: ArgumentValues): readonly string[] | null {
  const given = entry.arguments.filter(({ name, companion, default: preset }) => {
    const value = values[name];
    const isOwn = name !== entry.learningRate && !companion && value !== undefined;
    return isOwn && !(preset !== undefined && isEqual(value, preset));
  });
  if (entry.name === "optax.sgd" && given.length === 0) return [];
  for (const { role, arguments: own, ...direction } of optaxTransformations) {
    if (role.kind !== "direction" || role.optimizer !== entry.name || Object.keys(role.fixed).length > 0) continue;
    const named = own.map(({ name }) => [name, role.renamed[name] ?? name] as const);
    const isWhole = given.every(({ name }) => named.some(([, ofOptimizer]) => ofOptimizer === name));
    if (!isWhole) continue;
    const pairs = named.flatMap(([name, ofOptimizer]): (readonly [string, SourceValue])[] => {
      const value = values[ofOptimizer];
      return value === undefined ? [] : [[name, value]];
    });
    return [call(direction.name, keywords({ ...direction, arguments: own }, Object.fromEntries(pairs)))];
  }
  return null;
}
