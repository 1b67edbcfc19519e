import { l10n, window, workspace } from "vscode";
import type { SavedFile } from "../../protocol/panel";
import type { Run } from "../runs/run";
import { fileBeside } from "./fileBeside";

/** Asks for a place, by default beside the source of a run, and writes a file that the panel has made there. */
export async function saveFile({ name, data, isBase64 }: SavedFile, run: Run | null): Promise<void> {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  const uri = await window.showSaveDialog({
    title: l10n.t("Save Charts"),
    defaultUri: fileBeside(run, name),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (uri) await workspace.fs.writeFile(uri, Buffer.from(data, isBase64 ? "base64" : "utf8"));
}
