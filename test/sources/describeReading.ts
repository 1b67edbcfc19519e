import type {
  OptimizerConfiguration,
  ScheduleConfiguration,
  SourceIssue,
  SourceRange,
  SourceReading,
} from "../../src/sources/configuration";
import { configurationGist } from "../../src/sources/configurationGist";
import { inspectRecord } from "../../src/sources/inspectRecord";

/**
 * A reading as the case files spell it, one configuration after the other: place and name; then, indented, the arguments given in the source, the
 * schedule, clipping, groups, accumulation, loss scaling, number of updates, what is unresolved, and the issues. Issues that belong to no configuration come last.
 */
export function describeReading(reading: SourceReading): string {
  return [...reading.configurations.map(describeConfiguration), ...reading.issues.map(describeIssue)].join("\n");
}

function describeConfiguration(configuration: OptimizerConfiguration): string {
  const { optimizer, range, hyperparameters, schedule, groups, unresolved, issues } = configuration;
  const { accumulation, lossScaling, simulation } = configuration;
  const updates = { accumulation, "loss scaling": lossScaling, steps: simulation.steps };
  const record = inspectRecord("file.py", configuration);
  const lines = [`${place(range)} ${optimizer}`, ...given(hyperparameters)];
  lines.push(...given(configuration.ignored ?? {}).map((line) => `ignored ${line}`));
  if (schedule !== null) lines.push(...describeSchedule(schedule));
  if (record.clipping !== null) lines.push(`clipping ${JSON.stringify(record.clipping)}`);
  for (const group of groups) lines.push("group", ...given(group.hyperparameters).map((line) => `  ${line}`));
  for (const [name, value] of Object.entries(updates)) {
    if (value !== undefined) lines.push(`${name} ${JSON.stringify(value)}`);
  }
  if (unresolved.length > 0) lines.push(`unresolved ${unresolved.join(", ")}`);
  lines.push(...describeHandWritten(configuration));
  lines.push(...issues.map(describeIssue));
  lines.push(
    `gist ${configurationGist(configuration)
      .map(({ label, value }) => `${label} ${value}`)
      .join(" · ")}`,
  );
  return lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join("\n");
}

/** The rule of an optimizer that the source spells out, each line with that of its statement, and what its `g` stands for. */
function describeHandWritten({ handWritten, rule }: OptimizerConfiguration): string[] {
  if (handWritten === undefined || rule === null) return [];
  const { parameter, gradient, loss, statements } = handWritten;
  const lines = rule.text.split("\n").map((line, index) => `${line}  # ${statements[index].line}`);
  const named = (what: string, { name, range }: { readonly name: string; readonly range: SourceRange }) =>
    `${what} ${name} at ${place(range)}`;
  return [
    ...lines.map((line) => `| ${line}`),
    named("p is", parameter),
    named(gradient.isNegated ? "g is the negative of" : "g is", gradient),
    ...(loss === null ? [] : [named("loss", loss)]),
  ];
}

function describeIssue({ severity, range, message }: SourceIssue): string {
  return `${severity} ${place(range)} ${message}`;
}

function describeSchedule({ name, range, hyperparameters, interval, schedules = [] }: ScheduleConfiguration): string[] {
  const every = interval === undefined ? "" : ` every ${interval}`;
  const inner = [...given(hyperparameters), ...schedules.flatMap(describeSchedule)];
  return [`schedule ${place(range)} ${name}${every}`, ...inner.map((line) => `  ${line}`)];
}

/** Values that the source gives, with the place that spells them out and what has them from there. */
function given(values: OptimizerConfiguration["hyperparameters"]): string[] {
  return Object.entries(values).flatMap(([name, { value, range, file, origin }]) => {
    if (range === null) return [];
    const where = file === undefined ? place(range) : `${place(range)} of ${file}`;
    return [`${name} = ${JSON.stringify(value)} at ${where}${origin === undefined ? "" : ` (${origin})`}`];
  });
}

function place({ line, column, endLine, endColumn }: SourceRange): string {
  return `${line}:${column}-${endLine}:${endColumn}`;
}
