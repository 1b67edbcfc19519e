import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  fairseqCosineRule,
  fairseqFixedRule,
  fairseqInverseRootRule,
  fairseqPolynomialRule,
  fairseqTriStageRule,
} from "../../core/schedules/fairseqScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";

/** The schedules of fairseq 0.12.2, fairseq/optim/lr_scheduler: arguments and defaults as the fields of their configurations. */

function number(
  name: string,
  preset: number | undefined,
  ruleName: string | null,
  documentation: string,
  more: Partial<ArgumentDefinition> = {},
): ArgumentDefinition {
  const symbol = name.replaceAll("_", " ");
  const read = ruleName === null ? {} : { ruleNames: [ruleName] };
  return { name, kind: "number", default: preset, documentation, symbol, ...read, ...more };
}

const warmup = (preset: number, range = NOT_NEGATIVE) =>
  number("warmup_updates", preset, "warmupUpdates", "Updates on the way up to the learning rate.", {
    range,
    symbol: "warmup",
  });

const initialRate = number("warmup_init_lr", -1, null, "The learning rate from which it rises; below 0: the lowest.");

const maxUpdate = number("max_update", 0, null, "Updates of the whole training, where a length is worked out of it.", {
  range: NOT_NEGATIVE,
  example: 1000,
});

function fairseqSchedule(
  file: string,
  title: string,
  shortTitle: string,
  summary: string,
  own: readonly ArgumentDefinition[],
  rule: ScheduleEntry["rule"],
  more: Partial<ScheduleEntry> = {},
): ScheduleEntry {
  return {
    framework: "fairseq",
    name: `fairseq.optim.lr_scheduler.${file}.${title}`,
    aliases: [],
    title,
    source: `fairseq 0.12.2, fairseq/optim/lr_scheduler/${file}.py`,
    subject: "optimizer",
    shortTitle,
    summary,
    arguments: own,
    rule,
    ...more,
  };
}

/** The schedules of fairseq. */
export const fairseqSchedules: readonly ScheduleEntry[] = [
  fairseqSchedule(
    "inverse_square_root_schedule",
    "InverseSquareRootSchedule",
    "inverse sqrt",
    "Rises to the learning rate, and falls with the root of the updates.",
    [warmup(4000, POSITIVE), initialRate],
    () => fairseqInverseRootRule,
    { numbers: (values) => ({ initialLr: initialOf(values, 0) }) },
  ),
  fairseqSchedule(
    "polynomial_decay_schedule",
    "PolynomialDecayLRSchedule",
    "polynomial",
    "Rises from 0 to the learning rate, and falls along a power of the updates left.",
    [
      warmup(0),
      number("end_learning_rate", 0, "endLr", "The last learning rate.", { symbol: "to" }),
      number("power", 1, "power", "Power of the share of the updates that is left: 1 for a straight line."),
      number("total_num_update", undefined, "totalUpdates", "Updates until the last learning rate.", {
        range: POSITIVE,
        example: 1000,
        symbol: "steps",
      }),
    ],
    () => fairseqPolynomialRule,
  ),
  fairseqSchedule(
    "cosine_lr_scheduler",
    "CosineLRSchedule",
    "cosine",
    "Rises to the learning rate, and falls by half a cosine, again and again.",
    [
      warmup(0),
      initialRate,
      number("min_lr", 0, "minLr", "The lowest learning rate.", { symbol: "min lr" }),
      number("t_mult", 1, "growth", "Factor of the length of every period to the one before.", { range: POSITIVE }),
      number("lr_period_updates", -1, null, "Updates of the first period; below 0: all behind the warm-up.", {
        example: 100,
      }),
      number("lr_shrink", 0.1, "shrink", "Factor of the learning rates of every period to the one before."),
      maxUpdate,
    ],
    ({ t_mult: growth }) => fairseqCosineRule(growth !== 1),
    {
      numbers: (values) => ({ initialLr: initialOf(values, Number(values.min_lr)), period: periodOf(values) }),
      check: (values) =>
        !(periodOf(values) <= 0)
          ? []
          : [lengthIssue("lr_period_updates", "lr_period_updates, or a max_update above the warm-up")],
    },
  ),
  fairseqSchedule(
    "tri_stage_lr_scheduler",
    "TriStageLRSchedule",
    "three stages",
    "Rises to the learning rate, holds it, and falls by equal factors.",
    [
      number("warmup_steps", 0, null, "Updates on the way up.", { range: NOT_NEGATIVE, symbol: "warmup" }),
      number("hold_steps", 0, null, "Updates with the learning rate itself.", { range: NOT_NEGATIVE, symbol: "hold" }),
      number("decay_steps", 0, null, "Updates on the way down.", {
        range: NOT_NEGATIVE,
        example: 100,
        symbol: "decay",
      }),
      {
        name: "phase_ratio",
        kind: "numbers",
        default: null,
        nullable: true,
        documentation: "The same three as shares of max_update, rounded down.",
        symbol: "phases",
      },
      number("init_lr_scale", 0.01, "initialShare", "Share of the learning rate from which it rises.", {
        symbol: "from",
      }),
      number("final_lr_scale", 0.01, "finalShare", "Share of the learning rate to which it falls.", {
        range: POSITIVE,
        symbol: "to",
      }),
      maxUpdate,
    ],
    () => fairseqTriStageRule,
    {
      numbers: stagesOf,
      check: stageIssues,
    },
  ),
  fairseqSchedule(
    "fixed_schedule",
    "FixedLRSchedule",
    "fixed",
    "Rises to the learning rate and stays there.",
    [warmup(0)],
    () => fairseqFixedRule,
  ),
];

function initialOf({ warmup_init_lr: given }: ArgumentValues, lowest: number): number {
  return typeof given === "number" && given >= 0 ? given : lowest;
}

function periodOf({ lr_period_updates: period, max_update: all, warmup_updates: warm }: ArgumentValues): number {
  return typeof period === "number" && period > 0 ? period : Number(all) - Number(warm);
}

function stagesOf(values: ArgumentValues): Readonly<Record<"warmupUpdates" | "holdUpdates" | "decayUpdates", number>> {
  const { phase_ratio: shares, max_update: all } = values;
  const counts = Array.isArray(shares)
    ? shares.map((share) => Math.trunc(Number(all) * Number(share)))
    : [values.warmup_steps, values.hold_steps, values.decay_steps].map(Number);
  return { warmupUpdates: counts[0], holdUpdates: counts[1], decayUpdates: counts[2] };
}

function stageIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { phase_ratio: shares } = values;
  if (Array.isArray(shares) && shares.length !== 3) {
    const message = `phase_ratio holds ${shares.length} numbers; expected three.`;
    return [{ severity: "error", argument: "phase_ratio", message }];
  }
  if (!(stagesOf(values).decayUpdates <= 0)) return [];
  return [lengthIssue("decay_steps", "decay_steps, or a phase_ratio of a max_update")];
}

function lengthIssue(argument: string, expected: string): ArgumentIssue {
  return { severity: "error", argument, message: `The schedule has no length; expected ${expected}.` };
}
