import { type CancellationToken, RelativePattern, type Uri, type WorkspaceFolder, workspace } from "vscode";
import { foreignFolders } from "../../sources/foreignFolders";
import { sourceFiles } from "../editor/sourceDocuments";
import { IgnoredFiles } from "./ignoredFiles";

/**
 * The files of the workspace in which configurations are looked for: without those that the settings exclude from the explorer or from
 * searches, that a `.gitignore` names, that lie in hidden folders, or in folders of installed packages.
 */
export async function listFiles(token: CancellationToken): Promise<readonly Uri[]> {
  const inFolders = (workspace.workspaceFolders ?? []).map((folder) => listFolder(folder, token));
  return (await Promise.all(inFolders)).flat();
}

async function listFolder(folder: WorkspaceFolder, token: CancellationToken): Promise<readonly Uri[]> {
  const exclude = excludePattern(folder);
  const [files, ignoreFiles] = await Promise.all([
    workspace.findFiles(new RelativePattern(folder, sourceFiles), exclude, undefined, token),
    workspace.findFiles(new RelativePattern(folder, "**/.gitignore"), exclude, undefined, token),
  ]);
  const texts = await Promise.all(
    ignoreFiles.map(async (file) => [parentOf(pathIn(folder, file)), await readText(file)] as const),
  );
  const ignored = new IgnoredFiles(new Map(texts));
  return files.filter((file) => !ignored.ignores(pathIn(folder, file)));
}

/** What VS Code would not search either, in one pattern, since a pattern that is given goes in the place of the settings. */
function excludePattern(folder: WorkspaceFolder): string {
  const excluded = ["files", "search"].flatMap((section) => {
    const patterns = workspace.getConfiguration(section, folder).get<Record<string, unknown>>("exclude") ?? {};
    // One with a condition about the files beside it is an object.
    return Object.keys(patterns).filter((pattern) => patterns[pattern] === true);
  });
  const foreign = [...foreignFolders, ".*"].map((name) => `**/${name}/**`);
  return `{${[...excluded, ...foreign].join(",")}}`;
}

function pathIn(folder: WorkspaceFolder, file: Uri): string {
  return file.path.slice(folder.uri.path.replace(/\/$/, "").length + 1);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

async function readText(file: Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return "";
  }
}
