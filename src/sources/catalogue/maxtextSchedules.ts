import { NOT_NEGATIVE, type NumberRange, UNIT_INTERVAL } from "../../core/numberRange";
import { type MaxtextDecay, maxtextRule } from "../../core/schedules/maxtextScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { choiceIssues } from "./torchScheduleArguments";

const shapes = ["cosine", "wsd"];
const styles: readonly MaxtextDecay[] = ["linear", "cosine"];

/** A count that is another's where it is -1. */
const COUNT_OR_OTHER: NumberRange = { minimum: -1, integer: true };

function share(name: string, documentation: string, symbol: string): ArgumentDefinition {
  return { name, kind: "number", default: 0.1, range: UNIT_INTERVAL, documentation, symbol };
}

/** The schedule of MaxText, with the keys of its files for arguments. */
export const maxtextSchedules: readonly ScheduleEntry[] = [
  {
    framework: "maxtext",
    name: "maxtext.utils.maxtext_utils.create_learning_rate_schedule",
    aliases: [],
    title: "create_learning_rate_schedule",
    shortTitle: "decay",
    source: "MaxText 0.2.5, maxtext/utils/maxtext_utils.py",
    summary:
      "In a straight line up to the learning rate, level, down to a share of it, and 0 where the training goes on.",
    arguments: [
      {
        name: "lr_schedule_type",
        kind: "string",
        default: "cosine",
        documentation: 'What follows the warm-up: "cosine", or "wsd" for a level stretch and a way down.',
        symbol: "type",
      },
      share("warmup_steps_fraction", "Share of the schedule on the way up.", "warmup"),
      {
        name: "learning_rate_final_fraction",
        kind: "number",
        default: 0.1,
        advisedRange: NOT_NEGATIVE,
        documentation: "Share of the learning rate to which it falls.",
        ruleNames: ["lowestShare"],
        symbol: "to",
      },
      share(
        "wsd_decay_steps_fraction",
        "Share of the schedule on the way down, behind a level stretch.",
        "decay share",
      ),
      {
        name: "wsd_decay_style",
        kind: "string",
        default: "linear",
        documentation: 'The way down behind a level stretch: "linear" or "cosine".',
        symbol: "decay",
      },
      {
        name: "learning_rate_schedule_steps",
        kind: "number",
        default: -1,
        range: COUNT_OR_OTHER,
        example: 1000,
        documentation: "Updates until the learning rate has fallen; -1: all of the training.",
        symbol: "schedule steps",
      },
      {
        name: "steps",
        kind: "number",
        default: 150_001,
        range: COUNT_OR_OTHER,
        example: 1000,
        documentation: "Updates of the whole training; -1: as many as the schedule has.",
        symbol: "steps",
      },
    ],
    synonyms: { cosine_learning_rate_final_fraction: "learning_rate_final_fraction" },
    describe: (values) => (isStable(values) ? `stable, then ${values.wsd_decay_style}` : "cosine"),
    check: (values) => [
      ...choiceIssues(values, "lr_schedule_type", shapes),
      ...choiceIssues(values, "wsd_decay_style", styles),
      ...lengthIssues(values),
    ],
    numbers: stagesOf,
    rule(values) {
      const { warmupSteps, stableSteps, scheduleSteps } = stagesOf(values);
      const stages = {
        rises: warmupSteps > 0,
        isLevel: stableSteps > 0,
        endsInZero: scheduleSteps < maxtextSteps(values).steps,
      };
      return maxtextRule(decayOf(values), stages);
    },
  },
];

/** Of a training and of its schedule, each the other's where it is -1. */
export function maxtextSteps(values: ArgumentValues): Readonly<Record<"steps" | "scheduleSteps", number>> {
  const [steps, scheduleSteps] = [Number(values.steps), Number(values.learning_rate_schedule_steps)];
  return {
    steps: steps === -1 ? scheduleSteps : steps,
    scheduleSteps: scheduleSteps === -1 ? steps : scheduleSteps,
  };
}

function isStable({ lr_schedule_type: shape }: ArgumentValues): boolean {
  return shape === "wsd";
}

type Stages = Readonly<Record<"warmupSteps" | "stableSteps" | "decaySteps" | "scheduleSteps", number>>;

function stagesOf(values: ArgumentValues): Stages {
  const { scheduleSteps } = maxtextSteps(values);
  const warmupSteps = Math.trunc(scheduleSteps * Number(values.warmup_steps_fraction));
  const behind = scheduleSteps - warmupSteps;
  const decaySteps = isStable(values) ? Math.trunc(scheduleSteps * Number(values.wsd_decay_steps_fraction)) : behind;
  return { warmupSteps, stableSteps: behind - decaySteps, decaySteps, scheduleSteps };
}

/** A single update on the way down is made with the lowest learning rate by a cosine, and with the highest by a line. */
function decayOf(values: ArgumentValues): MaxtextDecay {
  const style = isStable(values) && values.wsd_decay_style === "linear" ? "linear" : "cosine";
  const { decaySteps } = stagesOf(values);
  if (decaySteps > 1) return style;
  return decaySteps === 1 && style === "cosine" ? "lowest" : "none";
}

function lengthIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { steps } = maxtextSteps(values);
  if (steps <= 0) {
    const message = `steps comes to ${steps}; expected at least one update, in steps or in learning_rate_schedule_steps.`;
    return [{ severity: "error", argument: "steps", message }];
  }
  const shares = Number(values.warmup_steps_fraction) + Number(values.wsd_decay_steps_fraction);
  if (!isStable(values) || shares <= 1) return [];
  const message = `warmup_steps_fraction and wsd_decay_steps_fraction come to ${shares}; expected at most 1 together.`;
  return [{ severity: "error", argument: "wsd_decay_steps_fraction", message }];
}
