import { describeAnswer } from "../../../src/sources/answers/checkAnswer";
import { describeNeeds } from "../../../src/sources/answers/describeNeeds";
import type { UnknownValue } from "../../../src/sources/answers/unknownValue";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration } from "../../../src/sources/configuration";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";

const defaults = { problem: { name: "quadratic", parameters: {} }, steps: 100, seed: 0, precision: "float64" } as const;

/**
 * What is asked for and what the answers have become, a configuration after the other: its name; then every expression that is asked for; values with an
 * origin; what keeps it from being simulated. Lines `answer EXPRESSION = VALUE` at the end of the text are answers.
 */
export async function readingWithAnswers(text: string): Promise<string> {
  const answers = new Map(
    [...text.matchAll(/^answer (.+) = (.+)$/gm)].map(([, expression, value]) => [expression, value]),
  );
  const source = text.replace(/^answer .*\n/gm, "");
  const path = source.startsWith("{") ? "ds_config.json" : "train.py";
  const { configurations } = await readSource(path, source, undefined, answers);
  return configurations.map(describeConfiguration).join("\n");
}

function describeConfiguration(configuration: OptimizerConfiguration): string {
  const { optimizer, hyperparameters, schedule, groups, unknowns = [] } = configuration;
  const lowered = runSpecification(configuration, defaults);
  const lines = [
    ...unknowns.map(describeUnknown),
    ...describeValues(hyperparameters),
    ...groups.flatMap((group, index) => describeValues(group.hyperparameters).map((line) => `group ${index} ${line}`)),
    ...(schedule === null ? [] : describeSchedule(schedule)),
    ...("issues" in lowered ? lowered.issues.map(({ message }) => `refused ${message}`) : ["simulated"]),
  ];
  return [optimizer, ...lines.map((line) => `  ${line}`)].join("\n");
}

function describeUnknown(unknown: UnknownValue): string {
  const { expression, range, kind, answer } = unknown;
  const said = answer === undefined ? "" : `, answered ${answer}`;
  return `asks ${expression} at ${range.line}:${range.column} for ${describeNeeds(unknown)}: ${describeAnswer(kind)}${said}`;
}

function describeSchedule({ name, hyperparameters, interval, schedules = [] }: ScheduleConfiguration): string[] {
  const title = name.slice(name.lastIndexOf(".") + 1);
  const every = interval === undefined ? [] : [`${title} every ${interval}`];
  const own = describeValues(hyperparameters).map((line) => `${title} ${line}`);
  return [...every, ...own, ...schedules.flatMap(describeSchedule)];
}

/** Those that come from somewhere else than the call. */
function describeValues(values: Readonly<Record<string, ReadValue>>): string[] {
  return Object.entries(values).flatMap(([name, { value, origin }]) =>
    origin === undefined ? [] : [`${name} = ${JSON.stringify(value)}, ${origin}`],
  );
}
