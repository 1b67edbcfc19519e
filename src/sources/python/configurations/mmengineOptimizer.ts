import type { OptimizerEntry } from "../../catalogue/catalogue";
import { findOptimizer } from "../../catalogue/findEntry";
import type { SourceIssue } from "../../configuration";
import type { Expression } from "../expression";
import { clippingEntries, clippingOf, type ReadClipping } from "../torchClipping";
import { bindSetting } from "./bindSetting";
import { ownPlace } from "./ownPlace";
import { type MappingSetting, mappingOf, type Setting, settingAt } from "./setting";
import { plainSetting, typeNameOf } from "./typedMapping";

/** The optimizer that mmengine builds of a mapping: it knows those of torch by the names of their classes. */
export function mmengineOptimizer(mapping: MappingSetting): OptimizerEntry | undefined {
  const type = typeNameOf(mapping);
  if (type === null) return undefined;
  const entry = findOptimizer("path" in type ? type.path : `torch.optim.${type.registered}`);
  return entry?.subject === undefined ? undefined : entry;
}

/** The clipping by the arguments of torch's functions. */
export function readClipGrad(setting: Setting | undefined, place: Expression): ReadClipping {
  const mapping = mappingOf(setting);
  const none: ReadClipping = { clipping: null, unresolved: [], issues: [] };
  if (mapping === null) {
    const isNone = setting === undefined || plainSetting(setting)?.value.type === "none";
    return isNone ? none : { ...none, unresolved: ["clipping"] };
  }
  const by = plainSetting(settingAt(mapping, "type"))?.value.value === "value" ? "value" : "norm";
  return clippingOf(by, bindSetting(clippingEntries[by], mapping, { taken: ["type"] }, place));
}

/** Gradients that make one update. */
export function readCount(
  setting: Setting | undefined,
  name: string,
): { readonly count: number; readonly unresolved: readonly string[] } {
  const value = plainSetting(setting)?.value;
  if (value?.type === "integer" && value.value >= 1) return { count: value.value, unresolved: [] };
  return { count: 1, unresolved: setting === undefined ? [] : [name] };
}

/** Says of an optimizer that it is told to treat some parameters otherwise, which a test problem does not have. */
export function groupIssues(wrapper: MappingSetting, place: Expression): readonly SourceIssue[] {
  return ["paramwise_cfg", "constructor"].flatMap((name): readonly SourceIssue[] => {
    const entry = wrapper.entries.get(name);
    if (entry === undefined || plainSetting(entry.value)?.value.type === "none") return [];
    const at = ownPlace(entry.key, place) ?? place;
    const message = `${name} gives some parameters of your model values of their own; of a test problem all have those of the optimizer.`;
    return [{ severity: "information", message, range: at.source.rangeOf(at.node) }];
  });
}
