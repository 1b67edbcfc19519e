import { type ConfigurationNode, type MappingEntry, placeOf } from "../../yaml/configurationNode";
import { entryAt, paramsOf } from "../../yaml/mapping";
import type { ConfiguredObject, ObjectAt } from "./configuredObject";

/** A dotted name, as Python imports. */
const dottedName = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/;

/** Hydra's `_target_`, beside the arguments; keys such as `_partial_` are Hydra's own. */
export const hydraObject: ObjectAt = (node) => objectBeside(node, "_target_");

/** torchtune's `_component_`, beside the arguments. */
export const torchtuneObject: ObjectAt = (node) => objectBeside(node, "_component_");

/** The `class_path` of jsonargparse, by which LightningCLI reads, with the arguments in `init_args`. */
export const lightningObject: ObjectAt = (node) => {
  const named = namedAt(node, "class_path");
  if (named === null) return null;
  const params = new Map(paramsOf(entryAt(node, "init_args")));
  // Lightning's own class says what it watches, which torch's is told by the Trainer.
  if (named.path.endsWith(".cli.ReduceLROnPlateau")) params.delete("monitor");
  return { ...named, params };
};

/** HyperPyYAML's tags, `!new:` for an object and `!name:` for one that is yet to be made. */
export const hyperpyyamlObject: ObjectAt = (node) => {
  const path = /^!(?:new|name):(.+)$/.exec(node.tag ?? "")?.[1];
  if (path === undefined || !dottedName.test(path) || node.kind === "list") return null;
  const entries = node.kind === "mapping" ? node.entries : [];
  return { path, pathRange: node.range, params: new Map(entries.map((entry) => [entry.key, entry])) };
};

/** What Keras saves: `{"module": "keras.optimizers", "class_name": "Adam", "config": {…}}`. */
export const kerasObject: ObjectAt = (node) => {
  const module = entryAt(node, "module")?.value;
  const name = entryAt(node, "class_name");
  if (module?.kind !== "scalar" || name?.value.kind !== "scalar") return null;
  const path = `${module.value}.${name.value.value}`;
  if (!dottedName.test(path)) return null;
  return { path, pathRange: placeOf(name), params: paramsOf(entryAt(node, "config")) };
};

function objectBeside(node: ConfigurationNode, key: string): ConfiguredObject | null {
  const named = namedAt(node, key);
  if (named === null || node.kind !== "mapping") return null;
  const isArgument = (entry: MappingEntry) => !/^_\w+_$/.test(entry.key);
  return { ...named, params: new Map(node.entries.filter(isArgument).map((entry) => [entry.key, entry])) };
}

function namedAt(node: ConfigurationNode, key: string): Omit<ConfiguredObject, "params"> | null {
  const name = entryAt(node, key);
  if (name?.value.kind !== "scalar" || typeof name.value.value !== "string") return null;
  const path = name.value.value;
  const pathRange = name.value.file === undefined ? placeOf(name) : node.range;
  return dottedName.test(path) ? { path, pathRange } : null;
}
