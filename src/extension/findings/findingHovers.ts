import { type Disposable, Hover, l10n, languages, MarkdownString } from "vscode";
import { commands } from "../contributions";
import { toEditorRange } from "../editor/ranges";
import { sourceSelector } from "../editor/sourceDocuments";
import { loadSourceTools } from "../loadSourceTools";
import type { DocumentFindings } from "./documentFindings";

/** Says why a finding matters, where the mouse rests on one: below its message, which VS Code shows by itself. */
export function registerFindingHovers(findings: DocumentFindings): Disposable {
  return languages.registerHoverProvider(sourceSelector, {
    async provideHover(document, position) {
      const here = findings.of(document).filter(({ range }) => toEditorRange(range).contains(position));
      if (here.length === 0) return null;
      const { ruleMetadata } = await loadSourceTools();
      const rules = [...new Set(here.map(({ rule }) => rule))];
      const texts = rules.flatMap((rule) => {
        const metadata = ruleMetadata(rule);
        return metadata === undefined ? [] : [explanation(rule, metadata.documentation.why)];
      });
      return new Hover(texts, toEditorRange(here[0].range));
    },
  });
}

function explanation(rule: string, why: string): MarkdownString {
  const address = `command:${commands.explainRule}?${encodeURIComponent(JSON.stringify([rule]))}`;
  const text = new MarkdownString(`${why} [${l10n.t("More on this rule")}](${address})`);
  text.isTrusted = { enabledCommands: [commands.explainRule] };
  return text;
}
