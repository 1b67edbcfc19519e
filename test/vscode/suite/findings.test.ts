import assert from "node:assert/strict";
import {
  type CodeAction,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  type Hover,
  languages,
  MarkdownString,
  TabInputWebview,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { showFile } from "./documents";
import { eventually } from "./eventually";
import { extension } from "./extension";

const rises = `import torch
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
for epoch in range(15):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
    scheduler.step()
`;
const rule = "schedule/cosine-rises-again";

/** Of rules, not what readers say of simulations. */
function findingsIn(document: TextDocument) {
  return languages.getDiagnostics(document.uri).filter(({ code }) => code !== undefined);
}

function found(document: TextDocument) {
  return eventually(`a finding in ${document.uri}`, () => findingsIn(document)[0]);
}

function goneFrom(document: TextDocument) {
  return eventually(`no finding in ${document.uri}`, () => findingsIn(document).length === 0 || undefined);
}

async function actionsAt(document: TextDocument): Promise<readonly CodeAction[]> {
  const { range } = await found(document);
  return commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, "quickfix");
}

async function takeAction(document: TextDocument, title: RegExp): Promise<void> {
  const actions = await actionsAt(document);
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action, `${title} of ${actions.map((each) => each.title).join(", ")}`);
  if (action.edit) assert.ok(await workspace.applyEdit(action.edit));
  if (action.command) await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

describe("findings in a program", () => {
  before(() => extension().activate());

  it("are in the list of problems, at the value, with the rule and a link to its page", async () => {
    const document = await showFile("rises.py", rises);
    const diagnostic = await found(document);
    assert.equal(diagnostic.severity, DiagnosticSeverity.Warning);
    assert.equal(document.getText(diagnostic.range), "10");
    assert.match(diagnostic.message, /rises again.*15 steps/);
    assert.ok(typeof diagnostic.code === "object");
    assert.equal(diagnostic.code.value, rule);
    const page = await workspace.openTextDocument(diagnostic.code.target);
    assert.match(page.getText(), /Cosine annealing rises again/);
  });

  it("come when a line has been edited", async () => {
    const document = await showFile("edited.py", rises.replace("T_max=10", "T_max=15"));
    const editor = await window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf("15)"));
    await editor.edit((edit) => edit.insert(at.translate(0, 1), "0"));
    await editor.edit((edit) => edit.delete(document.getWordRangeAtPosition(at) ?? assert.fail()));
    await editor.edit((edit) => edit.insert(at, "10"));
    await found(document);
  });

  it("are mended by their fix, in one edit that undo takes back", async () => {
    const document = await showFile("mended.py", rises);
    await takeAction(document, /Set T_max to 15/);
    assert.match(document.getText(), /T_max=15/);
    await goneFrom(document);
    await commands.executeCommand("undo");
    assert.equal(document.getText(), rises);
  });

  it("are left out behind a comment that an action writes", async () => {
    const document = await showFile("ignored.py", rises);
    await takeAction(document, /Ignore .* at this line/);
    assert.match(document.getText(), /^# optimizer: ignore schedule\/cosine-rises-again\nscheduler = /m);
    await goneFrom(document);
  });

  it("are gone when their rule is turned off, and back when it is on again", async () => {
    const document = await showFile("off.py", rises);
    await takeAction(document, /Turn off the rule/);
    await goneFrom(document);
    await workspace.getConfiguration("optimizerDebugger").update("rules", undefined, ConfigurationTarget.Global);
    await found(document);
  });

  it("are explained by a hover, and by the page of the rule", async () => {
    const document = await showFile("explained.py", rises);
    const { range } = await found(document);
    const hovers: readonly Hover[] = await commands.executeCommand(
      "vscode.executeHoverProvider",
      document.uri,
      range.start,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((each) => (each instanceof MarkdownString ? each.value : each)),
    );
    assert.ok(
      texts.some((text) => /Annealing is to end in small steps.*More on this rule/s.test(String(text))),
      texts.join("\n"),
    );
    await takeAction(document, /About the rule/);
    await eventually("a tab with the page", () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof TabInputWebview && /markdown/.test(input.viewType)),
    );
    await commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("are none where nothing is wrong", async () => {
    const right = await showFile("right.py", rises.replace("T_max=10", "T_max=15"));
    const wrong = await showFile("wrong.py", rises);
    await found(wrong);
    assert.deepEqual(findingsIn(right), []);
  });
});
