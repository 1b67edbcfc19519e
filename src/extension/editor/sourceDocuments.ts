import { type DocumentSelector, languages, type TextDocument } from "vscode";
import type { ProgramLanguage } from "../../sources/mentionsFramework";

/** Our own configuration files; `readSource` tells them by their names too. */
export const nativeSelector = [{ pattern: "**/*.optim.{yaml,yml,json}" }] satisfies DocumentSelector;

/** VS Code's languages, with the ends of names by which the readers know them. */
const programs: Readonly<Record<string, { readonly language: ProgramLanguage; readonly extension: string }>> = {
  python: { language: "python", extension: ".py" },
  javascript: { language: "javascript", extension: ".js" },
  javascriptreact: { language: "javascript", extension: ".jsx" },
  typescript: { language: "javascript", extension: ".ts" },
  typescriptreact: { language: "javascript", extension: ".tsx" },
  json: { language: "json", extension: ".json" },
  jsonc: { language: "json", extension: ".json" },
};

/** All files in which optimizers are looked for. */
export const sourceSelector = [
  ...Object.keys(programs).map((language) => ({ language })),
  ...nativeSelector,
] satisfies DocumentSelector;

/** The same by their names alone, for files that are not open. */
export const sourceFiles = `{${[
  ...Object.values(programs).map(({ extension }) => `**/*${extension}`),
  ...["yaml", "yml", "json"].map((extension) => `**/*.optim.${extension}`),
].join(",")}}`;

/** Whether a document is of a kind in which optimizers are looked for. */
export function isSource(document: TextDocument): boolean {
  return languages.match(sourceSelector, document) > 0;
}

/** The language of a program; null for a configuration of our own. */
export function programLanguage(document: TextDocument): ProgramLanguage | null {
  if (languages.match(nativeSelector, document) > 0) return null;
  return programs[document.languageId]?.language ?? null;
}

/** VS Code's language of a program of this name; undefined for anything else. */
export function programLanguageId(name: string): string | undefined {
  return Object.keys(programs).find((languageId) => name.endsWith(programs[languageId].extension));
}

/** The path by which the readers know the language: the name of an unsaved program has no extension. */
export function sourcePath({ uri, languageId }: TextDocument): string {
  const { extension = "" } = programs[languageId] ?? {};
  return uri.path.endsWith(extension) ? uri.path : uri.path + extension;
}
