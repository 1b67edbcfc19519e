import type { ReadValue, ScheduleConfiguration } from "../../sources/configuration";
import { lastPart, numberOf } from "./scheduleParts";

/** The steps after which a schedule has come to its end. */
export interface ScheduleSpan {
  /** Steps of the whole, with what comes before its last part. */
  readonly steps: number;
  /** Steps of that which come before its last part. */
  readonly before: number;
  /** The framework's name of the argument that holds its length. */
  readonly argument: string;
  readonly read: ReadValue;
}

/** Arguments that hold the whole length of a schedule, by the end of its name, with those that come on top. */
const lengths: readonly (readonly [name: RegExp, argument: string, ...before: string[]])[] = [
  [/^torch\..*\.CosineAnnealingLR$/, "T_max"],
  [/^torch\..*\.PolynomialLR$/, "total_iters"],
  [/^(torch|mmengine)\..*\.OneCycleLR$/, "total_steps"],
  [/^(transformers|diffusers)\.get_(linear|cosine|polynomial)_\w+$/, "num_training_steps"],
  [/^(transformers|diffusers)\.get_cosine_with_\w+$/, "num_training_steps"],
  [/^keras\..*\.CosineDecay$/, "decay_steps", "warmup_steps"],
  [/^keras\..*\.PolynomialDecay$/, "decay_steps"],
  [/^optax\.cosine_decay_schedule$/, "decay_steps"],
  [/^optax\.warmup_cosine_decay_schedule$/, "decay_steps"],
  [/^optax\.(linear|polynomial)_schedule$/, "transition_steps", "transition_begin"],
  [/^optax\.(linear|cosine)_onecycle_schedule$/, "transition_steps"],
  [/^deepspeed\..*\.Warmup(Decay|Cosine)LR$/, "total_num_steps"],
  [/^timm\..*\.(Cosine|Poly)LRScheduler$/, "t_initial"],
  [/^fairseq\..*polynomial_decay/i, "total_num_update"],
];

/** How long a schedule is by its own arguments; null where it goes on for ever, or that cannot be read. */
export function scheduleSpan(schedule: ScheduleConfiguration): ScheduleSpan | null {
  const last = lastPart(schedule);
  if (last === null) return null;
  const { part, from } = last;
  const found = lengths.find(([name]) => name.test(part.name));
  if (found === undefined) return null;
  const [, argument, ...others] = found;
  const steps = numberOf(part, argument) ?? cycleOfEpochs(part);
  const read = part.hyperparameters[argument];
  if (steps === undefined || read === undefined) return null;
  const own = others.reduce((sum, name) => sum + (numberOf(part, name) ?? 0), 0);
  const prefix = part.hyperparameters.warmup_prefix?.value === true ? (numberOf(part, "warmup_t") ?? 0) : 0;
  const before = from + own + prefix;
  return { steps: before + steps, before, argument, read };
}

/** OneCycleLR can be given epochs and their length instead. */
function cycleOfEpochs(part: ScheduleConfiguration): number | undefined {
  const epochs = numberOf(part, "epochs");
  const steps = numberOf(part, "steps_per_epoch");
  return epochs === undefined || steps === undefined ? undefined : epochs * steps;
}
