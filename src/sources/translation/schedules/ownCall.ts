import { findComposition, findSchedule } from "../../catalogue/findEntry";
import type { ScheduleConfiguration } from "../../configuration";
import { argumentValues } from "../../configurationValues";
import { call, keywords } from "../pythonText";
import { pythonLambda } from "./functionDraft";

/** The call of a schedule in a program of its own framework. */
export function ownCall(schedule: ScheduleConfiguration): string {
  const composition = findComposition(schedule.name);
  if (composition !== undefined) {
    const inner = (schedule.schedules ?? []).map(ownCall);
    const parts = `[\n${inner.map((text) => `    ${text.replaceAll("\n", "\n    ")},\n`).join("")}]`;
    const values = argumentValues(composition, schedule.hyperparameters);
    const subject = composition.subject === undefined ? [] : [composition.subject];
    return call(composition.name, [...subject, parts, ...keywords(composition, { ...values, schedulers: null })]);
  }
  const entry = findSchedule(schedule.name);
  if (entry === undefined) return "";
  const values = argumentValues(entry, schedule.hyperparameters);
  const subject = entry.subject === undefined ? [] : [entry.subject];
  const functions = entry.arguments.flatMap(({ name, kind }) => {
    const value = values[name];
    return kind === "function" && typeof value === "string" ? [`${name}=${pythonLambda(value) ?? value}`] : [];
  });
  const names = new Set(functions.map((text) => text.slice(0, text.indexOf("="))));
  const others = keywords(entry, values).filter((text) => !names.has(text.slice(0, text.indexOf("="))));
  return call(entry.name, [...subject, ...functions, ...others]);
}
