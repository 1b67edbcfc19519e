import { diagnoseSource } from "../diagnosis/diagnoseSource";
import type { Finding } from "../diagnosis/finding";
import { issueFindings } from "../diagnosis/issueFindings";
import type { RuleSettings } from "../diagnosis/ruleSettings";
import { type Answers, noAnswers } from "../sources/answers/answers";
import { parseAnswers } from "./answerOptions";
import { CommandError, EXIT, type ExitCode } from "./commandError";
import type { CommandIo } from "./commandIo";
import { fixFile } from "./findings/fixFile";
import { jsonFindings } from "./findings/jsonFindings";
import { sarifLog } from "./findings/sarifLog";
import { summary, textFindings } from "./findings/textFindings";
import { findSourceFiles } from "./findSourceFiles";
import { choiceOption, parseOptions } from "./parseOptions";
import { readSourceText } from "./readConfigurations";
import { parseRuleSettings, ruleOptions } from "./ruleOptions";

const formats = ["text", "json", "sarif"] as const;

/** A file with what was found in it. */
export interface CheckedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/**
 * `check FILE... [--format text|json|sarif] [--fix]`: says what is wrong with the configurations of files, and of all source files in
 * folders. A file that cannot be read does not keep the others from being checked.
 *
 * @returns 1 where there are findings of severity error
 */
export async function check(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values: options, positionals } = parseOptions(args, {
    format: { type: "string", default: "text" },
    fix: { type: "boolean", default: false },
    ...ruleOptions,
    answer: { type: "string", multiple: true },
  });
  if (positionals.length === 0) throw new CommandError("check takes one FILE or more; none is given.");
  const format = choiceOption("format", options.format, formats) ?? "text";
  const settings = parseRuleSettings(options.rule, options.threshold);
  const answers = parseAnswers(options.answer);
  let isUnreadable = false;
  const complain = (message: string) => {
    io.message(message);
    isUnreadable = true;
  };
  const checked: CheckedFile[] = [];
  let fixed = 0;
  for (const path of positionals.flatMap((given) => findSourceFiles(given, complain))) {
    try {
      if (options.fix) fixed += await fixFile(path, (text) => findingsIn(path, text, settings, answers));
      checked.push({ path, findings: await findingsIn(path, null, settings, answers) });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      complain(error.message);
    }
  }
  if (format === "json") await io.write(`${JSON.stringify(checked.flatMap(jsonFindings), null, 2)}\n`);
  else if (format === "sarif") await io.write(`${JSON.stringify(sarifLog(checked), null, 2)}\n`);
  else for (const file of checked) await io.write(textFindings(file));
  io.message(summary(checked, fixed));
  const hasErrors = checked.some(({ findings }) => findings.some(({ severity }) => severity === "error"));
  return isUnreadable ? EXIT.badInput : hasErrors ? EXIT.findings : EXIT.fine;
}

/** @param changed the text, where it is another than in the file */
async function findingsIn(
  path: string,
  changed: string | null,
  settings: RuleSettings,
  answers: Answers = noAnswers,
): Promise<readonly Finding[]> {
  const { text, reading } = await readSourceText(path, answers, changed);
  const findings = [...issueFindings(reading), ...diagnoseSource(reading, text, settings)];
  return findings.sort(({ range: a }, { range: b }) => a.line - b.line || a.column - b.column);
}
