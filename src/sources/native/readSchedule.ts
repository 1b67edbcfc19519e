import { RuleError } from "../../core/rule/ruleError";
import { FRAMEWORK_SCHEDULE_INPUTS, SCHEDULE_INPUTS } from "../../core/simulation/ruleInputs";
import { ruleNumbers, type ScheduleEntry } from "../catalogue/catalogue";
import { findSchedule } from "../catalogue/findEntry";
import type { ReadValue, ScheduleConfiguration, SourceValue } from "../configuration";
import { OWN_RULE } from "../ownRule";
import { scheduleText } from "../scheduleSpecification";
import { describeNode, type MappingEntry, placeOf, type ScalarNode } from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { acceptLeaf } from "./acceptLeaf";
import { expressionPattern, scheduleMapping, scheduleName } from "./nativeForm";
import { readArguments } from "./readArguments";
import { type ReadFields, readFields } from "./readFields";
import { readParameters, readRule, reportUnread } from "./readRule";
import { tryParseRule } from "./tryParseRule";
import { unknownName } from "./unknownNames";

/** Reads `schedule`: a name, an expression, or a mapping. Null, and reported, where it is none of these. */
export function readSchedule(entry: MappingEntry, report: Report): ScheduleConfiguration | null {
  const { value, range } = entry;
  if (value.kind === "list" || (value.kind === "scalar" && value.value === null)) {
    report(placeOf(entry), `\`${entry.key}\` is ${describeNode(value)}; expected a name, an expression or a mapping.`);
    return null;
  }
  if (value.kind === "scalar") {
    const name = acceptLeaf(scheduleName, value);
    const known = typeof name === "string" ? findSchedule(name) : undefined;
    if (known !== undefined) return readAlone(known, entry, report);
    const isExpression = new RegExp(expressionPattern).test(String(value.value).trim());
    if (isExpression) return readOwn(value, undefined, range, report);
    report(value.range, unknownName(scheduleName, value));
    return null;
  }

  const fields = readFields(scheduleMapping, value, "this schedule", report);
  const name = fields.values.get("name")?.value;
  const known = typeof name === "string" ? findSchedule(name) : undefined;
  if (known !== undefined) return readKnown(known, fields, range, report);
  const rule = fields.entries.get("rule")?.value;
  return rule?.kind === "scalar" ? readOwn(rule, fields.entries.get("parameters"), range, report) : null;
}

/** A schedule that is given by its name alone, which it may need more than. */
function readAlone(schedule: ScheduleEntry, entry: MappingEntry, report: Report): ScheduleConfiguration {
  const missing = schedule.arguments.find((argument) => argument.default === undefined);
  if (missing !== undefined) {
    report(
      entry.value.range,
      `${schedule.name} needs \`${missing.name}\`: { name: ${schedule.name}, ${missing.name}: … }.`,
    );
  }
  return readKnown(schedule, { values: new Map(), entries: new Map([["name", entry]]) }, entry.range, report);
}

function readKnown(
  entry: ScheduleEntry,
  fields: ReadFields,
  range: ScheduleConfiguration["range"],
  report: Report,
): ScheduleConfiguration {
  const hyperparameters = readArguments(entry, fields, report);
  for (const { name, kind } of entry.arguments) {
    const expression = hyperparameters[name];
    if (kind === "function" && expression !== undefined) checkExpression(entry, hyperparameters, expression, report);
  }
  return { name: entry.name, range, hyperparameters };
}

/** Reports a mistake in a function of the step, which the schedule's rule takes in as it is. */
function checkExpression(
  entry: ScheduleEntry,
  hyperparameters: ScheduleConfiguration["hyperparameters"],
  { range }: ReadValue,
  report: Report,
): void {
  const values = Object.fromEntries(
    Object.entries(hyperparameters).map(([name, { value }]): [string, SourceValue] => [name, value]),
  );
  const scalars = [...FRAMEWORK_SCHEDULE_INPUTS, ...Object.keys(ruleNumbers(entry, values))];
  const parsed = tryParseRule(entry.rule(values), { scalars, vectors: [], outputs: ["lr"] });
  if (parsed instanceof RuleError && range !== null) report(range, parsed.message);
}

/** A schedule of the user's own. A text that assigns nothing is the learning rate itself. */
function readOwn(
  node: ScalarNode,
  parametersEntry: MappingEntry | undefined,
  range: ScheduleConfiguration["range"],
  report: Report,
): ScheduleConfiguration {
  const text = String(node.value);
  const rule = scheduleText(text);
  const prefix = rule.slice(0, rule.length - text.length);
  const parameters = readParameters(parametersEntry, [...FRAMEWORK_SCHEDULE_INPUTS, "lr"], report);
  const inputs = { scalars: [...SCHEDULE_INPUTS, ...parameters.keys()], vectors: [], outputs: ["lr"] };
  const parsed = readRule(node, inputs, report, prefix).rule;
  if (parsed !== null) reportUnread(parsed, parameters, report);
  const ruleValue: ReadValue = { value: rule, range: node.range };
  return { name: OWN_RULE, range, hyperparameters: Object.fromEntries([["rule", ruleValue], ...parameters]) };
}
