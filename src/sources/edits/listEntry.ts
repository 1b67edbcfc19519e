/** A stretch of a text, from 0, its end exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Where one entry of a list or tuple is spelled out: `0.95` in `(0.9, 0.95)`, or in a list of YAML with an entry a line.
 *
 * @param text of the whole list, maybe in quotes
 * @returns null where the text is no such list, or has texts or comments among its entries
 */
export function listEntry(text: string, index: number): Stretch | null {
  const open = /^\s*["']?\s*[([]/.exec(text);
  if (open === null) return lineEntry(text, index);
  const entries: Stretch[] = [];
  const expected = [CLOSING[open[0].slice(-1)]];
  let from = open[0].length;
  for (let place = from; place < text.length; place++) {
    const mark = text[place];
    if (/["'#]/.test(mark)) return null;
    if (CLOSING[mark] !== undefined) expected.push(CLOSING[mark]);
    else if (mark === expected.at(-1)) expected.pop();
    else if (mark !== "," || expected.length > 1) continue;
    if (expected.length === 0 || (mark === "," && expected.length === 1)) {
      if (text.slice(from, place).trim() !== "") entries.push(trimmed(text, from, place));
      from = place + 1;
    }
    if (expected.length > 0) continue;
    const isWhole = /^\s*["']?\s*$/.test(text.slice(place + 1));
    return isWhole ? (entries[index] ?? null) : null;
  }
  return null;
}

/** An entry behind its dash. */
function lineEntry(text: string, index: number): Stretch | null {
  const lines = [...text.matchAll(/^[ \t]*-[ \t]+([^\s#"']+)[ \t]*$/gm)];
  if (lines.length !== text.trim().split("\n").length) return null;
  const line = lines.at(index);
  if (line === undefined) return null;
  const from = line.index + line[0].indexOf(line[1], line[0].indexOf("-") + 1);
  return { from, to: from + line[1].length };
}

function trimmed(text: string, from: number, to: number): Stretch {
  const inner = text.slice(from, to);
  const start = from + inner.length - inner.trimStart().length;
  return { from: start, to: start + inner.trim().length };
}
