import type { OptimizerEntry } from "../../catalogue/catalogue";
import { findOptimizer } from "../../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue } from "../../configuration";
import { scheduleIssues } from "../../scheduleIssues";
import { clippingEntries, clippingOf, type ReadClipping } from "../torchClipping";
import { bindSetting } from "./bindSetting";
import type { ConfigurationFile } from "./configurationFile";
import { missingFiles } from "./missingFiles";
import { readParamScheduler } from "./mmengineSchedulers";
import { ownPlace } from "./ownPlace";
import { type MappingSetting, mappingOf, type PlacedExpression, settingAt } from "./setting";
import { plainSetting, typeNameOf } from "./typedMapping";

/**
 * Reads the optimizers of a configuration file of mmengine: `optim_wrapper`, with the schedulers of `param_scheduler`. Of several optimizers,
 * as in adversarial training, each is one.
 */
export function readMmengine(file: ConfigurationFile): readonly OptimizerConfiguration[] {
  const wrapper = file.sets("optim_wrapper") ? mappingOf(file.setting("optim_wrapper")) : null;
  if (wrapper === null) return [];
  if (settingAt(wrapper, "optimizer") !== undefined) return readWrapper(wrapper, wrapper.at, null, file);
  return [...wrapper.entries].flatMap(([name, { value }]) =>
    value.kind === "mapping" ? readWrapper(value, wrapper.at, name, file) : [],
  );
}

/** @param outer where the file assigns it, for a wrapper that stands in another */
function readWrapper(
  wrapper: MappingSetting,
  outer: PlacedExpression,
  name: string | null,
  file: ConfigurationFile,
): readonly OptimizerConfiguration[] {
  const optimizer = mappingOf(settingAt(wrapper, "optimizer"));
  const entry = optimizer && mmengineOptimizer(optimizer);
  const place = optimizer && ownPlace(optimizer.at, wrapper.at, outer);
  if (optimizer === null || !entry || place === null) return [];
  const bound = bindSetting(entry, optimizer, { taken: ["type"] }, place);
  const clipping = readClipGrad(wrapper, place);
  const accumulation = readAccumulation(wrapper);
  const schedule = readParamScheduler(file, name, accumulation.count, place);
  const missing = missingFiles(file, place);
  const rate = bound.hyperparameters[entry.learningRate]?.value;
  const scaled = isRateScaled(file) ? [entry.learningRate] : [];
  return [
    {
      framework: entry.framework,
      optimizer: entry.name,
      name,
      range: place.source.rangeOf(place.node),
      hyperparameters: bound.hyperparameters,
      schedule: schedule.schedule,
      clipping: clipping.clipping,
      ...(accumulation.count > 1 ? { accumulation: accumulation.count } : {}),
      groups: [],
      unresolved: [bound, clipping, accumulation, schedule, missing].flatMap((it) => it.unresolved).concat(scaled),
      issues: [
        ...[bound, clipping, schedule, missing].flatMap(({ issues }) => issues),
        ...groupIssues(wrapper, place),
        ...(schedule.schedule === null ? [] : scheduleIssues(schedule.schedule, entry, 0, rate)),
      ],
      rule: null,
      simulation: {},
    },
  ];
}

/** The optimizer that mmengine builds of a mapping: it knows those of torch by the names of their classes. */
export function mmengineOptimizer(mapping: MappingSetting): OptimizerEntry | undefined {
  const type = typeNameOf(mapping);
  if (type === null) return undefined;
  const entry = findOptimizer("path" in type ? type.path : `torch.optim.${type.registered}`);
  return entry?.subject === undefined ? undefined : entry;
}

function readClipGrad(wrapper: MappingSetting, place: PlacedExpression): ReadClipping {
  const setting = settingAt(wrapper, "clip_grad");
  const mapping = mappingOf(setting);
  const none: ReadClipping = { clipping: null, unresolved: [], issues: [] };
  if (mapping === null) {
    const isNone = setting === undefined || plainSetting(setting)?.value.type === "none";
    return isNone ? none : { ...none, unresolved: ["clipping"] };
  }
  const by = plainSetting(settingAt(mapping, "type"))?.value.value === "value" ? "value" : "norm";
  return clippingOf(by, bindSetting(clippingEntries[by], mapping, { taken: ["type"] }, place));
}

function readAccumulation(wrapper: MappingSetting): { readonly count: number; readonly unresolved: readonly string[] } {
  const setting = settingAt(wrapper, "accumulative_counts");
  const value = plainSetting(setting)?.value;
  if (value?.type === "integer" && value.value >= 1) return { count: value.value, unresolved: [] };
  return { count: 1, unresolved: setting === undefined ? [] : ["accumulative_counts"] };
}

/** Whether the run multiplies the learning rate by its batch size over that of the file. */
function isRateScaled(file: ConfigurationFile): boolean {
  const enabled = plainSetting(settingAt(file.setting("auto_scale_lr"), "enable"))?.value;
  return enabled?.type === "boolean" && enabled.value;
}

/** Says of an optimizer that it is told to treat some parameters otherwise, which a test problem does not have. */
export function groupIssues(wrapper: MappingSetting, place: PlacedExpression): readonly SourceIssue[] {
  return ["paramwise_cfg", "constructor"].flatMap((name): readonly SourceIssue[] => {
    const entry = wrapper.entries.get(name);
    if (entry === undefined || plainSetting(entry.value)?.value.type === "none") return [];
    const at = ownPlace(entry.key, place) ?? place;
    const message = `${name} gives some parameters of your model values of their own; of a test problem all have those of the optimizer.`;
    return [{ severity: "information", message, range: at.source.rangeOf(at.node) }];
  });
}
