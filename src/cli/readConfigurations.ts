import { sep } from "node:path";
import { allIssues } from "../sources/allIssues";
import { type Answers, noAnswers } from "../sources/answers/answers";
import type { OptimizerConfiguration, SourceIssue, SourceReading } from "../sources/configuration";
import { isSourceFile, sourceExtensions } from "../sources/languages";
import { readSource } from "../sources/readSource";
import type { Obstacles } from "../sources/runSpecification";
import { answerHint, requireAsked } from "./answerOptions";
import { CommandError } from "./commandError";
import { diskFiles } from "./diskFiles";
import { readText } from "./readText";
import type { SourceLocation } from "./sourceLocation";

/**
 * @param answers for expressions whose value only a run of the file knows
 * @throws CommandError when the file cannot be read, nobody can read such a file, or an answer answers nothing
 */
export async function readSourceFile(path: string, answers: Answers = noAnswers): Promise<SourceReading> {
  return (await readSourceText(path, answers)).reading;
}

/** The same with the text of the file, or another in its place. */
export async function readSourceText(
  path: string,
  answers: Answers,
  changed: string | null = null,
): Promise<{ readonly text: string; readonly reading: SourceReading }> {
  const text = changed ?? (await readText(path));
  if (!isSourceFile(path)) {
    throw new CommandError(`Cannot read ${path}: expected a name that ends in ${sourceExtensions.join(", ")}.`);
  }
  const reading = await readSource(path.split(sep).join("/"), text, diskFiles, answers);
  requireAsked(answers, path, reading);
  return { text, reading };
}

/** The configurations that FILE[:LINE] means, at least one. */
export interface ConfigurationChoice {
  readonly path: string;
  /** Of the whole file. */
  readonly text: string;
  readonly configurations: readonly OptimizerConfiguration[];
}

/** @throws CommandError as `readSourceFile` does, and where there is no configuration in the file or at the line */
export async function readConfigurations(location: SourceLocation, answers: Answers): Promise<ConfigurationChoice> {
  const { text, reading } = await readSourceText(location.path, answers);
  const configurations = configurationsAt(reading.configurations, location.line);
  if (configurations.length === 0) throw nothingFound(location, reading);
  return { path: location.path, text, configurations };
}

/** `train.py:24:5: error: …`, as compilers write it and editors understand it. */
export function formatIssue(path: string, { severity, message, range }: SourceIssue): string {
  return `${path}:${range.line}:${range.column}: ${severity}: ${message}`;
}

/** Why a configuration is not simulated, and what the user can say to change that. */
export function obstacleError(path: string, { issues, missing }: Obstacles): CommandError {
  const lines = issues.map((issue) => formatIssue(path, issue));
  return new CommandError([...lines, ...(missing.length === 0 ? [] : [answerHint(missing)])].join("\n"));
}

/** All of them without a line; else those that span it, the innermost where one stands in another, or whose schedule does. */
function configurationsAt(
  configurations: readonly OptimizerConfiguration[],
  line: number | null,
): readonly OptimizerConfiguration[] {
  if (line === null) return configurations;
  const spans = (range: { line: number; endLine: number }) => range.line <= line && line <= range.endLine;
  const around = configurations.filter((configuration) => spans(configuration.range));
  const innermost = Math.max(...around.map((configuration) => configuration.range.line));
  if (around.length > 0) return around.filter((configuration) => configuration.range.line === innermost);
  return configurations.filter(({ schedule }) => schedule !== null && spans(schedule.range));
}

function nothingFound({ path, line }: SourceLocation, reading: SourceReading): CommandError {
  const lines = reading.configurations.map((configuration) => configuration.range.line);
  if (line !== null && lines.length > 0) {
    return new CommandError(
      `${path}:${line}: no optimizer is configured here; there are some at line ${lines.join(", ")}.`,
    );
  }
  const issues = allIssues(reading).map((issue) => formatIssue(path, issue));
  return new CommandError([...issues, `${path}: no optimizer configuration was found.`].join("\n"));
}
