import type { ConfigurationFacts } from "../../configuration/configurationFacts";
import { type ScheduledRun, scheduledRun } from "../../configuration/scheduledRun";
import { isCyclic, isOwnFormula } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { warmupLength } from "../../configuration/warmupLength";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";

/** The steps for which a schedule is followed where the source has shares of the run alone. */
const STEPS_OF_SHARES = 1000;

/** A warm-up that takes much of the run, or all of it. */
export const longWarmup = sourceRule(
  {
    id: "schedule/long-warmup",
    severity: "information",
    title: "The warm-up takes much of the run",
    messages: {
      never: "The warm-up takes {warmup} steps and the run has {steps}: the learning rate never gets to its top.",
      share: "The warm-up takes {warmup} of the {steps} steps of the run, {percent} %.",
      relative: "The warm-up takes {percent} % of the run.",
    },
    thresholds: {
      share: {
        default: 0.1,
        description: "Share of the run that a warm-up may take: the tuning playbook's largest candidate.",
      },
      warning: { default: 0.5, description: "The same from which on it is a warning." },
    },
    documentation: {
      what: "The steps in which the learning rate rises are more than a tenth of the run, or more than it has.",
      why: "A warm-up lets the moments settle and the sharpest directions flatten before the steps get long. That takes some hundred to some thousand updates; what is longer costs updates at a low rate. A run that ends within the warm-up has never seen the learning rate that was chosen.",
      formula: "share = warm-up / steps of the run",
      ignore:
        "Where the run is short, such as in fine-tuning, or where training diverges with less. A warm-up that has to be long hints at a learning rate that is too high.",
      sources: [
        "https://github.com/google-research/tuning_playbook: how to choose the warm-up, at most 10 % of the steps",
      ],
      example: {
        path: "train.py",
        before: `import torch
from transformers import get_linear_schedule_with_warmup

optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=4000, num_training_steps=10000)
`,
        after: `import torch
from transformers import get_linear_schedule_with_warmup

optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=600, num_training_steps=10000)
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { schedule } = facts.configuration;
    if (schedule === null || isCyclic(schedule)) return;
    const named = warmupLength(schedule);
    const { sharesOfRun } = schedule;
    const isRelative = sharesOfRun?.num_warmup_steps !== undefined;
    const steps = lengthOf(facts);
    if (steps === null || steps < 2) return;
    const run = scheduledRun(facts, steps);
    const rising = run === null || !isOwnFormula(schedule) ? null : risingSteps(run);
    const warmup = isRelative ? Math.round((sharesOfRun?.num_warmup_steps ?? 0) * steps) : (named?.steps ?? rising);
    if (warmup === null) return;
    const at = named?.read.range ? named.read : schedule.range;
    const share = warmup / steps;
    if (share >= 1 && !isRelative) {
      yield { message: "never", values: { warmup, steps }, at, severity: "warning" };
      return;
    }
    if (share <= threshold("share") || share >= 1) return;
    const values = { warmup, steps, percent: percentOf(share) };
    const severity = share >= threshold("warning") ? "warning" : "information";
    yield { message: isRelative ? "relative" : "share", values, at, severity };
  },
);

/** The steps of the run, or those that the schedule is made for. */
function lengthOf(facts: ConfigurationFacts): number | null {
  const { schedule } = facts.configuration;
  if (schedule === null) return null;
  if (schedule.sharesOfRun?.num_warmup_steps !== undefined) return STEPS_OF_SHARES;
  // A length that is a share of the run says nothing of how long that is.
  return facts.stepsOfSchedule ?? (schedule.sharesOfRun === undefined ? (scheduleSpan(schedule)?.steps ?? null) : null);
}

/** The steps in which a curve rises before it falls; null for one that does not do both. */
function risingSteps({ rates, stride, peakStep, last, peak }: ScheduledRun): number | null {
  const top = peakStep / stride;
  if (top === 0 || last >= peak || rates[0] > 0.9 * peak) return null;
  for (let index = 1; index <= top; index++) if (rates[index] < rates[index - 1]) return null;
  return peakStep;
}
