import type { ArgumentDefinition, ScheduleChoice, SelectorEntry } from "./catalogue";
import { diffusersEntry, transformersEntry } from "./transformersScheduleArguments";

/** The schedule that the name is given to checks the value. */
const handedOn = (name: string, documentation: string, preset: number | null = null): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: preset,
  documentation,
});

const nameArgument: ArgumentDefinition = { name: "name", kind: "string", documentation: "Name of the schedule." };
const warmup = handedOn("num_warmup_steps", "Steps on the way up from 0 to the learning rate.");
const training = handedOn("num_training_steps", "Steps of the whole training, the warm-up included.");

const keywords = "scheduler_specific_kwargs";
const warmupOnly = [warmup.name];
const both = [warmup.name, training.name];

const transformersChoices: Readonly<Record<string, readonly [title: string, ...passes: string[]]>> = {
  linear: ["get_linear_schedule_with_warmup", ...both, keywords],
  cosine: ["get_cosine_schedule_with_warmup", ...both, keywords],
  cosine_with_restarts: ["get_cosine_with_hard_restarts_schedule_with_warmup", ...both, keywords],
  polynomial: ["get_polynomial_decay_schedule_with_warmup", ...both, keywords],
  constant: ["get_constant_schedule"],
  constant_with_warmup: ["get_constant_schedule_with_warmup", ...warmupOnly],
  inverse_sqrt: ["get_inverse_sqrt_schedule", ...warmupOnly, keywords],
  reduce_lr_on_plateau: ["get_reduce_on_plateau_schedule", keywords],
  cosine_with_min_lr: ["get_cosine_with_min_lr_schedule_with_warmup", ...both, keywords],
  cosine_warmup_with_min_lr: ["get_cosine_with_min_lr_schedule_with_warmup_lr_rate", ...both, keywords],
  warmup_stable_decay: ["get_wsd_schedule", ...both, keywords],
  greedy: ["get_greedy_schedule", keywords],
};

const diffusersChoices: Readonly<Record<string, readonly [title: string, ...passes: string[]]>> = {
  linear: ["get_linear_schedule_with_warmup", ...both, "last_epoch"],
  cosine: ["get_cosine_schedule_with_warmup", ...both, "last_epoch"],
  cosine_with_restarts: ["get_cosine_with_hard_restarts_schedule_with_warmup", ...both, "num_cycles", "last_epoch"],
  polynomial: ["get_polynomial_decay_schedule_with_warmup", ...both, "power", "last_epoch"],
  constant: ["get_constant_schedule", "last_epoch"],
  constant_with_warmup: ["get_constant_schedule_with_warmup", ...warmupOnly, "last_epoch"],
  piecewise_constant: ["get_piecewise_constant_schedule", "step_rules", "last_epoch"],
};

/** transformers' get_scheduler, by which its Trainer makes its schedule too. */
export const transformersSelector: SelectorEntry = {
  ...transformersEntry("get_scheduler"),
  subjectAt: 1,
  summary: "Makes the schedule of a name.",
  arguments: [
    nameArgument,
    warmup,
    training,
    { ...handedOn(keywords, "More arguments of the schedule."), kind: "mapping", nullable: true },
  ],
  selector: nameArgument.name,
  keywords,
  choices: choicesOf("transformers", transformersChoices),
};

/** The functions that make a schedule by its name. */
export const scheduleSelectors: readonly SelectorEntry[] = [
  transformersSelector,
  {
    ...diffusersEntry("get_scheduler"),
    subjectAt: 1,
    summary: "Makes the schedule of a name.",
    arguments: [
      nameArgument,
      handedOn("step_rules", "Factors of the learning rate and the steps at which they end."),
      warmup,
      training,
      handedOn("num_cycles", "How often the cosine with restarts goes down.", 1),
      handedOn("power", "Power of the polynomial.", 1),
      handedOn("last_epoch", "Number of the last step made before.", -1),
    ],
    selector: nameArgument.name,
    choices: choicesOf("diffusers", diffusersChoices),
  },
];

function choicesOf(
  library: string,
  choices: Readonly<Record<string, readonly [title: string, ...passes: string[]]>>,
): Readonly<Record<string, ScheduleChoice>> {
  return Object.fromEntries(
    Object.entries(choices).map(([name, [title, ...passes]]) => [name, { schedule: `${library}.${title}`, passes }]),
  );
}
