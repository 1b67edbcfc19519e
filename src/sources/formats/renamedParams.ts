import type { ReadValue, SourceValue } from "../configuration";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../yaml/configurationNode";
import { entryAt } from "../yaml/mapping";

/**
 * Arguments of a constructor for which a program takes the values of other keys.
 *
 * @param keys of the mapping, by the constructor's names
 */
export function renamedParams(
  node: ConfigurationNode | null | undefined,
  keys: Readonly<Record<string, string>>,
): Map<string, MappingEntry> {
  return new Map(
    Object.entries(keys).flatMap(([name, key]) => {
      const entry = entryAt(node, key);
      return entry === undefined ? [] : [[name, entry] as const];
    }),
  );
}

/**
 * Two keys whose values a program makes one argument of, as Adam's betas.
 *
 * @param presets of the program, where one of them is not given; with none given there is no argument
 */
export function pairedEntry(
  node: MappingNode,
  keys: readonly [string, string],
  presets: readonly [number, number],
): MappingEntry | undefined {
  const given = keys.map((key) => entryAt(node, key));
  const first = given.find((entry) => entry !== undefined);
  if (first === undefined) return undefined;
  const items = given.map((entry, index): ConfigurationNode => {
    const value = presets[index];
    return entry?.value ?? { kind: "scalar", value, range: first.value.range, source: String(value), offset: 0 };
  });
  return { ...first, value: { kind: "list", items, range: first.value.range } };
}

/** Values that a program gives a constructor where its file does not. */
export function presetValues(
  params: ReadonlyMap<string, MappingEntry>,
  presets: Readonly<Record<string, SourceValue>>,
): Record<string, ReadValue> {
  const left = Object.entries(presets).filter(([name]) => !params.has(name));
  return Object.fromEntries(left.map(([name, value]) => [name, { value, range: null }]));
}
