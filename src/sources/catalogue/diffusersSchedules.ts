import { diffusersLinearRule, diffusersStairsRule } from "../../core/schedules/transformersScheduleRules";
import { pythonFloat } from "../pythonFloat";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import { lastEpoch } from "./torchScheduleArguments";
import { diffusersEntry, trainingSteps, warmupSteps } from "./transformersScheduleArguments";
import { transformersSchedules } from "./transformersSchedules";

/** The schedules that diffusers has in common with transformers, under the same names. */
const shared = [
  "get_constant_schedule",
  "get_constant_schedule_with_warmup",
  "get_cosine_schedule_with_warmup",
  "get_cosine_with_hard_restarts_schedule_with_warmup",
  "get_polynomial_decay_schedule_with_warmup",
];

const share = (name: string, preset: number, ruleName: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: preset,
  documentation,
  ruleNames: [ruleName],
  symbol: name.replace("_", " "),
});

/** The schedules of diffusers.optimization. */
export const diffusersSchedules: readonly ScheduleEntry[] = [
  ...transformersSchedules
    .filter(({ title }) => shared.includes(title))
    .map((entry) => ({ ...entry, ...diffusersEntry(entry.title) })),
  {
    ...diffusersEntry("get_linear_schedule_with_warmup"),
    shortTitle: "linear",
    summary: "In straight lines from 0 to the learning rate, and back to 0 at the end of the training.",
    arguments: [
      warmupSteps,
      trainingSteps,
      lastEpoch,
      share("f_min", 0, "lowestShare", "Share of the learning rate at the end."),
      share("f_max", 1, "highestShare", "Share of the learning rate at the end of the warm-up."),
    ],
    rule: () => diffusersLinearRule,
  },
  {
    ...diffusersEntry("get_piecewise_constant_schedule"),
    shortTitle: "stairs",
    summary: "The learning rate times one factor after the other, each up to a step of its own.",
    arguments: [
      {
        name: "step_rules",
        kind: "string",
        example: "1:10,0.1:20,0.01",
        documentation: 'Factors with the steps at which they end, and the last one alone: "1:10,0.1:20,0.01".',
        symbol: "factors",
      },
      lastEpoch,
    ],
    check: stairsIssues,
    numbers: stairsNumbers,
    rule: ({ step_rules }) => diffusersStairsRule(stairsOf(step_rules)?.steps.length ?? 0),
  },
];

interface Stairs {
  /** By the step at which each factor ends, in rising order. */
  readonly steps: readonly (readonly [end: number, factor: number])[];
  readonly last: number;
}

/** The rules as Python's int and float read them; null where these refuse them. Of two factors that end at one step the second is taken. */
function stairsOf(text: ArgumentValues[string]): Stairs | null {
  const rules = String(text).split(",");
  const last = pythonFloat(rules[rules.length - 1]);
  const factors = new Map<number, number>();
  for (const rule of rules.slice(0, -1)) {
    const [factor, end, ...more] = rule.split(":");
    const value = pythonFloat(factor);
    if (value === null || !/^\s*[+-]?\d+\s*$/.test(end ?? "") || more.length > 0) return null;
    factors.set(Number(end), value);
  }
  return last === null ? null : { steps: [...factors].sort(([a], [b]) => a - b), last };
}

function stairsIssues({ step_rules }: ArgumentValues): ArgumentIssue[] {
  if (typeof step_rules !== "string" || stairsOf(step_rules) !== null) return [];
  const message = `step_rules is "${step_rules}"; expected factors and steps such as "1:10,0.1:20,0.01".`;
  return [{ severity: "error", argument: "step_rules", message }];
}

function stairsNumbers({ step_rules }: ArgumentValues): Readonly<Record<string, number>> {
  const { steps, last } = stairsOf(step_rules) ?? { steps: [], last: 1 };
  const numbers: Record<string, number> = { [`factor${steps.length + 1}`]: last };
  for (const [index, [end, factor]] of steps.entries()) {
    numbers[`end${index + 1}`] = end;
    numbers[`factor${index + 1}`] = factor;
  }
  return numbers;
}
