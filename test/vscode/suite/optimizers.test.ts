import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type CodeLens,
  ConfigurationTarget,
  commands,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension } from "./extension";

const script = "import torch\noptimizer = torch.optim.Adagrad(model.parameters(), lr=0.25)\n";

describe("the optimizers of the workspace", () => {
  let folder = "";
  before(async () => {
    await extension().activate();
    const examples = workspace.workspaceFolders?.[0].uri.fsPath;
    assert.ok(examples, "The window has no folder");
    folder = mkdtempSync(join(examples, "scanned-"));
    const write = (path: string, text: string | Uint8Array) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write("found.py", script);
    write("deep/in/it.py", script);
    write(".gitignore", "ignored.py\nout/");
    write("ignored.py", script);
    write("out/kept.py", script);
    write("deep/.gitignore", "/own.py");
    write("deep/own.py", script);
    write("node_modules/installed.py", script);
    write("venv/lib/installed.py", script);
    write(".hidden/copy.py", script);
    write("excluded/by.py", script);
    write("excluded/settings.py", script);
    write("binary.py", Buffer.from(`${script}\0`));
    write("large.py", script + "#".repeat(6_000_000));
    const settings = workspace.getConfiguration();
    // Braces within the braces that all patterns are put in.
    await settings.update("search.exclude", { "**/excluded/{settings,other}.py": true }, ConfigurationTarget.Global);
    await settings.update("files.exclude", { "**/excluded/by.py": true }, ConfigurationTarget.Global);
  });
  after(async () => {
    const settings = workspace.getConfiguration();
    await settings.update("search.exclude", undefined, ConfigurationTarget.Global);
    await settings.update("files.exclude", undefined, ConfigurationTarget.Global);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Paths, below the folder of this test, of files with optimizers. */
  async function foundPaths(): Promise<readonly string[]> {
    const { optimizers } = extension().exports;
    const inFolder = (await optimizers()).filter(({ uri }) => uri.path.includes(basename(folder)));
    return inFolder.map(({ uri }) => uri.path.slice(uri.path.indexOf(basename(folder)) + basename(folder).length + 1));
  }

  function expectPaths(...paths: readonly string[]): Promise<unknown> {
    return eventually(`${paths.join(", ")}, and no more`, async () => {
      const found = await foundPaths();
      return found.length === paths.length && paths.every((path) => found.includes(path)) ? found : undefined;
    });
  }

  it("are found where nothing excludes them, with their gist", async () => {
    assert.deepEqual(await foundPaths(), ["deep/in/it.py", "found.py"]);
    const all = await extension().exports.optimizers();
    const mine = all.find(({ uri }) => uri.path.endsWith("/found.py"));
    assert.deepEqual([mine?.name, mine?.line, mine?.gist[0]], ["Adagrad", 2, "lr 0.25"]);
    assert.ok(all.some(({ name }) => name === "decayed momentum"));
  });

  it("are followed as files come, change and go", async () => {
    const path = join(folder, "later.py");
    writeFileSync(path, "");
    writeFileSync(path, script);
    await expectPaths("found.py", "deep/in/it.py", "later.py");
    writeFileSync(path, "nothing any more");
    await expectPaths("found.py", "deep/in/it.py");
    writeFileSync(path, script);
    await expectPaths("found.py", "deep/in/it.py", "later.py");
    rmSync(path);
    await expectPaths("found.py", "deep/in/it.py");
    writeFileSync(join(folder, ".gitignore"), "out/");
    await expectPaths("found.py", "deep/in/it.py", "ignored.py");
  });

  it("are those of unsaved texts", async () => {
    const uri = Uri.file(join(folder, "found.py"));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(1).range, "optimizer = torch.optim.SGD(p, lr=0.5)");
    assert.ok(await workspace.applyEdit(edit));
    await eventually("the edited optimizer", async () =>
      (await extension().exports.optimizers()).find(({ uri: at, name }) => at.path === uri.path && name === "SGD"),
    );
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually("the saved optimizer", async () =>
      (await extension().exports.optimizers()).find(({ uri: at, name }) => at.path === uri.path && name === "Adagrad"),
    );
  });

  it("are shown in the cells of a notebook", async () => {
    const file = Uri.file(join(folder, "cells.ipynb"));
    const cell = (source: readonly string[]) => ({ cell_type: "code", source, metadata: {}, outputs: [] });
    const cells = [cell(["import torch"]), cell(["# here\n", "optimizer = torch.optim.Adam(p, lr=0.5)"])];
    writeFileSync(file.fsPath, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1));
    const found = await eventually("the notebook's optimizer", async () =>
      (await extension().exports.optimizers()).find(({ uri }) => uri.path === file.path),
    );
    const { line } = found;
    const range = { line, column: 1, endLine: line, endColumn: 1 };
    await commands.executeCommand("optimizerDebugger.revealPlace", String(found.uri), range);
    await eventually("the cell", () => {
      const editor = window.activeNotebookEditor;
      return editor?.notebook.uri.path === file.path && editor.selection.start === 1 ? true : undefined;
    });
    const [, code] = window.activeNotebookEditor?.notebook.getCells() ?? [];
    const lenses = await eventually("the lens in the cell, which the cell before it imports for", async () => {
      const all = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", code.document.uri, 100);
      return all.length > 0 ? all : undefined;
    });
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, range.start.line]),
      [["▷ Simulate · Adam · lr 0.5", 1]],
    );
    const rate = { line: 2, column: 36, endLine: 2, endColumn: 39 };
    await commands.executeCommand("optimizerDebugger.revealPlace", String(code.document.uri), rate);
    await eventually("the place in the cell", () => {
      const editor = window.activeTextEditor;
      return editor?.document === code.document && editor.document.getText(editor.selection) === "0.5"
        ? true
        : undefined;
    });
    await commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("are gone to from a list, and left again", async () => {
    const before = await showUntitled("plaintext", "here I was");
    const going = commands.executeCommand("optimizerDebugger.goToConfiguration");
    await previewed(before);
    await commands.executeCommand("workbench.action.closeQuickOpen");
    await going;
    await eventually("the text from before", () => (window.activeTextEditor?.document === before ? true : undefined));

    const goingAgain = commands.executeCommand("optimizerDebugger.goToConfiguration");
    await previewed(before);
    await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await goingAgain;
    const editor = window.activeTextEditor;
    assert.notEqual(editor?.document, before);
    assert.ok(editor && !editor.selection.isEmpty, "The configuration is selected");
  });

  /** Moves down in the list until an editor shows something else. */
  async function previewed(before: TextDocument): Promise<void> {
    await eventually("a configuration that is shown", async () => {
      await commands.executeCommand("workbench.action.quickOpenSelectNext");
      const isShown = window.visibleTextEditors.some(
        ({ document, selection }) => document !== before && !selection.isEmpty,
      );
      return isShown ? true : undefined;
    });
  }
});
