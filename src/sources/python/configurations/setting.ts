import type { Expression } from "../expression";

/** What a name of a configuration file holds: dictionaries and lists taken apart, down to the expressions that spell their values out. */
export type Setting = MappingSetting | ListSetting | ValueSetting;

export interface MappingSetting {
  readonly kind: "mapping";
  readonly at: Expression;
  readonly entries: ReadonlyMap<string, SettingEntry>;
  /** Whether it may have entries that the text does not list. */
  readonly isOpen: boolean;
}

/** A value of a mapping, with the key that spells it: an argument's name, a string, an attribute. */
export interface SettingEntry {
  readonly key: Expression;
  readonly value: Setting;
}

export interface ListSetting {
  readonly kind: "list";
  readonly at: Expression;
  readonly items: readonly Setting[];
}

/** An expression as it stands; of a statement that changes a value in a way that is not followed, the statement, which has no value. */
export interface ValueSetting {
  readonly kind: "value";
  readonly at: Expression;
}

/** The setting under a key of a mapping; undefined where there is none, or it is no mapping. */
export function settingAt(setting: Setting | undefined, key: string): Setting | undefined {
  return setting?.kind === "mapping" ? setting.entries.get(key)?.value : undefined;
}

/** A mapping, and none where a setting is anything else. */
export function mappingOf(setting: Setting | undefined): MappingSetting | null {
  return setting?.kind === "mapping" ? setting : null;
}

/**
 * A mapping with an entry set, deep in it where there are several keys. What the path leads through is then placed where it is set.
 *
 * @param value null takes the entry out
 */
export function withEntry(
  mapping: MappingSetting,
  [key, ...rest]: readonly string[],
  at: Expression,
  value: Setting | null,
): MappingSetting {
  const entries = new Map(mapping.entries);
  const inner = entries.get(key)?.value;
  const own = at.source === mapping.at.source ? mapping.at : at;
  if (rest.length > 0) {
    const outer: MappingSetting =
      inner?.kind === "mapping" ? inner : { kind: "mapping", at, entries: new Map(), isOpen: inner !== undefined };
    entries.set(key, { key: at, value: withEntry(outer, rest, at, value) });
  } else if (value === null) entries.delete(key);
  else entries.set(key, { key: at, value });
  return { ...mapping, at: own, entries };
}
