import { Uri, workspace } from "vscode";
import type { Run } from "../runs/run";

/** A file to suggest, beside the source of a run or in the workspace, with characters that every file system takes. */
export function fileBeside(run: Run | null, name: string): Uri | undefined {
  const safe = name.replaceAll(/[^\p{L}\p{N}.-]+/gu, "-");
  const source = run?.plan.source;
  const folder = source && Uri.joinPath(Uri.parse(source.uri), "..");
  if (folder && folder.scheme !== "untitled") return Uri.joinPath(folder, safe);
  const [workspaceFolder] = workspace.workspaceFolders ?? [];
  return workspaceFolder && Uri.joinPath(workspaceFolder.uri, safe);
}
