import type { OptimizerConfiguration } from "../../configuration";
import { scheduleIssues } from "../../scheduleIssues";
import type { Expression } from "../expression";
import { bindSetting } from "./bindSetting";
import type { ConfigurationFile } from "./configurationFile";
import { missingFiles } from "./missingFiles";
import { groupIssues, mmengineOptimizer, readClipGrad, readCount } from "./mmengineOptimizer";
import { readParamScheduler } from "./mmengineSchedulers";
import { ownPlace } from "./ownPlace";
import { type MappingSetting, mappingOf, settingAt } from "./setting";
import { plainSetting } from "./typedMapping";

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
  outer: Expression,
  name: string | null,
  file: ConfigurationFile,
): readonly OptimizerConfiguration[] {
  const optimizer = mappingOf(settingAt(wrapper, "optimizer"));
  const entry = optimizer && mmengineOptimizer(optimizer);
  const place = optimizer && ownPlace(optimizer.at, wrapper.at, outer);
  if (optimizer === null || !entry || place === null) return [];
  const bound = bindSetting(entry, optimizer, { taken: ["type"] }, place);
  const clipping = readClipGrad(settingAt(wrapper, "clip_grad"), place);
  const accumulation = readCount(settingAt(wrapper, "accumulative_counts"), "accumulative_counts");
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

/** Whether the run multiplies the learning rate by its batch size over that of the file. */
function isRateScaled(file: ConfigurationFile): boolean {
  const enabled = plainSetting(settingAt(file.setting("auto_scale_lr"), "enable"))?.value;
  return enabled?.type === "boolean" && enabled.value;
}
