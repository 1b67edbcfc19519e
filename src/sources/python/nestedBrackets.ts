import type { SourceIssue } from "../configuration";
import { linePositions } from "../linePositions";

/** Brackets within one another that CPython reads; it calls more than these too many nested parentheses. */
const MAXIMUM_BRACKETS = 200;

/** Brackets, and what may hold some that are none: comments, and strings to their end or to that of the line. */
const tokens = /[()[\]{}]|#[^\n]*|("""|''')(?:[^\\]|\\.)*?(?:\1|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/gs;

/**
 * The place of the first bracket that stands in more others than Python reads; null where there is none. Parsers take more than linear time for such texts,
 * as they look for ways to close what is open.
 */
export function findDeepBracket(text: string): number | null {
  if (!mayNestDeep(text)) return null;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token.length === 1 && "([{".includes(token)) depth++;
    else if (token.length === 1 && ")]}".includes(token)) depth = Math.max(0, depth - 1);
    if (depth > MAXIMUM_BRACKETS) return index;
  }
  return null;
}

/** What is said of a text that is not read for that. */
export function deepBracketIssue(text: string, offset: number): SourceIssue {
  const message = `This bracket stands in ${MAXIMUM_BRACKETS} others; Python reads no more within one another, and nothing of this file is read.`;
  return { severity: "warning", message, range: linePositions(text).range(offset, offset + 1) };
}

/** Whether there may be one, counted with the brackets of comments and strings: most texts have few within one another. */
function mayNestDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x28 || code === 0x5b || code === 0x7b) {
      if (++depth > MAXIMUM_BRACKETS) return true;
    } else if (depth > 0 && (code === 0x29 || code === 0x5d || code === 0x7d)) depth--;
  }
  return false;
}
