import type { OptimizerConfiguration, SourceRange, SourceReading } from "../sources/configuration";
import { SourceEdits } from "../sources/edits/sourceEdits";
import { ConfigurationFacts } from "./configuration/configurationFacts";
import type { Finding, Fix, RelatedPlace } from "./finding";
import { ignoreComments } from "./ignoreComments";
import { formatMessage } from "./message";
import type { Report, RuleContext, RuleMetadata, SourceRule } from "./rule";
import { defaultRuleSettings, type RuleSettings, severitySetting, thresholdSetting } from "./ruleSettings";
import { fixTitle, ruleMessage } from "./ruleTexts";
import { sourceRules } from "./sourceRules";

/**
 * Says what is wrong with the optimizers of a file as written, without simulating anything.
 *
 * @param text that was read, from which fixes are made
 * @returns findings in the order of the file, each once however many configurations it concerns
 */
export function diagnoseSource(
  reading: SourceReading,
  text: string,
  settings: RuleSettings = defaultRuleSettings,
  rules: readonly SourceRule[] = sourceRules,
): readonly Finding[] {
  const edits = new SourceEdits(text);
  const ignored = ignoreComments(text);
  const findings = new Map<string, Finding>();
  for (const configuration of reading.configurations) {
    const alternatives = reading.configurations.filter(
      (other) => other !== configuration && isInPlaceOf(other, configuration),
    );
    const facts = new ConfigurationFacts(configuration, alternatives);
    for (const finding of findingsOf(facts, edits, settings, rules)) {
      const { line, column } = finding.range;
      const key = `${line}:${column} ${finding.rule} ${formatMessage(finding.message)}`;
      if (!findings.has(key) && !ignored.ignores(finding.rule, line)) findings.set(key, finding);
    }
  }
  return [...findings.values()].sort(({ range: a }, { range: b }) => a.line - b.line || a.column - b.column);
}

function isInPlaceOf({ range: a }: OptimizerConfiguration, { range: b }: OptimizerConfiguration): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

function findingsOf(
  facts: ConfigurationFacts,
  edits: SourceEdits,
  settings: RuleSettings,
  rules: readonly SourceRule[],
): readonly Finding[] {
  const superseded = new Set<string>();
  const findings = rules.flatMap((rule): Finding[] => {
    const { metadata } = rule;
    const severity = severitySetting(metadata, settings);
    if (severity === "off") return [];
    const context: RuleContext = { threshold: (name) => thresholdSetting(metadata, name, settings), edits };
    const reports = [...rule.check(facts, context)];
    if (reports.length > 0) for (const other of metadata.saysMoreThan ?? []) superseded.add(other);
    return reports.map((report) => {
      const own = severity === null ? report : { ...report, severity };
      return toFinding(metadata, own, facts.configuration.range);
    });
  });
  return findings.filter(({ rule }) => !superseded.has(rule));
}

/** @param fallback what to point at where a report's value has no place in this file */
function toFinding(metadata: RuleMetadata, report: Report, fallback: SourceRange): Finding {
  const { at, message, values = {}, evidence = {}, step, related = [], fixes = [] } = report;
  const place = placeOf(at);
  const isElsewhere = place === null || place.file !== undefined;
  const origin: RelatedPlace[] =
    place?.file === undefined ? [] : [{ ...place, message: { template: "The value is from here.", values: {} } }];
  return {
    rule: metadata.id,
    severity: report.severity ?? metadata.severity,
    message: ruleMessage(metadata, message, values),
    evidence: { ...values, ...evidence },
    range: isElsewhere ? fallback : place.range,
    ...(step === undefined ? {} : { step }),
    related: [...origin, ...related],
    fixes: fixes.flatMap(({ title, values: named = {}, edits, isSafe = false }): Fix[] =>
      edits === null ? [] : [{ title: { ...fixTitle(metadata, title), values: named }, edits, isSafe }],
    ),
  };
}

function placeOf(at: Report["at"]): { readonly range: SourceRange; readonly file?: string } | null {
  if (!("value" in at)) return { range: at };
  const { range, file } = at;
  if (range === null) return null;
  return file === undefined ? { range } : { range, file };
}
