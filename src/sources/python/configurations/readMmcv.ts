import { findSchedule } from "../../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, SourceIssue } from "../../configuration";
import { scheduleIssues } from "../../scheduleIssues";
import type { Expression } from "../expression";
import { acceptedValue } from "../pythonValue";
import { noSchedule, type ReadSchedule } from "../torchSchedule";
import { bindSetting } from "./bindSetting";
import type { ConfigurationFile } from "./configurationFile";
import { missingFiles } from "./missingFiles";
import { groupIssues, mmengineOptimizer, readClipGrad, readCount } from "./mmengineOptimizer";
import { ownPlace } from "./ownPlace";
import { type MappingSetting, mappingOf, settingAt } from "./setting";
import { plainSetting } from "./typedMapping";

/** Entries of `optimizer` that are not for the optimizer itself. */
const notArguments = ["type", "constructor", "paramwise_cfg"];

/** Reads the optimizer of a configuration file of mmcv before mmengine: `optimizer`, with `optimizer_config` and `lr_config`. */
export function readMmcv(file: ConfigurationFile): readonly OptimizerConfiguration[] {
  const optimizer = file.sets("optimizer") ? mappingOf(file.setting("optimizer")) : null;
  const schedule = mappingOf(file.setting("lr_config"));
  const hook = mappingOf(file.setting("optimizer_config"));
  const place = optimizer && ownPlace(optimizer.at);
  const entry = optimizer && mmengineOptimizer(optimizer);
  if (optimizer === null || place === null || !entry || (schedule === null && hook === null)) return [];
  const bound = bindSetting(entry, optimizer, { taken: notArguments }, place);
  const clipping = readClipGrad(settingAt(hook ?? optimizer, "grad_clip"), place);
  const accumulation = readCount(settingAt(hook ?? optimizer, "cumulative_iters"), "cumulative_iters");
  const read = readPolicy(schedule, file, accumulation.count, place);
  const missing = missingFiles(file, place);
  const rate = bound.hyperparameters[entry.learningRate]?.value;
  return [
    {
      framework: entry.framework,
      optimizer: entry.name,
      name: null,
      range: place.source.rangeOf(place.node),
      hyperparameters: bound.hyperparameters,
      schedule: read.schedule,
      clipping: clipping.clipping,
      ...(accumulation.count > 1 ? { accumulation: accumulation.count } : {}),
      groups: [],
      unresolved: [bound, clipping, accumulation, read, missing].flatMap(({ unresolved }) => unresolved),
      issues: [
        ...[bound, clipping, read, missing].flatMap(({ issues }) => issues),
        ...groupIssues(optimizer, place),
        ...(read.schedule === null ? [] : scheduleIssues(read.schedule, entry, 0, rate)),
      ],
      rule: null,
      simulation: {},
    },
  ];
}

function readPolicy(
  mapping: MappingSetting | null,
  file: ConfigurationFile,
  accumulation: number,
  place: Expression,
): ReadSchedule {
  if (mapping === null) return noSchedule;
  const own = ownPlace(mapping.at, place) ?? place;
  const issue = (message: string): SourceIssue => ({
    severity: "information",
    message,
    range: own.source.rangeOf(own.node),
  });
  const unread = (message: string): ReadSchedule => ({
    ...noSchedule,
    unresolved: ["schedule"],
    issues: [issue(message)],
  });
  const policy = plainSetting(settingAt(mapping, "policy"))?.value;
  const title = policy?.type === "string" ? `${titleOf(policy.value)}LrUpdaterHook` : null;
  const entry = title === null ? undefined : findSchedule(`mmcv.runner.${title}`);
  if (entry === undefined) return unread(`${title ?? "This policy"} cannot be simulated yet.`);
  if (accumulation > 1) {
    return unread(`This policy is stepped ${accumulation} times for an update, which cannot be simulated yet.`);
  }
  const isByEpoch = !isValue(mapping, "by_epoch", false);
  const hasWarmup = plainSetting(settingAt(mapping, "warmup"))?.value.type === "string";
  // The warm-up counts updates, and the policy epochs.
  const needsLength = isByEpoch && (hasWarmup || isValue(mapping, "warmup_by_epoch", true));
  const known = {
    ...distanceOf(mapping),
    ...(["Poly", "CosineAnnealing"].some((name) => entry.title.startsWith(name)) ? maximum(file, isByEpoch) : {}),
    ...(needsLength ? { epoch_length: null } : {}),
  };
  const bound = bindSetting(entry, mapping, { taken: ["policy", ...Object.keys(known)], known }, own);
  const counted = needsLength
    ? "This policy counts epochs and its warm-up counts updates; how many updates an epoch has only the run knows."
    : "This policy is stepped once for every epoch, whose number of updates only the run knows; a simulation steps it with every update.";
  return {
    schedule: { name: entry.name, range: own.source.rangeOf(own.node), hyperparameters: bound.hyperparameters },
    unresolved: bound.unresolved.map((name) => `${entry.title}.${name}`),
    issues: [...bound.issues, ...(isByEpoch ? [issue(counted)] : [])],
  };
}

/** As mmcv makes the name of a hook of that of a policy. */
function titleOf(policy: string): string {
  return policy === policy.toLowerCase() ? policy.charAt(0).toUpperCase() + policy.slice(1) : policy;
}

function isValue(mapping: MappingSetting, name: string, value: boolean): boolean {
  return plainSetting(settingAt(mapping, name))?.value.value === value;
}

/** `step=30` instead of a list. */
function distanceOf(mapping: MappingSetting): Readonly<Record<string, ReadValue>> {
  const located = plainSetting(settingAt(mapping, "step"));
  return located?.value.type === "integer" ? { step: acceptedValue(located.value.value, located) } : {};
}

/** The length of the training, by its runner. */
function maximum(file: ConfigurationFile, isByEpoch: boolean): Readonly<Record<string, ReadValue | null>> {
  const [name, former] = isByEpoch ? ["max_epochs", "total_epochs"] : ["max_iters", "total_iters"];
  const located = plainSetting(settingAt(file.setting("runner"), name) ?? file.setting(former));
  const origin = `${name} of runner`;
  const isRead = located?.value.type === "integer";
  return { max_progress: isRead ? { origin, ...acceptedValue(located.value.value, located) } : null };
}
