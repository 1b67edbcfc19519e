import type { TranslatedCode } from "./translation";

/** Code with its notes as comments above it, so that they go where it goes. */
export function annotatedCode({ code, notes }: TranslatedCode): string {
  const comments = notes.map(({ message }) => `# Differs: ${message}\n`);
  return comments.join("") + code;
}
