import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { transformersSelector } from "../catalogue/scheduleSelectors";
import type { OptimizerConfiguration, ReadValue, SourceIssue } from "../configuration";
import { type SelectedSchedule, selectSchedule } from "./selectSchedule";
import type { TrainerArguments } from "./trainerArguments";

const { choices } = transformersSelector;

/** Trainer's schedule, and what is known of the number of updates that it is made for. */
export type TrainerSchedule = Pick<
  OptimizerConfiguration,
  "schedule" | "unresolved" | "issues" | "runLength" | "simulation"
>;

/**
 * The schedule that transformers' Trainer makes (transformers 5.18.0: `create_scheduler` in transformers/trainer.py, `get_warmup_steps` in
 * transformers/training_args.py): get_scheduler with the updates of the whole training, which only the run knows unless max_steps is given.
 */
export function readTrainerSchedule(bound: TrainerArguments): TrainerSchedule {
  const { lr_scheduler_type: type, max_steps: maxSteps } = bound.hyperparameters;
  const steps = typeof maxSteps?.value === "number" && maxSteps.value > 0 ? maxSteps.value : null;
  const simulation = steps === null || steps > MAXIMUM_STEPS ? {} : { steps };
  if (typeof type?.value !== "string") {
    const message = "lr_scheduler_type is worked out by the program and cannot be read.";
    const range = bound.placeOf("lr_scheduler_type") ?? bound.range;
    const unread: SourceIssue = { severity: "information", message, range };
    return { schedule: null, unresolved: ["schedule"], issues: type === undefined ? [unread] : [], simulation };
  }
  const warmup = readWarmup(bound);
  const known = {
    num_training_steps: steps === null ? null : maxSteps,
    num_warmup_steps: warmup === null ? null : countOf(warmup, steps),
  };
  const name = type.value;
  const passes = Object.hasOwn(choices, name) ? choices[name].passes : [];
  const range = type.range ?? bound.range;
  const selected = selectSchedule(transformersSelector, name, { range, nameRange: range }, (schedule) =>
    bound.bindSchedule(
      schedule,
      Object.fromEntries(Object.entries(known).filter(([argument]) => passes.includes(argument))),
      passes.includes("scheduler_specific_kwargs"),
    ),
  );
  const ignored = Object.hasOwn(choices, name) ? ignoredIssues(name, passes, bound, warmup) : [];
  const issues = [...selected.issues, ...ignored];
  return { ...dependingOnRun({ ...selected, issues }, bound, warmup), simulation };
}

/** The schedule with what depends on the number of updates, where only the run knows it. */
function dependingOnRun(
  { schedule, unresolved, issues }: SelectedSchedule,
  bound: TrainerArguments,
  warmup: Warmup | null,
): Omit<TrainerSchedule, "simulation"> {
  const isUnread = (argument: string) => unresolved.some((name) => name.endsWith(`.${argument}`));
  const sharesOfRun = {
    ...(isUnread("num_training_steps") ? { num_training_steps: 1 } : {}),
    ...(isUnread("num_warmup_steps") && warmup !== null ? { num_warmup_steps: warmup.share } : {}),
  };
  const unread = [
    ...unresolved.filter((name) => !/\.num_(training|warmup)_steps$/.test(name)),
    ...(isUnread("num_warmup_steps") && warmup === null ? [unreadWarmup(bound)] : []),
  ];
  if (schedule === null || Object.keys(sharesOfRun).length === 0) return { schedule, unresolved: unread, issues };
  const isWorkedOut = bound.unresolved.some((name) => name === "max_steps" || name.startsWith("*"));
  const found = isWorkedOut ? "worked out by the program" : "not given";
  const message =
    `max_steps is ${found}, and only the run knows the number of its updates: ` +
    "a simulation takes its own number of steps in its place.";
  return {
    schedule: { ...schedule, sharesOfRun },
    unresolved: [...unread, "max_steps"],
    runLength: "max_steps",
    issues: [...issues, { severity: "information", message, range: bound.range }],
  };
}

/** The warm-up as a share of all updates, or 0 and their count. */
interface Warmup {
  readonly share: number;
  readonly count: number;
  readonly range: ReadValue["range"];
}

/**
 * Below 1, warmup_steps is a share. In version 4, whose warmup_steps are whole numbers, warmup_ratio is the share where they are 0.
 *
 * @returns null where it cannot be read
 */
function readWarmup({
  hyperparameters: { warmup_steps: steps, warmup_ratio: ratio },
}: TrainerArguments): Warmup | null {
  if (typeof steps?.value !== "number") return null;
  if (steps.value >= 1) return { share: 0, count: Math.trunc(steps.value), range: steps.range };
  if (steps.value > 0) return { share: steps.value, count: 0, range: steps.range };
  return typeof ratio?.value === "number" ? { share: ratio.value, count: 0, range: ratio.range ?? steps.range } : null;
}

function unreadWarmup({ unresolved }: TrainerArguments): string {
  return unresolved.includes("warmup_steps") ? "warmup_steps" : "warmup_ratio";
}

/** The updates of the warm-up; null where it is a share of an unknown number. */
function countOf({ share, count, range }: Warmup, steps: number | null): ReadValue | null {
  if (share === 0) return { value: count, range };
  return steps === null ? null : { value: Math.ceil(steps * share), range };
}

/** What Trainer takes no notice of beside a schedule, and how a simulation feeds the one that is fed with a loss. */
function ignoredIssues(
  name: string,
  passes: readonly string[],
  { hyperparameters, placeOf }: TrainerArguments,
  warmup: Warmup | null,
): readonly SourceIssue[] {
  const issues: SourceIssue[] = [];
  const warn = (argument: string, range: SourceIssue["range"]) => {
    const message = `Trainer takes no notice of ${argument} for the schedule "${name}".`;
    issues.push({ severity: "warning", message, range });
  };
  if (warmup?.range && (warmup.share > 0 || warmup.count > 0) && !passes.includes("num_warmup_steps")) {
    warn("the warm-up", warmup.range);
  }
  const keywords = placeOf("lr_scheduler_kwargs");
  const isGiven = keywords !== null && hyperparameters.lr_scheduler_kwargs?.value !== null;
  if (isGiven && !passes.includes("scheduler_specific_kwargs")) warn("lr_scheduler_kwargs", keywords);
  const type = placeOf("lr_scheduler_type");
  if ((name === "reduce_lr_on_plateau" || name === "greedy") && type !== null) {
    const message =
      "Trainer feeds this schedule with the loss of every evaluation; a simulation does so with every update.";
    issues.push({ severity: "information", message, range: type });
  }
  return issues;
}
