import { nearestName } from "../../core/nearestName";
import type { Answers } from "../answers/answers";
import { findComposition, findSchedule, schedules } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { type MappingNode, placeOf } from "../yaml/configurationNode";
import { entryAt, paramsOf } from "../yaml/mapping";
import { type BoundParams, bindParams } from "./bindParams";

const DEEPSPEED_MODULE = "deepspeed.runtime.lr_schedules.";
const TORCH_MODULE = "torch.optim.lr_scheduler.";

/** What is known of the schedule of a file. */
type EngineScheduler = Pick<OptimizerConfiguration, "schedule" | "unresolved" | "issues"> &
  Pick<BoundParams, "unknowns">;

/**
 * The schedule that DeepSpeed's engine makes (`_scheduler_from_config`): one of its own, else one of torch, by exact name. The engine steps it after every
 * update.
 *
 * @param answers for what the file leaves to the program
 */
export function engineScheduler(root: MappingNode, answers: Answers): EngineScheduler {
  const scheduler = entryAt(root, "scheduler");
  const type = entryAt(scheduler?.value, "type");
  const none: EngineScheduler = { schedule: null, unresolved: [], issues: [], unknowns: [] };
  if (scheduler === undefined || type === undefined) return none;
  const name = type.value.kind === "scalar" ? type.value.value : undefined;
  if (name === null) return none;
  const without = (severity: SourceIssue["severity"], message: string): EngineScheduler => ({
    schedule: null,
    unresolved: ["schedule"],
    issues: [{ severity, message, range: placeOf(type) }],
    unknowns: [],
  });
  if (typeof name !== "string") return without("error", "The type of a scheduler is its name, such as WarmupLR.");
  if (findComposition(TORCH_MODULE + name) !== undefined) {
    return without("error", `${name} is made of other schedulers, which a file cannot hold.`);
  }
  const entry = findSchedule(DEEPSPEED_MODULE + name) ?? findSchedule(TORCH_MODULE + name);
  if (entry === undefined) return without("error", unknownScheduler(name));
  if (name === "ReduceLROnPlateau") {
    return without("error", "DeepSpeed cannot step ReduceLROnPlateau, which has to be given the loss.");
  }
  const params = entryAt(scheduler.value, "params");
  if (params === undefined) return without("error", `${name} has no params; expected a mapping, which may be empty.`);
  const bound = bindParams(entry, paramsOf(params), params.keyRange, ["scheduler", "params"], answers);
  return {
    schedule: { name: entry.name, range: scheduler.range, hyperparameters: bound.hyperparameters },
    unresolved: bound.unresolved.map((argument) => `${entry.title}.${argument}`),
    issues: bound.issues,
    unknowns: bound.unknowns,
  };
}

function unknownScheduler(name: string): string {
  const known = schedules
    .filter((entry) => entry.name.startsWith(DEEPSPEED_MODULE) || entry.name.startsWith(TORCH_MODULE))
    .map(({ title }) => title);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? `known are ${known.join(", ")}.` : `did you mean ${nearest}?`;
  return `Neither DeepSpeed nor torch has a scheduler ${name}; ${hint}`;
}
