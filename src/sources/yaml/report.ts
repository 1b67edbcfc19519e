import type { SourceIssue, SourceRange } from "../configuration";

/** Takes the mistakes that a reader finds, each at its place. */
export type Report = (range: SourceRange, message: string, severity?: SourceIssue["severity"]) => void;

/** A report that collects into `issues`. */
export function reportInto(issues: SourceIssue[]): Report {
  return (range, message, severity = "error") => issues.push({ severity, message, range });
}
