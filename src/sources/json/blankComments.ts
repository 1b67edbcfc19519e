/**
 * The text with blanks for comments that YAML does not know, slashes as in JavaScript. Everything else stays where it is; comments that begin with `#` are YAML's
 * too.
 */
export function blankComments(text: string): string {
  const piece = /"(?:[^"\\\n]|\\.)*"?|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
  return text.replace(piece, (found) => (found.startsWith("/") ? found.replace(/[^\r\n]/g, " ") : found));
}
