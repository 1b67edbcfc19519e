import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Command,
  type Diagnostic,
  type Disposable,
  l10n,
  languages,
  type TextDocument,
  type WorkspaceEdit,
} from "vscode";
import type { Finding } from "../../diagnosis/finding";
import { commands } from "../contributions";
import { toEditorRange } from "../editor/ranges";
import { sourceSelector } from "../editor/sourceDocuments";
import { workspaceEdit } from "../editor/workspaceEdit";
import { loadSourceTools } from "../loadSourceTools";
import type { DocumentFindings } from "./documentFindings";
import { localized } from "./findingText";
import { ignoreComment } from "./ignoreComment";

/** Of all that is single and safe in a file: for `editor.codeActionsOnSave`. */
const fixAll = CodeActionKind.SourceFixAll.append("optimizerDebugger");

/** Offers the fixes of findings, and to leave a finding out. */
export function registerFixes(findings: DocumentFindings): Disposable {
  const provider: CodeActionProvider = {
    async provideCodeActions(document, range, { diagnostics, only }) {
      if (only?.contains(fixAll) || (only && fixAll.contains(only)))
        return fixAllActions(document, findings.of(document));
      const here = findings.of(document).filter((finding) => toEditorRange(finding.range).intersection(range));
      return here.flatMap((finding) => actionsFor(document, finding, diagnostics));
    },
  };
  return languages.registerCodeActionsProvider(sourceSelector, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix, fixAll],
  });
}

function actionsFor(document: TextDocument, finding: Finding, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const concerned = diagnostics.filter((diagnostic) => isOf(finding, diagnostic));
  const action = (title: string, change: { readonly edit: WorkspaceEdit } | { readonly command: Command }) => {
    const made = new CodeAction(title, CodeActionKind.QuickFix);
    made.diagnostics = concerned;
    return Object.assign(made, change);
  };
  const fixes = finding.fixes.map((fix, index) => {
    const mending = action(localized(fix.title), { edit: workspaceEdit(document.uri, fix.edits) });
    mending.isPreferred = index === 0;
    return mending;
  });
  const { rule } = finding;
  const about = l10n.t("Why? About the rule {0}", rule);
  const off = l10n.t("Turn off the rule {0}", rule);
  return [
    ...fixes,
    action(l10n.t("Ignore {0} at this line", rule), { edit: ignoreEdit(document, finding) }),
    action(off, { command: { title: off, command: commands.turnOffRule, arguments: [document.uri.toString(), rule] } }),
    action(about, { command: { title: about, command: commands.explainRule, arguments: [rule] } }),
  ];
}

function isOf({ rule, range }: Finding, diagnostic: Diagnostic): boolean {
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return code === rule && diagnostic.range.isEqual(toEditorRange(range));
}

async function fixAllActions(document: TextDocument, findings: readonly Finding[]): Promise<CodeAction[]> {
  const { safeEdits } = await loadSourceTools();
  const edits = safeEdits(findings);
  if (edits.length === 0) return [];
  const action = new CodeAction(l10n.t("Make all safe fixes of Optimizer Debugger"), fixAll);
  action.edit = workspaceEdit(document.uri, edits);
  return [action];
}

function ignoreEdit(document: TextDocument, { rule, range }: Finding): WorkspaceEdit {
  const { text } = document.lineAt(range.line - 1);
  return workspaceEdit(document.uri, [ignoreComment(text, range.line, rule, document.languageId)]);
}
