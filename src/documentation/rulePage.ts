import type { RuleMetadata } from "../diagnosis/rule";
import { code, paragraphs, plain, table } from "./markdown";

/**
 * What `docs/rules/<rule>.md` says: all that a rule's metadata has.
 *
 * @param said what the rule says of its example
 */
export function rulePage(metadata: RuleMetadata, said: readonly string[] = []): string {
  const { id, severity, title, fixes = {}, thresholds = {}, documentation } = metadata;
  const { what, why, formula, ignore, sources, example } = documentation;
  return paragraphs(
    `# ${plain(title)}`,
    `${code(id)}, ${severity}`,
    what,
    "## Why it matters",
    why,
    formula === undefined ? "" : fenced("text", formula),
    "## Example",
    "This is found:",
    fenced(languageOf(example.path), example.before),
    ...said.map((message) => `> ${plain(message)}`),
    Object.keys(fixes).length === 0 ? "Mended:" : "Mended, as an edit that is offered does it:",
    fenced(languageOf(example.path), example.after),
    "## When to ignore it",
    ignore,
    `A comment at the line, or alone above it, leaves the finding out: ${code(`# optimizer: ignore ${id}`)}. The setting ` +
      `${code("optimizerDebugger.rules")} sets the rule to ${code("off")} or to another severity, as ${code(`--rule ${id}=off`)} does on the command line.`,
    ...thresholdSection(id, thresholds),
    "## Sources",
    list(sources),
  );
}

function thresholdSection(id: string, thresholds: NonNullable<RuleMetadata["thresholds"]>): readonly string[] {
  const rows = Object.entries(thresholds).map(([name, { default: value, description }]) => [
    code(name),
    String(value),
    description,
  ]);
  if (rows.length === 0) return [];
  const setting = `Set in ${code("optimizerDebugger.thresholds")} as ${code(`${id}.NAME`)}, or with ${code("--threshold")}.`;
  return ["## Thresholds", setting, table(["Threshold", "Default", "What it bounds"], rows)];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

const languages: Readonly<Record<string, string>> = {
  py: "python",
  yaml: "yaml",
  yml: "yaml",
  json: "json",
  toml: "toml",
  sh: "bash",
  js: "javascript",
  ts: "typescript",
};

function languageOf(path: string): string {
  return languages[path.slice(path.lastIndexOf(".") + 1)] ?? "text";
}
