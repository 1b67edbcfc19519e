import { COUNT } from "../../core/numberRange";
import { exponentialWarmupRule, linearWarmupRule, radamWarmupRule } from "../../core/schedules/warmupRules";
import type { ArgumentDefinition, ArgumentValues, CompositionEntry, ScheduleEntry } from "./catalogue";

/** The warm-ups of pytorch_warmup 0.2.0, which dampen what other schedules make of the learning rate. */

const warmupPeriod: ArgumentDefinition = {
  name: "warmup_period",
  kind: "integer",
  range: COUNT,
  example: 100,
  documentation: "Updates of the warm-up, or the time constant of one that never ends.",
  ruleNames: ["warmupPeriod"],
  symbol: "period",
};

/** What a warm-up looks up in the optimizer. */
const beta2: ArgumentDefinition = {
  name: "beta2",
  kind: "number",
  companion: true,
  example: 0.999,
  range: { exclusiveMinimum: 0, exclusiveMaximum: 1 },
  documentation: "The second of the optimizer's betas.",
  symbol: "β₂",
};

/** Another value than −1 resumes a run, which has no start to simulate from. */
const lastStep: ArgumentDefinition = {
  name: "last_step",
  kind: "number",
  default: -1,
  range: { minimum: -1, maximum: -1 },
  documentation: "Number of the last step made before; −1 at the start.",
};

function warmup(
  title: string,
  file: string,
  own: Pick<ScheduleEntry, "shortTitle" | "summary" | "arguments" | "rule" | "numbers" | "check">,
): ScheduleEntry {
  return {
    ...own,
    framework: "pytorch-warmup",
    name: `pytorch_warmup.${title}`,
    aliases: [`pytorch_warmup.${file}.${title}`],
    title,
    source: `pytorch_warmup 0.2.0, pytorch_warmup/${file}.py`,
    subject: "optimizer",
    arguments: [...own.arguments, lastStep],
  };
}

export const warmupSchedules: readonly ScheduleEntry[] = [
  warmup("LinearWarmup", "base", {
    shortTitle: "linear warm-up",
    summary: "A factor that rises in a straight line to 1.",
    arguments: [warmupPeriod],
    rule: () => linearWarmupRule,
  }),
  warmup("ExponentialWarmup", "base", {
    shortTitle: "exponential warm-up",
    summary: "A factor that comes nearer and nearer to 1.",
    arguments: [warmupPeriod],
    rule: () => exponentialWarmupRule,
  }),
  warmup("UntunedLinearWarmup", "untuned", {
    shortTitle: "linear warm-up",
    summary: "A factor that rises in a straight line to 1, over as many updates as the optimizer's β₂ asks for.",
    arguments: [beta2],
    numbers: (values) => ({ warmupPeriod: Math.trunc(2 / (1 - Number(values.beta2))) }),
    rule: () => linearWarmupRule,
  }),
  warmup("UntunedExponentialWarmup", "untuned", {
    shortTitle: "exponential warm-up",
    summary: "A factor that comes nearer and nearer to 1, as fast as the optimizer's β₂ asks for.",
    arguments: [beta2],
    numbers: (values) => ({ warmupPeriod: Math.trunc(1 / (1 - Number(values.beta2))) }),
    rule: () => exponentialWarmupRule,
  }),
  warmup("RAdamWarmup", "radam", {
    shortTitle: "RAdam's warm-up",
    summary: "The factor by which RAdam rectifies its steps, from the first one that it has.",
    arguments: [{ ...beta2, range: { exclusiveMinimum: 0.6, exclusiveMaximum: 1 } }],
    numbers: (values) => ({ beta2: Number(values.beta2), offset: offsetOf(values) }),
    rule: () => radamWarmupRule,
  }),
];

/** The first number of updates for which RAdam has a factor; β₂ above 0.6 has one below 20. */
function offsetOf(values: ArgumentValues): number {
  const decay = Number(values.beta2);
  const rho = (count: number) => 2 / (1 - decay) - 1 - (2 * count * decay ** count) / (1 - decay ** count);
  let offset = 1;
  while (offset < 100 && !(rho(offset) > 4)) offset++;
  return offset;
}

/** How a warm-up and other schedules act together, `with warmup_scheduler.dampening():`. */
export const warmupCompositions: readonly CompositionEntry[] = [
  {
    framework: "pytorch-warmup",
    name: "pytorch_warmup.BaseWarmup.dampening",
    aliases: [],
    title: "dampening",
    source: "pytorch_warmup 0.2.0, pytorch_warmup/base.py",
    composition: "dampening",
    shortTitle: "by",
    summary: "A schedule, and a warm-up that multiplies what it makes of the learning rate, which it does not see.",
    arguments: [
      {
        name: "schedulers",
        kind: "execution",
        takesSchedule: true,
        documentation: "The schedule, and the warm-up behind it.",
      },
    ],
  },
];
