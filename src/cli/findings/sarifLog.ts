import { createHash } from "node:crypto";
import { sep } from "node:path";
import { version } from "../../../package.json";
import type { Finding, Fix, RelatedPlace, Severity } from "../../diagnosis/finding";
import { issueRules } from "../../diagnosis/issueFindings";
import { formatMessage } from "../../diagnosis/message";
import type { RuleMetadata } from "../../diagnosis/rule";
import { sourceRules } from "../../diagnosis/sourceRules";
import { rulePage } from "../../documentation/rulePage";
import type { SourceRange } from "../../sources/configuration";
import type { CheckedFile } from "../check";

const levels = { error: "error", warning: "warning", information: "note" } as const satisfies Record<Severity, string>;

/**
 * Findings as a log of SARIF 2.1.0 (OASIS), for code scanning in continuous integration. Paths are relative to the folder that the command
 * ran in, where they were given so.
 */
export function sarifLog(checked: readonly CheckedFile[]) {
  const rules = [...issueRules, ...sourceRules.map(({ metadata }) => metadata)];
  const ids = rules.map(({ id }) => id);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Optimizer Debugger", semanticVersion: version, rules: rules.map(reportingDescriptor) },
        },
        columnKind: "utf16CodeUnits",
        artifacts: checked.map(({ path }) => ({ location: artifactLocation(path) })),
        results: checked.flatMap(({ path, findings }) => findings.map((finding) => result(path, finding, ids))),
      },
    ],
  };
}

function reportingDescriptor(rule: Pick<RuleMetadata, "id" | "title" | "severity"> | RuleMetadata) {
  const { id, title, severity } = rule;
  return {
    id,
    shortDescription: { text: title },
    ...("documentation" in rule
      ? {
          fullDescription: { text: rule.documentation.what },
          help: { text: `${rule.documentation.what}\n\n${rule.documentation.why}`, markdown: rulePage(rule) },
        }
      : {}),
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(path: string, finding: Finding, ids: readonly string[]) {
  const { rule, severity, message, evidence, range, related, fixes } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levels[severity],
    message: { text: formatMessage(message) },
    locations: [location(path, range)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((place) => relatedLocation(path, place)) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(path, fix)) }),
    partialFingerprints: { "ruleAndMessage/v1": fingerprint(finding) },
    properties: { evidence },
  };
}

function relatedLocation(path: string, { range, file = path, message }: RelatedPlace) {
  return { ...location(file, range), message: { text: formatMessage(message) } };
}

function location(path: string, range: SourceRange) {
  return { physicalLocation: { artifactLocation: artifactLocation(path), region: region(range) } };
}

function sarifFix(path: string, { title, edits }: Fix) {
  const files = [...new Set(edits.map(({ file = path }) => file))];
  return {
    description: { text: formatMessage(title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: edits
        .filter((edit) => (edit.file ?? path) === file)
        .map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
    })),
  };
}

function artifactLocation(path: string) {
  const parts = path.split(sep).map(encodeURIComponent).join("/");
  return { uri: path.startsWith(sep) ? `file://${parts}` : parts };
}

function region({ line, column, endLine, endColumn }: SourceRange) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Of what was found, not of where: it stays the same as lines above it come and go. */
function fingerprint({ rule, message }: Finding): string {
  return createHash("sha256")
    .update(`${rule}\n${formatMessage(message)}`)
    .digest("hex");
}
