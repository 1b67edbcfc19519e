import { readFileSync } from "node:fs";
import { l10n, Uri } from "vscode";
import { formatMessage, type Message } from "../../diagnosis/message";

/** Texts of rules in the language of the window, by their names; null until one is shown. */
let ruleTexts: Readonly<Record<string, string>> | null = null;

/** A message of a rule in the language of the window. */
export function localized({ id, template, values }: Message): string {
  ruleTexts ??= readRuleTexts();
  const translated = id === undefined ? l10n.t(template) : ruleTexts[id];
  return formatMessage({ template: translated ?? template, values });
}

/** The file beside the bundle that VS Code has chosen, `rules.zh-cn.json` beside `bundle.l10n.zh-cn.json`; nothing in English. */
function readRuleTexts(): Readonly<Record<string, string>> {
  if (l10n.uri === undefined) return {};
  const bundle = l10n.uri.path.slice(l10n.uri.path.lastIndexOf("/") + 1);
  const file = Uri.joinPath(l10n.uri, "..", bundle.replace("bundle.l10n", "rules"));
  return JSON.parse(readFileSync(file.fsPath, "utf8"));
}
