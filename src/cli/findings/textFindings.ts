import { formatCount } from "../../core/formatNumber";
import type { Finding, Severity } from "../../diagnosis/finding";
import { formatMessage } from "../../diagnosis/message";
import type { CheckedFile } from "../check";

/** `train.py:4:66: warning: … [schedule/cosine-rises-again]`, as compilers write it and editors understand it, with what would mend it below. */
export function textFindings({ path, findings }: CheckedFile): string {
  return findings.map((finding) => textFinding(path, finding)).join("");
}

function textFinding(path: string, { rule, severity, message, range, related, fixes }: Finding): string {
  const lines = [
    `${path}:${range.line}:${range.column}: ${severity}: ${formatMessage(message)} [${rule}]`,
    ...related.map(({ range: at, file, message: said }) => {
      return `${file ?? path}:${at.line}:${at.column}: note: ${formatMessage(said)}`;
    }),
    ...fixes.map(({ title }) => `  fix: ${formatMessage(title)}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** `2 errors, 1 warning in 3 files; 1 edit was made.` */
export function summary(checked: readonly CheckedFile[], fixed: number): string {
  const count = (severity: Severity) =>
    checked.reduce((total, { findings }) => total + findings.filter((each) => each.severity === severity).length, 0);
  const counts = [
    plural(count("error"), "error"),
    plural(count("warning"), "warning"),
    plural(count("information"), "remark"),
  ].filter((text) => text !== "");
  const found = counts.length === 0 ? "Nothing found" : counts.join(", ");
  const mended = fixed === 0 ? "" : `; ${plural(fixed, "edit")} made`;
  return `${found} in ${plural(checked.length, "file") || "no file"}${mended}.`;
}

function plural(count: number, noun: string): string {
  return count === 0 ? "" : `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
