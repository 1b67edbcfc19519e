import { type DocumentSelector, languages, type TextDocument } from "vscode";
import {
  extensionOfId,
  isNativeFile,
  languageOfFile,
  languageOfId,
  nativeExtensions,
  type SourceLanguage,
  sourceExtensions,
  sourceLanguageIds,
} from "../../sources/languages";

/** Our own configuration files; `readSource` tells them by their names too. */
export const nativeSelector = [{ pattern: filesEndingIn(nativeExtensions) }] satisfies DocumentSelector;

/** All files in which optimizers are looked for. */
export const sourceSelector = [
  ...sourceLanguageIds.map((language) => ({ language })),
  ...nativeSelector,
] satisfies DocumentSelector;

/** The same by their names alone, for files that are not open. */
export const sourceFiles = filesEndingIn(sourceExtensions);

/** Whether a document is of a kind in which optimizers are looked for. */
export function isSource(document: TextDocument): boolean {
  return languages.match(sourceSelector, document) > 0;
}

/** The language of a program or of a framework's configuration; null for a configuration of our own. */
export function sourceLanguage(document: TextDocument): SourceLanguage | null {
  if (languages.match(nativeSelector, document) > 0) return null;
  return isNotebookFile(document) ? "notebook" : languageOfId(document.languageId);
}

/** The path by which the readers know the language: the name of an unsaved program has no extension. */
export function sourcePath(document: TextDocument): string {
  const { uri, languageId } = document;
  const extension = isNotebookFile(document) ? "" : extensionOfId(languageId);
  return isNativeFile(uri.path) || uri.path.endsWith(extension) ? uri.path : uri.path + extension;
}

/** Whether a document is the text of a notebook: its cells are documents of the same path, in the languages of their code. */
function isNotebookFile({ uri, languageId }: TextDocument): boolean {
  return languageOfFile(uri.path) === "notebook" && languageOfId(languageId) === "json";
}

function filesEndingIn(extensions: readonly string[]): string {
  return `**/*{${extensions.join(",")}}`;
}
