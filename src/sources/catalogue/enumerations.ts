import { scheduleSelectors } from "./scheduleSelectors";
import { trainerOptimizers } from "./trainerOptimizers";

/** Modules of the enumeration SchedulerType. */
const schedulerTypes: Readonly<Record<string, readonly string[]>> = {
  transformers: ["transformers.SchedulerType", "transformers.trainer_utils.SchedulerType"],
  diffusers: ["diffusers.optimization.SchedulerType"],
};

/** The names of schedules that are not their member in small letters. */
const schedulerMembers: Readonly<Record<string, string>> = { reduce_lr_on_plateau: "REDUCE_ON_PLATEAU" };

/** Members of the frameworks' enumerations by their full name, with the string that each stands for. */
const members: ReadonlyMap<string, string> = new Map([
  ...scheduleSelectors.flatMap(({ framework, choices }) =>
    Object.keys(choices).flatMap((name) =>
      (schedulerTypes[framework] ?? []).map(
        (path) => [`${path}.${schedulerMembers[name] ?? name.toUpperCase()}`, name] as const,
      ),
    ),
  ),
  ...Object.entries(trainerOptimizers).map(
    ([name, { member }]) => [`transformers.training_args.OptimizerNames.${member}`, name] as const,
  ),
]);

/** The string that a member of an enumeration stands for: `cosine` for `transformers.SchedulerType.COSINE`, and for its `.value`. */
export function enumerationValue(path: string): string | undefined {
  return members.get(path.replace(/\.value$/, ""));
}
