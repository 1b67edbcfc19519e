import assert from "node:assert/strict";
import {
  type CodeLens,
  ConfigurationTarget,
  commands,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { lineOf, showExample, showFile, showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension } from "./extension";

const script = `import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
`;

describe("code lenses", () => {
  before(() => extension().activate());

  it("stand above the optimizer of a script, with its gist", async () => {
    const document = await showExample("pytorch/train.py");
    const [lens] = await lensesOf(document);
    assert.match(lens.command?.title ?? "", /^▷ Simulate · AdamW · lr \S+/);
    assert.equal(lens.range.start.line, lineOf(document, "torch.optim.AdamW("));
  });

  it("stand above every run of a native configuration", async () => {
    const document = await showExample("native/compare.optim.yaml");
    const lenses = await lensesOf(document);
    assert.ok(lenses.length > 1, `${lenses.length} lenses`);
  });

  it("offer to compare where a file has several optimizers that can be simulated, and nowhere else", async () => {
    const titles = async (content: string) => {
      const document = await showUntitled("python", content);
      await lensesOf(document);
      return (await providedLenses(document)).map(({ command }) => command?.title ?? "");
    };
    const second = "other = torch.optim.SGD(model.parameters(), lr=0.1)\n";
    assert.equal((await titles(script + second))[0], "▷ Compare all 2");
    assert.ok((await titles(script)).every((title) => !title.includes("Compare")));
    const wrong = "other = torch.optim.SGD(model.parameters(), lr=-1)\n";
    assert.ok((await titles(script + wrong)).every((title) => !title.includes("Compare")));
  });

  it("stand above the optimizer of a configuration of DeepSpeed, and in no other JSON", async () => {
    const document = await showExample("deepspeed/ds_config.json");
    const [lens] = await lensesOf(document);
    assert.match(lens.command?.title ?? "", /^▷ Simulate · FusedAdam · lr \S+/);
    assert.equal(lens.range.start.line, lineOf(document, '"optimizer"'));
    const other = await showUntitled("json", '{ "optimizer": { "type": "adam", "lr": 0.1 } }');
    assert.deepEqual(await providedLenses(other), []);
  });

  it("come for a document that was never saved", async () => {
    const [lens] = await lensesOf(await showUntitled("python", script));
    assert.equal(lens.command?.title, "▷ Simulate · AdamW · lr 3e-4");
    assert.equal(lens.range.start.line, 3);
  });

  it("come for a document that is in no file system", async () => {
    const provider = workspace.registerTextDocumentContentProvider("memory", {
      provideTextDocumentContent: () => script,
    });
    try {
      const [lens] = await lensesOf(await workspace.openTextDocument(Uri.parse("memory:/train.py")));
      assert.equal(lens.command?.title, "▷ Simulate · AdamW · lr 3e-4");
    } finally {
      provider.dispose();
    }
  });

  it("go with the setting, and come back with it", async () => {
    const document = await showUntitled("python", script);
    await lensesOf(document);
    const settings = workspace.getConfiguration("optimizerDebugger");
    await settings.update("codeLens", false, ConfigurationTarget.Global);
    try {
      assert.deepEqual(await providedLenses(document), []);
    } finally {
      await settings.update("codeLens", undefined, ConfigurationTarget.Global);
    }
    assert.equal((await lensesOf(document)).length, 1);
  });

  it("show values of another file, and follow it as it is typed in", async () => {
    const imported = "import torch\nfrom config import LR\ntorch.optim.SGD(model.parameters(), lr=LR)\n";
    const script = await showFile("train.py", imported);
    const config = Uri.joinPath(script.uri, "..", "config.py");
    await workspace.fs.writeFile(config, new TextEncoder().encode("LR = 0.25\n"));
    const titled = (rate: string) =>
      eventually(`a code lens with ${rate}`, async () => {
        const [lens] = await lensesOf(script);
        return lens.command?.title.includes(`lr ${rate}`) ? lens : undefined;
      });
    const other = await workspace.openTextDocument(config);
    await titled("0.25");
    const edit = new WorkspaceEdit();
    edit.replace(config, new Range(0, 5, 0, 9), "0.125");
    await workspace.applyEdit(edit);
    assert.ok(other.isDirty);
    await titled("0.125");
    await commands.executeCommand("workbench.action.files.revert", config);
  });

  it("stay while the script is half typed", async () => {
    const [lens] = await lensesOf(await showUntitled("python", `${script}scheduler = torch.optim.lr_sch`));
    assert.equal(lens.range.start.line, 3);
  });
});

/** Its lenses, once there is one. */
function lensesOf(document: TextDocument): Promise<CodeLens[]> {
  return eventually(`a code lens in ${document.uri}`, async () => {
    const lenses = await providedLenses(document);
    const ours = lenses.filter((lens) => lens.command?.title.includes("Simulate"));
    return ours.length > 0 ? ours : undefined;
  });
}

/** Those of every extension, at once. */
async function providedLenses({ uri }: TextDocument): Promise<CodeLens[]> {
  return await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 100);
}
