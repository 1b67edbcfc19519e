import { type Answers, noAnswers } from "./answers/answers";
import type { SourceReading } from "./configuration";
import { isNativeFile, languageOfFile, mentionsFramework, type SourceLanguage } from "./languages";
import type { ParseMemory } from "./parseMemory";
import { noFiles, type SourceFiles } from "./sourceFiles";

/** A file to be read. */
export interface SourceText {
  /** By whose end the language is known, and beside which other files are looked for. */
  readonly path: string;
  readonly text: string;
  readonly files: SourceFiles;
  readonly answers: Answers;
  /** Of the last version of the text. */
  readonly memory?: ParseMemory;
}

/** Readers and their parsers are loaded when a file needs them: most files that are opened mention no optimizer. */
const readers: Readonly<Record<SourceLanguage, (source: SourceText) => Promise<SourceReading>>> = {
  python: async (source) => (await import("./python/readPythonFile")).readPythonFile(source),
  javascript: async ({ path, text }) =>
    (await import("./javascript/readJavascript")).readJavascript(text, dialectOf(path)),
  notebook: async ({ path, text, files, answers, memory }) =>
    (await import("./notebook/readNotebook")).readNotebook(text, (code) =>
      readSource(`${path}.py`, code, files, answers, memory),
    ),
  markdown: async ({ path, text, files, answers }) =>
    (await import("./markdown/readMarkdown")).readMarkdown(text, (extension, code) =>
      readSource(path + extension, code, files, answers),
    ),
  json: async (source) => (await import("./formats/readFormats")).readFormats(source, "json"),
  yaml: async (source) => (await import("./formats/readFormats")).readFormats(source, "yaml"),
  toml: async (source) => (await import("./formats/readFormats")).readFormats(source, "toml"),
  shell: async (source) => (await import("./formats/commands/readCommands")).readCommands(source),
};

/**
 * Reads the optimizer configurations of a file, by the reader that its name calls for.
 *
 * @param files in which values are looked for that the file takes from others
 * @param answers for expressions whose value only a run of the file knows
 * @param memory of the last version of the text, which the next one is parsed with
 */
export async function readSource(
  path: string,
  text: string,
  files: SourceFiles = noFiles,
  answers: Answers = noAnswers,
  memory?: ParseMemory,
): Promise<SourceReading> {
  if (isNativeFile(path)) return (await import("./native/readNative")).readNative(text);
  const language = languageOfFile(path);
  if (language === null || !mentionsFramework(text, language)) return { configurations: [], issues: [] };
  return readers[language]({ path, text, files, answers, memory });
}

/** JSX is read in JavaScript of any name; in TypeScript its elements would be taken for casts. */
function dialectOf(path: string) {
  if (/\.tsx$/i.test(path)) return "ts jsx";
  return /\.[cm]?ts$/i.test(path) ? "ts" : "jsx";
}
