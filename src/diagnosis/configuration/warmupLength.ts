import type { ReadValue, ScheduleConfiguration } from "../../sources/configuration";
import { numberOf, scheduleParts } from "./scheduleParts";

/** The way up that a schedule begins with, by its own arguments. */
export interface WarmupLength {
  readonly steps: number;
  readonly argument: string;
  readonly read: ReadValue;
  readonly part: ScheduleConfiguration;
}

/** What frameworks call the steps of a warm-up. */
const names = [
  "num_warmup_steps",
  "warmup_steps",
  "warmup_num_steps",
  "warmup_t",
  "warmup_updates",
  "warmup_iters",
  "warmup_iter",
  "warmup_iterations",
  "lr_warmup_steps",
  "warmupSteps",
  "WARMUP_ITERS",
];

/** The warm-up of a schedule; null where it has none, or its length cannot be read. */
export function warmupLength(schedule: ScheduleConfiguration): WarmupLength | null {
  const [part] = scheduleParts(schedule);
  const argument = isRisingLine(part) ? "total_iters" : names.find((name) => numberOf(part, name) !== undefined);
  const steps = argument === undefined ? undefined : numberOf(part, argument);
  // Keras takes no notice of the steps without a learning rate to rise to.
  if (argument === undefined || steps === undefined || part.hyperparameters.warmup_target?.value === null) return null;
  return steps > 0 ? { steps, argument, read: part.hyperparameters[argument], part } : null;
}

function isRisingLine(part: ScheduleConfiguration): boolean {
  const [start, end] = [numberOf(part, "start_factor"), numberOf(part, "end_factor")];
  return part.name === "torch.optim.lr_scheduler.LinearLR" && start !== undefined && end !== undefined && start < end;
}
