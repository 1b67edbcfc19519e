import assert from "node:assert/strict";
import manifest from "../../package.json";
import strings from "../../package.nls.json";
import { problemCatalogue } from "../../src/core/problems/problemCatalogue";
import {
  commands,
  configurationSection,
  contextKeys,
  panelViewType,
  settings,
} from "../../src/extension/contributions";

const { contributes } = manifest;
const properties = contributes.configuration.properties;

describe("package.json", () => {
  it("contributes exactly the commands that are registered", () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command),
      Object.values(commands),
    );
  });

  it("keeps all commands in one category", () => {
    assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ["Optimizer"]);
  });

  it("contributes exactly the settings that are read", () => {
    assert.deepEqual(
      Object.keys(properties),
      Object.values(settings).map((name) => `${configurationSection}.${name}`),
    );
  });

  it("offers the problems of the catalogue, and a default among them", () => {
    const problem = properties["optimizerDebugger.problem"];
    assert.deepEqual(
      problem.enum,
      problemCatalogue.map(({ name }) => name),
    );
    assert.ok(problem.enum.includes(problem.default));
  });

  it("speaks in its conditions of context keys that are set, or of the file that is clicked on", () => {
    const conditions = Object.values(contributes.menus)
      .flat()
      .map(({ when }) => when);
    const known: readonly string[] = Object.values(contextKeys);
    for (const condition of conditions) {
      assert.ok(condition === "false" || known.includes(condition) || /^resourceExtname == \.\w+$/.test(condition));
    }
  });

  it("puts commands into menus that it contributes", () => {
    const contributed = contributes.commands.map(({ command }) => command);
    for (const { command } of Object.values(contributes.menus).flat())
      assert.ok(contributed.includes(command), command);
  });

  it("is activated for the panel that is restored", () => {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panelViewType}`));
  });

  it("uses every string of package.nls.json, and no other", () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(strings).toSorted());
  });
});
