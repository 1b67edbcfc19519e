import { l10n, type Memento, Uri, window, workspace } from "vscode";

/** Where the folder is remembered from which a file was last chosen. */
const KEY = "recordingsFolder";

/** Where a dialog begins: in the folder that was last used, else beside a file. */
export interface DialogFolder {
  readonly memory: Memento;
  readonly beside: Uri;
}

/** Asks for a .npy file; undefined when the user chooses none. */
export async function chooseNpyFile(title: string, { memory, beside }: DialogFolder): Promise<Uri | undefined> {
  const last = memory.get<string>(KEY);
  const [file] =
    (await window.showOpenDialog({
      title,
      openLabel: l10n.t("Choose"),
      filters: { [l10n.t("NumPy array")]: ["npy"] },
      defaultUri: last === undefined ? folderOf(beside) : Uri.parse(last),
    })) ?? [];
  if (file) await memory.update(KEY, Uri.joinPath(file, "..").toString());
  return file;
}

function folderOf(file: Uri): Uri | undefined {
  return file.scheme === "untitled" ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(file, "..");
}
