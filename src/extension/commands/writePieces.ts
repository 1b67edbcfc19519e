import { open, rm } from "node:fs/promises";
import { type CancellationToken, l10n, ProgressLocation, type Uri, window, workspace } from "vscode";

/** Writes a file piece by piece, with a notification that shows what is exported and can be cancelled. */
export async function writeWithProgress(uri: Uri, name: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Exporting {0}", name), cancellable: true },
    (_progress, token) => writePieces(uri, pieces, token),
  );
}

/**
 * Writes a file piece by piece, letting others have their turn between two of them. On a disk it never holds more than one
 * piece in memory; other file systems take a file only as a whole. A file that was begun and cancelled, or could not be
 * written to its end, is removed.
 *
 * @throws Error of the file system
 */
export async function writePieces(
  uri: Uri,
  pieces: Iterable<string | Uint8Array>,
  token: CancellationToken,
): Promise<void> {
  if (uri.scheme === "file") {
    await writeToDisk(uri.fsPath, pieces, token);
    return;
  }
  const encoded: Uint8Array[] = [];
  for (const piece of pieces) {
    if (token.isCancellationRequested) return;
    encoded.push(typeof piece === "string" ? Buffer.from(piece) : piece);
    await new Promise(setImmediate);
  }
  await workspace.fs.writeFile(uri, Buffer.concat(encoded));
}

async function writeToDisk(
  path: string,
  pieces: Iterable<string | Uint8Array>,
  token: CancellationToken,
): Promise<void> {
  const file = await open(path, "w");
  let isWhole = false;
  try {
    for (const piece of pieces) {
      if (token.isCancellationRequested) return;
      // Unlike write, writeFile goes on until the whole piece is written; it begins where the last one ended.
      await file.writeFile(piece);
    }
    isWhole = true;
  } finally {
    await file.close();
    if (!isWhole) await rm(path, { force: true });
  }
}
