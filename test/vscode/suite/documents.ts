import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TextDocument, Uri, window, workspace } from "vscode";

const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-suite-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a file of the folder examples and shows it. */
export async function showExample(path: string): Promise<TextDocument> {
  const examples = workspace.workspaceFolders?.[0];
  assert.ok(examples, "The window has no folder");
  const document = await workspace.openTextDocument(Uri.joinPath(examples.uri, path));
  await window.showTextDocument(document);
  return document;
}

/** Writes a file outside the window's folder and shows it. */
export async function showFile(name: string, content: string): Promise<TextDocument> {
  // One folder for each, because a file that is open keeps what it held when another of its name is opened.
  const path = join(mkdtempSync(join(folder, "file-")), name);
  writeFileSync(path, content);
  const document = await workspace.openTextDocument(Uri.file(path));
  await window.showTextDocument(document);
  return document;
}

/** Writes a file outside the window's folder. */
export function writeBytes(name: string, content: Uint8Array): Uri {
  const path = join(mkdtempSync(join(folder, "file-")), name);
  writeFileSync(path, content);
  return Uri.file(path);
}

/** Shows an unsaved document. */
export async function showUntitled(language: string, content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document);
  return document;
}

/** The line that holds a text, from 0. */
export function lineOf(document: TextDocument, text: string): number {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${document.fileName} does not hold ${text}`);
  return document.positionAt(offset).line;
}
