import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json";
import strings from "../../package.nls.json";
import chineseStrings from "../../package.nls.zh-cn.json";
import { problemCatalogue } from "../../src/core/problems/problemCatalogue";
import {
  commands,
  configurationSection,
  contextKeys,
  optimizersView,
  panelViewType,
  runsView,
  settings,
} from "../../src/extension/contributions";

const { contributes } = manifest;

/** A setting as VS Code reads it. */
interface Setting {
  readonly order: number;
  readonly type: string;
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly errorMessage?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface SettingGroup {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

// As TypeScript has the import, every group may have every setting.
const groups: readonly SettingGroup[] = JSON.parse(JSON.stringify(contributes.configuration));
const properties: Readonly<Record<string, Setting>> = Object.assign({}, ...groups.map((group) => group.properties));
const texts: Readonly<Record<string, string>> = strings;

/** What stands for a key of package.nls.json. */
function textOf(key: string): string {
  return texts[key.slice(1, -1)];
}

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
    const names = Object.values(settings).map((name) => `${configurationSection}.${name}`);
    assert.deepEqual(Object.keys(properties).toSorted(), names.toSorted());
    const reading = readFileSync("src/extension/settings.ts", "utf8");
    const read = [...reading.matchAll(/\bsettings\.(\w+)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(read)].toSorted(), Object.keys(settings).toSorted());
  });

  it("has its settings in groups with titles, in an order", () => {
    for (const [index, group] of groups.entries()) {
      assert.ok(textOf(group.title), group.title);
      assert.equal(group.order, index + 1);
      const orders = Object.values(group.properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_, place) => place + 1),
      );
    }
  });

  it("describes every setting, its choices and the numbers that it takes, with links to settings that there are", () => {
    for (const [name, setting] of Object.entries(properties)) {
      const description = textOf(setting.markdownDescription);
      assert.match(description, /\.$/, name);
      for (const [, linked] of description.matchAll(/`#([\w.]+)#`/g)) assert.ok(linked in properties, linked);
      const choices = setting.enumDescriptions ?? setting.markdownEnumDescriptions ?? [];
      assert.equal(choices.length, setting.enum?.length ?? 0, name);
      for (const choice of choices) assert.ok(textOf(choice), choice);
      if (setting.type !== "integer") continue;
      const { minimum, maximum, errorMessage = "" } = setting;
      for (const limit of [minimum, maximum]) {
        assert.ok(textOf(errorMessage).includes(Number(limit).toLocaleString("en")), name);
      }
    }
  });

  it("offers the problems of the catalogue in its words, and a default among them", () => {
    const { enum: names = [], markdownEnumDescriptions = [], ...problem } = properties["optimizerDebugger.problem"];
    assert.deepEqual(
      names.map((name, index) => [name, textOf(markdownEnumDescriptions[index])]),
      problemCatalogue.map(({ name, summary }) => [name, summary]),
    );
    assert.ok(names.includes(String(problem.default)));
  });

  it("speaks in its conditions of context keys that are set, of the file that is clicked on, or of its own view", () => {
    const { menus, viewsWelcome, keybindings } = contributes;
    const conditions = [...Object.values(menus).flat(), ...viewsWelcome, ...keybindings].flatMap((each) =>
      "when" in each && each.when !== undefined ? [each.when] : [],
    );
    const known: readonly string[] = Object.values(contextKeys);
    const others = [
      "false",
      `view == ${optimizersView}`,
      `view == ${runsView}`,
      `focusedView == ${runsView}`,
      "!inputFocus",
      ...["loose", "pinned", "located"].map((word) => `viewItem =~ /${word}/`),
      "viewItem == configuration",
      "viewItem =~ /^(configuration|obstructed)$/",
      "workspaceFolderCount == 0",
      "workspaceFolderCount != 0",
    ];
    for (const term of conditions.flatMap((condition) => condition.split(" && "))) {
      const name = term.replace(/^!/, "");
      assert.ok(known.includes(name) || others.includes(term) || /^resourceExtname == \.\w+$/.test(term), term);
    }
  });

  it("contributes the views of optimizers and runs, and what they say where they are empty", () => {
    const views = contributes.views.explorer.map(({ id }) => id);
    assert.deepEqual(views, [optimizersView, runsView]);
    assert.deepEqual([...new Set(contributes.viewsWelcome.map(({ view }) => view))], views);
  });

  it("puts commands into menus that it contributes", () => {
    const contributed = contributes.commands.map(({ command }) => command);
    for (const { command } of [...Object.values(contributes.menus).flat(), ...contributes.keybindings])
      assert.ok(contributed.includes(command), command);
  });

  it("is activated for the panel that is restored", () => {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panelViewType}`));
  });

  it("uses every string of package.nls.json, and no other", () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(strings).toSorted());
  });

  it("has every string in Chinese too, with the same links and code", () => {
    assert.deepEqual(Object.keys(chineseStrings), Object.keys(strings));
    const kept = (text: string) => text.match(/`[^`]*`|\(command:[^)]*\)/g)?.toSorted() ?? [];
    const chinese: Readonly<Record<string, string>> = chineseStrings;
    for (const [key, text] of Object.entries(strings)) assert.deepEqual(kept(chinese[key]), kept(text), key);
  });

  it("has a walkthrough whose pictures, commands and examples are there", () => {
    for (const { steps } of contributes.walkthroughs) {
      assert.equal(steps.length, 4);
      for (const { media, description } of steps) {
        assert.ok(existsSync(media.markdown), media.markdown);
        // VS Code looks for the page of its language beside the English one.
        assert.ok(existsSync(media.markdown.replace(/\.md$/, ".nls.zh-cn.md")), media.markdown);
        const links = [...texts[description.slice(1, -1)].matchAll(/\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
        assert.equal(links.length, 1, description);
        const [[, command, given]] = links;
        assert.ok((Object.values(commands) as string[]).includes(command), command);
        if (given === undefined) continue;
        const [example] = JSON.parse(decodeURIComponent(given));
        assert.ok(existsSync(join("examples", example)), example);
      }
    }
  });
});
