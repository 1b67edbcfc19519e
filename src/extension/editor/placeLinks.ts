import { MarkdownString, type Uri } from "vscode";
import type { SourceRange } from "../../sources/configuration";
import type { SourcePlace } from "../../sources/provenance";
import { commands } from "../contributions";
import { fileOf } from "./notebookCells";

/** Where a place is that a reader names: in the document itself, or in another file that it names by its path. */
export function addressOf(document: Uri, { file }: SourcePlace): Uri {
  return file === undefined ? document : fileOf(document).with({ path: file });
}

/** The address of a link in Markdown that opens a place. */
export function placeLink(document: Uri, place: SourcePlace): string {
  const { line, column, endLine, endColumn } = place.range;
  const range: SourceRange = { line, column, endLine, endColumn };
  const given = JSON.stringify([addressOf(document, place).toString(), range]);
  // Parentheses would end the address.
  const escaped = encodeURIComponent(given).replace(/[()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `command:${commands.revealPlace}?${escaped}`;
}

/** Markdown of our own, in which such links work, and no other command. */
export function markdownWithPlaces(markdown: string): MarkdownString {
  const shown = new MarkdownString(markdown);
  shown.isTrusted = { enabledCommands: [commands.revealPlace] };
  return shown;
}
