import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  composerCosineRule,
  composerLinearRule,
  foundryInverseRootRule,
} from "../../core/schedules/composerScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";

/** The schedules of Composer 0.32.1 and LLM Foundry 0.22.0. Their times are in batches here, whatever their unit is in a file. */

function time(name: string, ruleName: string, documentation: string, symbol: string): ArgumentDefinition {
  return { name, kind: "number", range: NOT_NEGATIVE, example: 10, documentation, symbol, ruleNames: [ruleName] };
}

function share(
  name: string,
  preset: number,
  ruleName: string,
  documentation: string,
  symbol: string,
): ArgumentDefinition {
  return { name, kind: "number", default: preset, documentation, symbol, ruleNames: [ruleName] };
}

const warmup = time("t_warmup", "warmupSteps", "Batches on the way up.", "warmup");

const length: ArgumentDefinition = {
  ...time("t_max", "trainingSteps", "Batches until the end: those of the training.", "steps"),
  range: POSITIVE,
  example: 1000,
};

const last = share("alpha_f", 0, "lastShare", "Share of the learning rate that is left at the end.", "to");

const composer = (title: string) => ({
  framework: "composer" as const,
  name: `composer.optim.${title}`,
  aliases: [`composer.optim.scheduler.${title}`],
  title,
  source: "Composer 0.32.1, composer/optim/scheduler.py",
  check: warmupIssues,
});

/** The schedules of Composer that have a warm-up, and that of LLM Foundry. */
export const composerSchedules: readonly ScheduleEntry[] = [
  {
    ...composer("CosineAnnealingWithWarmupScheduler"),
    shortTitle: "cosine",
    summary: "In a straight line from 0 to the learning rate, and by half a cosine to a share of it.",
    arguments: [warmup, length, last],
    rule: () => composerCosineRule,
  },
  {
    ...composer("LinearWithWarmupScheduler"),
    shortTitle: "linear",
    summary: "In a straight line from 0 to a share of the learning rate, and in another to the last one.",
    arguments: [
      warmup,
      share("alpha_i", 1, "firstShare", "Share of the learning rate behind the warm-up.", "peak"),
      last,
      length,
    ],
    rule: () => composerLinearRule,
  },
  {
    ...composer("ConstantWithWarmupScheduler"),
    shortTitle: "constant",
    summary: "In a straight line from 0 to a share of the learning rate, which stays.",
    arguments: [warmup, share("alpha", 1, "firstShare", "Share of the learning rate that stays.", "to"), length],
    numbers: ({ alpha }): Readonly<Record<string, number>> => (typeof alpha === "number" ? { lastShare: alpha } : {}),
    rule: () => composerLinearRule,
  },
  {
    framework: "composer",
    name: "llmfoundry.optim.InverseSquareRootWithWarmupScheduler",
    aliases: [],
    title: "InverseSquareRootWithWarmupScheduler",
    source: "LLM Foundry 0.22.0, llmfoundry/optim/scheduler.py",
    shortTitle: "inverse sqrt",
    summary:
      "In a straight line from 0 to the learning rate, with the root of the batches down, and in a straight line at the end.",
    arguments: [
      warmup,
      { ...time("t_scale", "scaleSteps", "Batches by which the root is stretched.", "scale"), range: POSITIVE },
      time("t_cooldown", "coolingSteps", "Batches of the straight line at the end.", "cooldown"),
      length,
      share("alpha_f_decay", 0, "lowestShare", "Share of the learning rate to which the root would fall.", "root to"),
      share("alpha_f_cooldown", 0, "lastShare", "Share of the learning rate that is left at the end.", "to"),
    ],
    rule: () => foundryInverseRootRule,
  },
];

function warmupIssues({ t_warmup: warm, t_max: all }: ArgumentValues): readonly ArgumentIssue[] {
  if (typeof warm !== "number" || typeof all !== "number" || warm <= all) return [];
  const message = `t_warmup is ${warm} batches; expected at most those of the training, ${all}.`;
  return [{ severity: "error", argument: "t_warmup", message }];
}
