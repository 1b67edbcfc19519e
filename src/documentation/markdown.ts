/** Text that Markdown takes as it stands. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>]/g, "\\$&");
}

/** Code within a line. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

export function codeBlock(lines: readonly string[]): string {
  return ["```text", ...lines, "```"].join("\n");
}

/** @param rows cells in Markdown, as many in every row as there are headings */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A link to a heading of the same page. */
export function headingLink(heading: string): string {
  return `[${plain(heading)}](#${anchorOf(heading)})`;
}

/** What GitHub and VS Code call a heading in links: headings of a page have to differ in it. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Joins what there is with empty lines between. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
