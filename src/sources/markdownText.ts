/** A text that Markdown shows as it is, in the middle of a line. */
export function plain(text: string): string {
  return text.replace(/[\\`*_[\]#|<>~&]/g, "\\$&").replaceAll(/\s+/g, " ");
}

/** A text as code. */
export function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return fence + space + text.replaceAll(/\s+/g, " ") + space + fence;
}
