import { l10n, ProgressLocation, Uri, window, workspace } from "vscode";
import { type FileContents, recordingFiles } from "../../core/problems/recordingSpecification";
import type { RunSpecification } from "../../core/simulation/specification";
import { isOnDisk } from "../../recordings/recordingBytes";
import { RecordingError } from "../../recordings/recordingError";

/** The largest file that is taken into memory, and what files take there together before the oldest goes. */
const MAXIMUM_FILE_BYTES = 512 * 2 ** 20;
const MAXIMUM_BYTES = 1024 * 2 ** 20;

/**
 * Contents of recordings that workers cannot read by their paths, as those of virtual workspaces. They are read as a whole, which
 * is all that such file systems offer, and shared with every worker.
 */
export class RecordingContents {
  /** By URI, the least recently used first. */
  private readonly kept = new Map<string, SharedArrayBuffer>();

  /** What a worker has to be handed for a run; null where it can read everything by itself. */
  of({ recording }: RunSpecification): Promise<FileContents> | null {
    const uris = (recording ? recordingFiles(recording) : []).filter((uri) => !isOnDisk(uri));
    if (uris.length === 0) return null;
    const contents = uris.map(async (uri) => [uri, this.kept.get(uri) ?? (await this.read(uri))] as const);
    return Promise.all(contents).then((entries) => Object.fromEntries(entries));
  }

  /**
   * What has to be handed over of a single file, as it is by now.
   *
   * @throws RecordingError where it cannot be read or is too large
   */
  async renewed(uri: string): Promise<FileContents> {
    return isOnDisk(uri) ? {} : { [uri]: await this.read(uri) };
  }

  private async read(uri: string): Promise<SharedArrayBuffer> {
    const content = await readWhole(Uri.parse(uri));
    this.kept.delete(uri);
    this.kept.set(uri, content);
    let bytes = [...this.kept.values()].reduce((total, { byteLength }) => total + byteLength, 0);
    for (const [oldest, { byteLength }] of this.kept) {
      if (bytes <= MAXIMUM_BYTES) break;
      this.kept.delete(oldest);
      bytes -= byteLength;
    }
    return content;
  }
}

async function readWhole(uri: Uri): Promise<SharedArrayBuffer> {
  const name = decodeURI(uri.toString());
  const title = l10n.t("Reading {0}", name);
  const bytes = await window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    try {
      const { size } = await workspace.fs.stat(uri);
      return size > MAXIMUM_FILE_BYTES ? null : await workspace.fs.readFile(uri);
    } catch (error) {
      throw new RecordingError(l10n.t("Cannot read {0}: {1}", name, (error as Error).message));
    }
  });
  if (bytes === null) {
    const most = l10n.t(
      "expected at most {0} MB of a file that is not on this machine's disk",
      MAXIMUM_FILE_BYTES >> 20,
    );
    throw new RecordingError(l10n.t("{0}: {1}.", name, most));
  }
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
