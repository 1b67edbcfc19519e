import { allIssues } from "../sources/allIssues";
import type { SourceIssue, SourceReading } from "../sources/configuration";
import type { Finding } from "./finding";
import type { RuleMetadata } from "./rule";

/** Under which what readers say of a source goes. */
export const issueRules = [
  { id: "source/refused", severity: "error", title: "The framework refuses the configuration" },
  {
    id: "source/without-effect",
    severity: "warning",
    title: "The framework takes no notice of a part of the configuration",
  },
] as const satisfies readonly Pick<RuleMetadata, "id" | "severity" | "title">[];

/** What readers have found wrong with a source, as findings. What they say of simulations alone is none. */
export function issueFindings(reading: SourceReading): readonly Finding[] {
  return allIssues(reading).flatMap(toFinding);
}

function toFinding({ severity, message, range }: SourceIssue): readonly Finding[] {
  const rule = issueRules.find((each) => each.severity === severity);
  if (rule === undefined) return [];
  const finding = {
    rule: rule.id,
    severity,
    message: { template: "{message}", values: { message } },
    evidence: {},
    range,
    related: [],
    fixes: [],
  };
  return [finding];
}
