import { issueRules } from "../diagnosis/issueFindings";
import type { RuleMetadata } from "../diagnosis/rule";
import { groupBy } from "./groupBy";
import { code, paragraphs, plain, table } from "./markdown";

/** What `docs/rules/README.md` says: every rule with its severity, by groups. */
export function rulesPage(rules: readonly RuleMetadata[]): string {
  const groups = groupBy(rules, ({ id }) => id.slice(0, id.indexOf("/")));
  const chapters = [...groups].flatMap(([group, members]) => [
    `## ${plain(headings[group] ?? group)}`,
    table(
      ["Rule", "Severity", "What is found"],
      members.map(({ id, severity, title }) => [`[${code(id)}](${id}.md)`, severity, plain(title)]),
    ),
  ]);
  return paragraphs(
    "# Rules",
    "<!-- Written from src/diagnosis by `npm run docs`. -->",
    `${rules.length} rules look for mistakes in optimizers, schedules and training loops. Each has a page that says what is found, why it matters, and when to ignore it.`,
    ...chapters,
    "## What readers say",
    table(
      ["Rule", "Severity", "What is found"],
      issueRules.map(({ id, severity, title }) => [code(id), severity, plain(title)]),
    ),
  );
}

const headings: Readonly<Record<string, string>> = {
  "learning-rate": "Learning rate and momentum",
  schedule: "Schedules",
  regularisation: "Weight decay",
  precision: "Epsilon and precision",
  loop: "Training loops",
  "hand-written": "Optimizers written by hand",
  portability: "Versions and frameworks",
  run: "Simulated runs",
};
