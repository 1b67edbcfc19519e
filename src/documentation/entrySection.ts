import { displayName } from "../core/rule/typography";
import {
  type CompositionEntry,
  exampleArguments,
  type OptimizerEntry,
  type ScheduleEntry,
} from "../sources/catalogue/catalogue";
import { type EntryLine, formulaLines } from "../sources/catalogue/formulaLines";
import { argumentEffects } from "./argumentEffects";
import { argumentTable, describeValue } from "./argumentTable";
import { code, codeBlock, paragraphs, plain } from "./markdown";

export type AnyEntry = OptimizerEntry | ScheduleEntry | CompositionEntry;

/** Everything that the catalogue has about an entry, in Markdown, below a heading with its full name. */
export function entrySection(entry: AnyEntry): string {
  const names = entry.aliases.map(code).join(", ");
  return paragraphs(
    `### ${plain(entry.name)}`,
    `**${plain(entry.title)}**: ${plain(entry.summary)}${names === "" ? "" : ` Also ${names}.`}`,
    "rule" in entry ? ruleParts(entry) : "",
    argumentTable(entry),
    "learningRate" in entry && "stateNames" in entry ? stateNames(entry) : "",
    `Source: ${plain(entry.source)}${entry.source.endsWith(".") ? "" : "."}`,
  );
}

/** Assignments of a rule, one a line. */
export function assignments(lines: readonly EntryLine[]): string {
  return codeBlock(lines.map(writeLine));
}

/** Assignments of a rule within a sentence. */
export function assignmentList(lines: readonly EntryLine[]): string {
  return lines.map((line) => code(writeLine(line))).join("; ");
}

function writeLine({ name, formula }: EntryLine): string {
  return `${name} ← ${formula}`;
}

function ruleParts(entry: OptimizerEntry | ScheduleEntry): string {
  const examples = entry.arguments
    .filter(({ example }) => example !== undefined)
    .map(({ name, example = null }) => `${code(name)} ${describeValue(example)}`);
  const values = exampleArguments(entry);
  const effects = argumentEffects(entry, values).map(({ argument, besides, lines }) => {
    const setting = argument.default === true ? "Without" : "With";
    const both = besides === null ? "" : ` ${code(besides.name)} and`;
    return `- ${setting}${both} ${code(argument.name)}: ${assignmentList(lines)}`;
  });
  return paragraphs(
    examples.length === 0 ? "" : `For example with ${examples.join(" and ")}:`,
    assignments(formulaLines(entry, values)),
    effects.join("\n"),
  );
}

function stateNames({ stateNames: names = {} }: OptimizerEntry): string {
  const pairs = Object.entries(names).map(([ours, theirs]) => `${plain(displayName(ours))} is ${code(theirs)}`);
  return pairs.length === 0 ? "" : `States: ${pairs.join(", ")}.`;
}
