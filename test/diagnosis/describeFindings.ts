import type { Finding } from "../../src/diagnosis/finding";
import { formatMessage } from "../../src/diagnosis/message";

/** Findings as the cases have them: `4:66 warning schedule/cosine-rises-again: …`, and under each `fix: …` for its fixes. */
export function describeFindings(findings: readonly Finding[]): string {
  return findings.flatMap(describeFinding).join("\n");
}

function describeFinding({ rule, severity, message, range, step, related, fixes }: Finding): readonly string[] {
  const at = `${range.line}:${range.column}`;
  const shownAt = step === undefined ? "" : ` [step ${step}]`;
  return [
    `${at} ${severity} ${rule}: ${formatMessage(message)}${shownAt}`,
    ...related.map(({ range: { line, column }, file, message: said }) => {
      const place = file === undefined ? `${line}:${column}` : `${file}:${line}:${column}`;
      return `  related ${place}: ${formatMessage(said)}`;
    }),
    ...fixes.map(({ title, isSafe }) => `  fix: ${formatMessage(title)}${isSafe ? " (safe)" : ""}`),
  ];
}
