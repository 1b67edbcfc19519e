import type { Evidence, Finding, Fix, Severity } from "../../diagnosis/finding";
import { formatMessage } from "../../diagnosis/message";
import type { SourceRange } from "../../sources/configuration";
import type { CheckedFile } from "../check";

/** A finding as `check --format json` prints it; a public interface. Lines and columns count from 1, ends are exclusive. */
export interface JsonFinding extends SourceRange {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: Evidence;
  /** The best way to mend it; null where there is none. */
  readonly fix: JsonFix | null;
}

export interface JsonFix {
  readonly title: string;
  /** Whether `--fix` makes it: it is the only one, and does what was meant beyond doubt. */
  readonly isSafe: boolean;
  readonly edits: readonly (SourceRange & { readonly file: string; readonly text: string })[];
}

export function jsonFindings({ path, findings }: CheckedFile): readonly JsonFinding[] {
  return findings.map((finding) => jsonFinding(path, finding));
}

function jsonFinding(file: string, { range, rule, severity, message, evidence, fixes }: Finding): JsonFinding {
  const [best, ...others] = fixes;
  return {
    file,
    ...range,
    rule,
    severity,
    message: formatMessage(message),
    evidence: Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, withoutInfinity(value)])),
    fix: best === undefined ? null : jsonFix(file, best, others.length === 0),
  };
}

function jsonFix(path: string, { title, edits, isSafe }: Fix, isOnly: boolean): JsonFix {
  return {
    title: formatMessage(title),
    isSafe: isSafe && isOnly,
    edits: edits.map(({ file = path, range, text }) => ({ file, ...range, text })),
  };
}

/** JSON has no infinite numbers: they are written as text, as in `simulate --format json`. */
function withoutInfinity(value: Evidence[string]): Evidence[string] {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
