import { COUNT, POSITIVE, UNIT_INTERVAL } from "../../core/numberRange";
import {
  espnetNoamRule,
  espnetTristageRule,
  espnetWarmupRule,
  espnetWarmupStepRule,
} from "../../core/schedules/espnetScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry, ScheduleEntry } from "./catalogue";
import { gamma, lastEpoch } from "./torchScheduleArguments";

/** The schedules of ESPnet 202511, espnet2/schedulers: arguments and defaults as their constructors have them. */

function espnetEntry(
  title: string,
  file: string,
): Pick<CatalogueEntry, "framework" | "name" | "aliases" | "title" | "source" | "subject"> {
  return {
    framework: "espnet",
    name: `espnet2.schedulers.${file}.${title}`,
    aliases: [],
    title,
    source: `ESPnet 202511, espnet2/schedulers/${file}.py`,
    subject: "optimizer",
  };
}

const warmupSteps: ArgumentDefinition = {
  name: "warmup_steps",
  kind: "number",
  default: 25_000,
  range: POSITIVE,
  documentation: "Updates on the way up.",
  ruleNames: ["warmupSteps"],
  symbol: "warmup",
};

const count = (name: string, preset: number, ruleName: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "integer",
  default: preset,
  range: COUNT,
  documentation,
  ruleNames: [ruleName],
  symbol: name.replaceAll("_", " "),
});

const share = (name: string, preset: number, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: preset,
  range: UNIT_INTERVAL,
  documentation,
  symbol: name.replaceAll("_", " "),
});

/** The schedules of ESPnet that move with every update, by no loss. */
export const espnetSchedules: readonly ScheduleEntry[] = [
  {
    ...espnetEntry("WarmupLR", "warmup_lr"),
    shortTitle: "warmup, then inverse sqrt",
    summary: "Rises to the learning rate in a straight line, and falls with the root of the steps.",
    arguments: [warmupSteps, lastEpoch],
    rule: () => espnetWarmupRule,
  },
  {
    ...espnetEntry("NoamLR", "noam_lr"),
    shortTitle: "Noam",
    summary: "As WarmupLR, but the learning rate of the optimizer is a factor of what the width of the model makes.",
    arguments: [
      {
        name: "model_size",
        kind: "number",
        default: 320,
        range: POSITIVE,
        documentation: "Width of the model.",
        ruleNames: ["width"],
        symbol: "width",
      },
      warmupSteps,
      lastEpoch,
    ],
    rule: () => espnetNoamRule,
  },
  {
    ...espnetEntry("WarmupStepLR", "warmup_step_lr"),
    shortTitle: "warmup, then step",
    summary: "Rises to the learning rate in a straight line, and is multiplied by gamma every step_size epochs.",
    arguments: [
      warmupSteps,
      count("steps_per_epoch", 10_000, "epochSteps", "Updates of an epoch."),
      count("step_size", 1, "stepSize", "Epochs between two changes."),
      gamma(0.1),
      lastEpoch,
    ],
    rule: () => espnetWarmupStepRule,
  },
  {
    ...espnetEntry("TristageLR", "tristage_lr"),
    shortTitle: "warmup, hold, decay",
    summary: "Rises in a straight line, stays, and falls by the same factor with every step.",
    arguments: [
      {
        name: "max_steps",
        kind: "number",
        default: 25_000,
        range: POSITIVE,
        documentation: "Updates of the whole training.",
        symbol: "steps",
      },
      share("warmup_ratio", 0.1, "Share of the updates on the way up."),
      share("hold_ratio", 0.4, "Share of the updates with the learning rate itself."),
      share("decay_ratio", 0.5, "Share of the updates on the way down."),
      { ...share("init_lr_scale", 0.01, "Share of the learning rate to start from."), ruleNames: ["startShare"] },
      share("final_lr_scale", 0.01, "Share of the learning rate at the end."),
      lastEpoch,
    ],
    check: shareIssues,
    numbers: tristageNumbers,
    rule: () => espnetTristageRule,
  },
];

function tristageNumbers(values: ArgumentValues): Readonly<Record<string, number>> {
  const trainingSteps = Math.trunc(Number(values.max_steps));
  const warmup = Math.trunc(trainingSteps * Number(values.warmup_ratio));
  const holdSteps = Math.trunc(trainingSteps * Number(values.hold_ratio));
  const decaySteps = trainingSteps - warmup - holdSteps;
  const decayRate = decaySteps === 0 ? 0 : -Math.log(Number(values.final_lr_scale)) / decaySteps;
  return { trainingSteps, warmupSteps: warmup, holdSteps, decayRate };
}

function shareIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const shares = ["warmup_ratio", "hold_ratio", "decay_ratio"].map((name) => values[name]);
  const sum = shares.reduce<number>((total, each) => total + Number(each), 0);
  const areKnown = shares.every((each) => typeof each === "number");
  const issues: ArgumentIssue[] = [];
  if (areKnown && Math.abs(sum - 1) > 1e-9) {
    const message = `warmup_ratio, hold_ratio and decay_ratio come to ${sum}; expected 1.`;
    issues.push({ severity: "error", argument: "decay_ratio", message });
  }
  for (const argument of ["init_lr_scale", "final_lr_scale"]) {
    if (values[argument] !== 0) continue;
    issues.push({ severity: "error", argument, message: `${argument} is 0; expected a number above 0.` });
  }
  return issues;
}
