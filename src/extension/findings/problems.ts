import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  l10n,
  languages,
  type Uri,
  workspace,
} from "vscode";
import type { Finding, Severity } from "../../diagnosis/finding";
import { allIssues } from "../../sources/allIssues";
import type { SourceIssue } from "../../sources/configuration";
import { addressOf } from "../editor/placeLinks";
import { toEditorRange } from "../editor/ranges";
import type { DocumentFindings } from "./documentFindings";
import { pageOfRule } from "./explainRule";
import { localized } from "./findingText";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Shows in the editor and in the list of problems what the readers could not accept, and what the rules found. */
export function registerProblems(findings: DocumentFindings): Disposable {
  const collection = languages.createDiagnosticCollection("optimizer-debugger");
  return Disposable.from(
    collection,
    findings.onDidDiagnose(({ document: { uri }, reading, findings: found }) =>
      collection.set(uri, [...allIssues(reading).map(ofIssue), ...found.map((finding) => ofFinding(finding, uri))]),
    ),
    workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
  );
}

function ofIssue({ message, range, severity }: SourceIssue): Diagnostic {
  // What is of account for simulations alone is no problem of the source: hints are not in the list.
  const shown = severity === "information" ? DiagnosticSeverity.Hint : severities[severity];
  const diagnostic = new Diagnostic(toEditorRange(range), message, shown);
  diagnostic.source = l10n.t("Optimizer Debugger");
  return diagnostic;
}

function ofFinding(finding: Finding, uri: Uri): Diagnostic {
  const { rule, severity, message, range, related } = finding;
  const diagnostic = new Diagnostic(toEditorRange(range), localized(message), severities[severity]);
  diagnostic.source = l10n.t("Optimizer Debugger");
  diagnostic.code = { value: rule, target: pageOfRule(rule) };
  diagnostic.relatedInformation = related.map((place) => {
    const location = new Location(addressOf(uri, place), toEditorRange(place.range));
    return new DiagnosticRelatedInformation(location, localized(place.message));
  });
  return diagnostic;
}
