import { findSchedule } from "../../catalogue/findEntry";
import { keyValuePairs } from "../../catalogue/optaxScheduleValues";
import type { ScheduleConfiguration, SourceValue } from "../../configuration";
import { plainValues } from "../../configurationValues";
import { call, keywords, pythonNumber } from "../pythonText";

/** The call of optax' join_schedules, whose schedules are a value: a name with pairs of arguments. */
export function joinedCall(schedule: ScheduleConfiguration): string {
  return joined(plainValues(schedule.hyperparameters));
}

function joined(values: Readonly<Record<string, SourceValue>>): string {
  const parts = Array.isArray(values.schedules) ? (values.schedules as readonly SourceValue[]) : [];
  const boundaries = [values.boundaries ?? []].flat().map((step) => pythonNumber(Number(step)));
  const list = `[\n${parts.map((part) => `    ${partCall(part).replaceAll("\n", "\n    ")},\n`).join("")}]`;
  return call("optax.join_schedules", [list, `boundaries=[${boundaries.join(", ")}]`]);
}

function partCall(part: SourceValue): string {
  const [name, ...pairs] = Array.isArray(part) ? (part as readonly SourceValue[]) : [];
  const values = Object.fromEntries(keyValuePairs(pairs).map(([argument, value]) => [String(argument), value]));
  if (name === "optax.join_schedules") return joined(values);
  const entry = findSchedule(String(name));
  return entry === undefined ? "" : call(entry.name, keywords(entry, values));
}
