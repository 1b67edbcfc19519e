/** What whoever reads a report has to know of the installation. */
export interface IssueFacts {
  readonly extension: string;
  readonly editor: string;
  readonly platform: string;
  /** Language of the file that was being looked at. */
  readonly file: string | null;
  /** Those that differ from their defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The report as Markdown: questions first, what is known below. */
export function issueReport({ extension, editor, platform, file, settings }: IssueFacts): string {
  const changed = Object.entries(settings).map(([name, value]) => `- ${name}: \`${JSON.stringify(value)}\``);
  return [
    "## What happened",
    "",
    "<!-- One sentence. Of a number that is wrong: the configuration, the step, what the framework has and what the panel shows. -->",
    "",
    "## How to see it",
    "",
    "<!-- The lines of code or configuration, as few as show it. -->",
    "",
    "## Installation",
    "",
    `- ${extension}`,
    `- ${editor}`,
    `- ${platform}`,
    ...(file === null ? [] : [`- file: ${file}`]),
    ...changed,
    "",
    "<!-- The output channel Optimizer Debugger has the log; paste what belongs to it. -->",
    "",
  ].join("\n");
}
