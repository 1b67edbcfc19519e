import type { SourceReading } from "../configuration";
import { MappedText } from "../embedded/mappedText";
import { mapRanges } from "../embedded/mapRanges";
import { codeBlocks } from "./codeBlocks";
import { withoutPrompts } from "./withoutPrompts";

/** Ends of the names of files in the languages of code blocks. */
const extensions: Readonly<Record<string, string>> = {
  python: ".py",
  python3: ".py",
  py: ".py",
  ipython: ".py",
  ipython3: ".py",
  pycon: ".py",
  javascript: ".js",
  js: ".js",
  jsx: ".jsx",
  typescript: ".ts",
  ts: ".ts",
  tsx: ".tsx",
  json: ".json",
  json5: ".json",
  jsonc: ".jsonc",
  yaml: ".yaml",
  yml: ".yaml",
  toml: ".toml",
  bash: ".sh",
  sh: ".sh",
  shell: ".sh",
  console: ".sh",
};

/**
 * Reads the optimizers in the blocks of code of a Markdown document. Each stands alone, but for what blocks of Python before it import: tutorials show their
 * imports once. Never throws.
 *
 * @param readCode reads a block by the end of the name that a file with it would have
 */
export async function readMarkdown(
  text: string,
  readCode: (extension: string, code: string) => Promise<SourceReading>,
): Promise<SourceReading> {
  const readings: SourceReading[] = [];
  const imports = new MappedText();
  for (const { language, code } of codeBlocks(text)) {
    const extension = extensions[language];
    if (extension === undefined) continue;
    const isPython = extension === ".py";
    const own = isPython ? withoutPrompts(code) : code;
    const whole = new MappedText();
    if (isPython) whole.appendPart(imports);
    whole.appendPart(own);
    const reading = await readCode(extension, whole.text);
    readings.push(mapRanges(reading, whole.mapping(text)));
    if (isPython) appendImports(imports, own);
  }
  return {
    configurations: readings.flatMap(({ configurations }) => configurations),
    // What a block leaves out for brevity is no mistake of the document.
    issues: [],
  };
}

function appendImports(imports: MappedText, code: MappedText): void {
  const statement =
    /^(?:import[ \t]+\w|from[ \t]+[\w.]+[ \t]+import[ \t]+)(?:[^\n(]*|[^\n(]*\([^)]*\)[^\n]*)(?:\n|$)/gm;
  for (const { 0: whole, index } of code.text.matchAll(statement)) {
    imports.appendPart(code, index, index + whole.length);
    if (!whole.endsWith("\n")) imports.append("\n", 0);
  }
}
