import { type Disposable, FileType, type Uri, workspace } from "vscode";
import type { SourceFiles } from "../../sources/sourceFiles";
import { Emitter } from "../emitter";
import { fileOf } from "./notebookCells";
import { sourceFiles } from "./sourceDocuments";

/** Longest file, in bytes, that is read for what another one takes from it. */
const LONGEST = 1_000_000;

/** Files whose contents, or whose absence, are remembered until they change. */
const MOST_REMEMBERED = 5000;

/**
 * The files of the workspace as the readers see them: of an open document its text as it stands in the editor. What lies in no folder of
 * the workspace is not read, but for what is beside a document that lies in none itself.
 */
export class WorkspaceFiles implements Disposable {
  private readonly saved = new Map<string, Promise<string | null>>();
  private readonly changed = new Emitter<string>();
  private readonly subscriptions: readonly Disposable[];

  /** A file, by its URI as a string, has other contents than before, has come or has gone. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const watcher = workspace.createFileSystemWatcher(sourceFiles);
    const forget = (uri: Uri) => {
      this.saved.delete(uri.toString());
      this.changed.fire(uri.toString());
    };
    this.subscriptions = [
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      // Of files outside the workspace only their documents tell what becomes of them.
      workspace.onDidOpenTextDocument(({ uri }) => forget(uri)),
      workspace.onDidChangeTextDocument(({ document }) => this.changed.fire(document.uri.toString())),
      workspace.onDidCloseTextDocument(({ uri }) => forget(uri)),
    ];
  }

  /**
   * The files that a document may name.
   *
   * @param looked is told which files have been looked for, as strings of their URIs
   */
  around(document: Uri, looked: (uri: string) => void): SourceFiles {
    const file = fileOf(document);
    const isInWorkspace = workspace.getWorkspaceFolder(file) !== undefined;
    const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
    return {
      read: async (path) => {
        const uri = file.with({ path });
        const isAllowed = isInWorkspace ? workspace.getWorkspaceFolder(uri) !== undefined : path.startsWith(folder);
        if (document.scheme === "untitled" || !isAllowed) return null;
        looked(uri.toString());
        return this.read(uri);
      },
    };
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private read(uri: Uri): Promise<string | null> {
    const key = uri.toString();
    const open = workspace.textDocuments.find((document) => document.uri.toString() === key);
    if (open !== undefined) return Promise.resolve(open.getText());
    const known = this.saved.get(key);
    if (known !== undefined) return known;
    if (this.saved.size >= MOST_REMEMBERED) this.saved.clear();
    const text = readSaved(uri);
    this.saved.set(key, text);
    return text;
  }
}

/** Null where there is no such file, or it is long or no text. */
async function readSaved(uri: Uri): Promise<string | null> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > LONGEST) return null;
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
