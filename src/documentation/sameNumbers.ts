import {
  type ArgumentDefinition,
  type ArgumentValues,
  exampleArguments,
  type OptimizerEntry,
} from "../sources/catalogue/catalogue";
import type { SourceValue } from "../sources/configuration";

const LEARNING_RATE = 0.01;

/** As small as a positive number may be for its place in a rule to show in a few steps. */
export const VISIBLE = 0.1;

/** The numbers of a family's rules, by the rules' names: of each the first default that has an effect. */
export type SharedNumbers = ReadonlyMap<string, number>;

export function sharedNumbers(entries: readonly OptimizerEntry[]): SharedNumbers {
  const shared = new Map<string, number>();
  for (const argument of entries.flatMap((entry) => entry.arguments)) {
    for (const [name, value] of numbersOf(argument)) {
      if (typeof value === "number" && value !== 0 && !shared.has(name)) {
        shared.set(name, value > 0 ? Math.max(value, VISIBLE) : value);
      }
    }
  }
  return shared;
}

/** An entry's arguments with these numbers, and the same learning rate for all. */
export function withNumbers(entry: OptimizerEntry, shared: SharedNumbers): ArgumentValues {
  const values: Record<string, SourceValue> = { ...exampleArguments(entry) };
  for (const argument of entry.arguments) {
    const own = [values[argument.name] ?? null].flat();
    const numbers = numbersOf(argument).map(([name], i) => shared.get(name) ?? own[i]);
    if (numbers.length > 0) values[argument.name] = argument.length === undefined ? numbers[0] : numbers;
  }
  return { ...values, [entry.learningRate]: LEARNING_RATE };
}

/** What an argument gives to the rule where its value is the default, under the rule's names. */
export function numbersOf({ kind, ruleNames, default: preset, companion }: ArgumentDefinition) {
  if (ruleNames === undefined || kind === "boolean" || companion) return [];
  const entries: readonly SourceValue[] = Array.isArray(preset) ? preset : [preset ?? null];
  return ruleNames.map((name, i) => [name, entries[i] ?? null] as const);
}
