import { type MappingSetting, type Setting, type SettingEntry, settingAt } from "./setting";

/** The key by which a mapping says that it takes the place of that of the base, and is not merged into it. */
const DELETE_KEY = "_delete_";

/** Mappings that are merged at most; it bounds the work on settings that share parts with each other many times. */
const MAXIMUM_WORK = 2000;

/** What a mapping sets on top of another, as mmengine merges them: mappings within key by key, all else replaced. */
export function mergeMappings(own: MappingSetting, base: MappingSetting): MappingSetting {
  return merged(own, base, { left: MAXIMUM_WORK });
}

function merged(own: MappingSetting, base: MappingSetting, work: { left: number }): MappingSetting {
  const entries = new Map<string, SettingEntry>(base.entries);
  for (const [key, entry] of own.entries) {
    entries.set(key, { key: entry.key, value: mergedValue(entry.value, base.entries.get(key)?.value, work) });
  }
  return { kind: "mapping", at: own.at, entries, isOpen: own.isOpen || base.isOpen };
}

function mergedValue(own: Setting, base: Setting | undefined, work: { left: number }): Setting {
  if (own.kind !== "mapping" || work.left-- <= 0) return own;
  const isMerged = base?.kind === "mapping" && settingAt(own, DELETE_KEY) === undefined;
  const { entries, ...result } = merged(own, isMerged ? base : { ...own, entries: new Map() }, work);
  return { ...result, entries: new Map([...entries].filter(([key]) => key !== DELETE_KEY)) };
}
