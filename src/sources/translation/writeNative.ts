import { shortNumber } from "../../core/shortNumber";
import type { OptimizerSpecification, ScheduleSpecification } from "../../core/simulation/specification";
import type { ArgumentValues, CatalogueEntry, OptimizerEntry } from "../catalogue/catalogue";
import { findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceValue } from "../configuration";
import { argumentValues } from "../configurationValues";
import type { OptimizerDraft } from "./optimizerDrafts";
import { isEqual } from "./pythonText";
import type { ScheduleShape } from "./schedules/scheduleShape";
import { shapeRule } from "./schedules/shapeRule";

/** The ways in which a native file can say what a configuration does, the shortest first; a trial decides among them. */
export function nativeDrafts(
  configuration: OptimizerConfiguration,
  source: OptimizerSpecification,
  own: { readonly entry: OptimizerEntry; readonly values: ArgumentValues } | undefined,
  optimizer: OptimizerDraft | null,
  shape: ScheduleShape | null,
): readonly string[] {
  const schedules =
    source.schedule === null ? [""] : scheduleTexts(configuration, source.schedule, shape, source.learningRate);
  const clipping = clippingText(source);
  const optimizers = [
    ...(optimizer === null ? [] : [[entryText(optimizer, source), clipping]]),
    [ruleOf(source), clipping],
    // What an optimizer clips itself stands among its arguments.
    ...(own === undefined ? [] : [[entryText(own, source), own.entry.clipping?.(own.values) ? "" : clipping]]),
  ];
  return optimizers.flatMap(([text, clip]) => schedules.map((schedule) => `${text}${schedule}${clip}`));
}

function entryText({ entry, values }: OptimizerDraft, { learningRate }: OptimizerSpecification): string {
  const rate = values[entry.learningRate] === null ? null : learningRate;
  return `optimizer: ${entry.name}\n${argumentLines(entry, { ...values, [entry.learningRate]: rate }, entry.learningRate)}`;
}

function argumentLines(entry: CatalogueEntry, values: ArgumentValues, always?: string): string {
  return entry.arguments
    .flatMap(({ name, default: preset, kind }) => {
      const value = values[name];
      if (value === undefined || kind === "execution") return [];
      const isDefault = preset !== undefined && isEqual(value, preset);
      return isDefault && (name !== always || value === null) ? [] : [`${name}: ${yamlValue(value)}\n`];
    })
    .join("");
}

function ruleOf({ rule, hyperparameters, learningRate, groups = [] }: OptimizerSpecification): string {
  const read = (name: string) => new RegExp(`\\b${name}\\b`).test(rule);
  const numbers = Object.entries(hyperparameters).filter(([name]) => read(name));
  const lines = groups.map(({ learningRate: rate, hyperparameters: own = {} }) => {
    const fields = Object.entries(own).filter(([name]) => read(name));
    const all = [
      ...(rate === undefined ? [] : [`learningRate: ${yamlValue(rate)}`]),
      ...(fields.length === 0 ? [] : [`parameters: ${mapping(fields)}`]),
    ];
    return all.length === 0 ? "  - {}\n" : `  - { ${all.join(", ")} }\n`;
  });
  return (
    `rule: |\n${block(rule, 2)}learningRate: ${yamlValue(learningRate)}\n` +
    (numbers.length === 0 ? "" : `parameters: ${mapping(numbers)}\n`) +
    (lines.length === 0 ? "" : `groups:\n${lines.join("")}`)
  );
}

function scheduleTexts(
  { schedule }: OptimizerConfiguration,
  specification: ScheduleSpecification,
  shape: ScheduleShape | null,
  learningRate: number,
): readonly string[] {
  const entry = schedule === null ? undefined : findSchedule(schedule.name);
  const texts: string[] = [];
  const { interval } = specification;
  const spelled = shape && shapeRule(shape, learningRate, interval);
  for (const own of [spelled, specification]) {
    if (own === null || !("rule" in own)) continue;
    // A native schedule is stepped with every update.
    const rule = own.interval === 1 ? own.rule : own.rule.replaceAll(/\bstep\b/g, `floor(step / ${own.interval})`);
    const numbers = Object.entries(own.parameters).filter(([name]) => new RegExp(`\\b${name}\\b`).test(rule));
    const parameters = numbers.length === 0 ? "" : `  parameters: ${mapping(numbers)}\n`;
    const text = rule.includes("\n") ? `  rule: |\n${block(rule, 4)}` : `  rule: ${rule}\n`;
    texts.push(`schedule:\n${text}${parameters}`);
  }
  if (entry !== undefined && interval === 1) {
    const lines = argumentLines(entry, argumentValues(entry, schedule?.hyperparameters ?? {}));
    texts.unshift(`schedule:\n  name: ${entry.name}\n${lines.replaceAll(/^(?=.)/gm, "  ")}`);
  }
  return texts.length === 0 ? [""] : texts;
}

function clippingText({ clipping }: OptimizerSpecification): string {
  return clipping === null ? "" : `clipping: { ${clipping.kind}: ${yamlValue(clipping.limit)} }\n`;
}

function mapping(fields: readonly (readonly [string, number])[]): string {
  return `{ ${fields.map(([name, value]) => `${name}: ${yamlValue(value)}`).join(", ")} }`;
}

function block(text: string, spaces: number): string {
  return text
    .split("\n")
    .map((line) => `${" ".repeat(spaces)}${line}\n`)
    .join("");
}

function yamlValue(value: SourceValue): string {
  if (typeof value === "number") return shortNumber(value);
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(", ")}]`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
