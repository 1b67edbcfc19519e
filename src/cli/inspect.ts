import { labelledText } from "../protocol/labelledText";
import { allIssues } from "../sources/allIssues";
import { configurationGist, type GistEntry } from "../sources/configurationGist";
import { type InspectRecord, inspectRecord } from "../sources/inspectRecord";
import { parseAnswers } from "./answerOptions";
import { CommandError, EXIT, type ExitCode } from "./commandError";
import type { CommandIo } from "./commandIo";
import { findSourceFiles } from "./findSourceFiles";
import { parseOptions } from "./parseOptions";
import { formatIssue, readSourceFile } from "./readConfigurations";

/**
 * `inspect FILE... [--json]`: lists the configurations of files, and of all source files in folders. A file that cannot be
 * read does not keep the others from being listed.
 */
export async function inspect(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values: options, positionals } = parseOptions(args, {
    json: { type: "boolean", default: false },
    answer: { type: "string", multiple: true },
  });
  if (positionals.length === 0) throw new CommandError("inspect takes one FILE or more; none is given.");
  const answers = parseAnswers(options.answer);
  let exitCode: ExitCode = EXIT.fine;
  const records: InspectRecord[] = [];
  const complain = (message: string) => {
    io.message(message);
    exitCode = EXIT.badInput;
  };
  for (const path of positionals.flatMap((given) => findSourceFiles(given, complain))) {
    try {
      const reading = await readSourceFile(path, answers);
      for (const configuration of reading.configurations) {
        records.push(inspectRecord(path, configuration));
        if (!options.json) await io.write(formatRecord(records[records.length - 1], configurationGist(configuration)));
      }
      for (const issue of allIssues(reading)) {
        if (issue.severity === "error") complain(formatIssue(path, issue));
        else io.message(formatIssue(path, issue));
      }
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      complain(error.message);
    }
  }
  if (records.length === 0 && exitCode === EXIT.fine) {
    io.message(`${positionals.join(", ")}: no optimizer configuration was found.`);
  }
  if (options.json) await io.write(`${JSON.stringify(records, null, 2)}\n`);
  return exitCode;
}

/** `train.py:24:13 torch.optim.AdamW · lr 3e-4 → cosine · wd 0.01`, and what could not be read. */
function formatRecord(record: InspectRecord, gist: readonly GistEntry[]): string {
  const { file, line, column, optimizer, unresolved } = record;
  const parts = [optimizer, ...gist.map(labelledText)];
  if (unresolved.length > 0) parts.push(`not read: ${unresolved.join(", ")}`);
  return `${file}:${line}:${column} ${parts.join(" · ")}\n`;
}
