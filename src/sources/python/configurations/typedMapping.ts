import { readValue } from "../pythonValue";
import { resolvePaths } from "../resolvePath";
import { type MappingSetting, type Setting, settingAt } from "./setting";

/** What a setting says that is to be made of a mapping: a name of the framework's registry, or the full name of a class. */
export type TypeName = { readonly registered: string } | { readonly path: string };

/** The `type` of a mapping as mmengine takes it: a string, or a class itself; null where there is none, or it cannot be read. */
export function typeNameOf(mapping: MappingSetting, key = "type"): TypeName | null {
  const setting = settingAt(mapping, key);
  if (setting === undefined) return null;
  const { node, scope, source } = setting.at;
  const value = readValue(node, scope, source)?.value;
  if (value?.type === "string") return { registered: value.value };
  const paths = resolvePaths(node, scope, source) ?? [];
  return paths.length === 1 ? { path: paths[0] } : null;
}

/** The value of a setting, where it can be read. */
export function plainSetting(setting: Setting | undefined): ReturnType<typeof readValue> {
  return setting === undefined ? null : readValue(setting.at.node, setting.at.scope, setting.at.source);
}
