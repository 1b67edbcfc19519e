import assert from "node:assert/strict";
import { commands, type DocumentSymbol, type TextDocument } from "vscode";
import { showExample, showFile } from "./documents";
import { extension } from "./extension";

describe("symbols", () => {
  before(() => extension().activate());

  it("are a file's configurations, with their gist and their schedules", async () => {
    const [symbol, ...others] = await symbolsOf(await showExample("pytorch/train.py"));
    assert.deepEqual(others, []);
    assert.equal(symbol.name, "AdamW");
    assert.match(symbol.detail, /^lr 3e-3 → cosine · β 0\.9, 0\.95/);
    assert.deepEqual(
      symbol.children.map(({ name }) => name),
      ["CosineAnnealingLR"],
    );
  });

  it("bear the names that a native file gives", async () => {
    const symbols = await symbolsOf(await showExample("native/compare.optim.yaml"));
    const names = symbols.map(({ name }) => name);
    assert.ok(names.includes("decayed momentum"), names.join(", "));
  });

  it("are none where no optimizer is", async () => {
    assert.deepEqual(await symbolsOf(await showFile("plain.py", "def f():\n    pass\n")), []);
  });
});

async function symbolsOf(document: TextDocument): Promise<readonly DocumentSymbol[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  return symbols ?? [];
}
