import fc from "fast-check";

/** What readers, parsers and regular expressions stumble over. */
const pieces: readonly string[] = [
  ..."()[]{}\"'`\\,:;.#=*&|<>%$@!?-+/~^",
  ..."\0\t\r\f\v\u00a0\u00ad\u0301\u200b\u2028\u202e\ufeff\uffff",
  "\ud800",
  "\udc00",
  "𝛼",
  "学习率",
  "ﬁ",
  '"""',
  "'''",
  "\r\n",
  "\\\n",
  "  ",
  "\n\n",
  "**",
  "...",
  "->",
  ":=",
  "<<: *a",
  "&a [*a]",
  "!!float",
  "---",
  "```",
  "$(a)",
  "{{ a }}",
  "%s",
  "0x",
  "1e999",
  "-0",
  "NaN",
  "1_",
  "9007199254740993",
  "null",
  "None",
  "True",
  "lambda: ",
  "self.",
  "global lr",
  "import *",
  "__proto__",
  "constructor",
  "toString",
];

/** How deep brackets are nested: far deeper than any code is, and than readers may recurse. */
const DEPTH = 3000;

/** One change of a text. Places are shares of the text's length, so that they fall anywhere in a text of any length. */
interface Mutation {
  readonly place: number;
  readonly other: number;
  readonly piece: string;
}

const lines = /[^\n]*\n/g;
const tokens = /\w+|[^\w\s]/g;
const closing: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

const mutations: readonly ((text: string, mutation: Mutation) => string)[] = [
  // Characters that are put in, left out and doubled, and a text cut off.
  (text, { place, piece }) => splice(text, at(text, place), 0, piece),
  (text, { place, other }) => splice(text, at(text, place), 1 + Math.floor(other * 40), ""),
  (text, { place, other }) => {
    const from = at(text, place);
    return splice(text, from, 0, text.slice(from, from + 1 + Math.floor(other * 200)));
  },
  (text, { place }) => text.slice(0, at(text, place)),
  // Brackets around a token, mostly a few.
  (text, { place, other, piece }) => {
    const depth = Math.ceil(other ** 4 * DEPTH);
    const open = closing.has(piece) ? piece : "(";
    const nested = (part: string) => open.repeat(depth) + part + closing.get(open)?.repeat(depth);
    return changePart(text, /\S+/g, place, nested);
  },
  // Lines that are repeated, exchanged, put elsewhere, and moved to another level.
  (text, { place, other }) => changePart(text, lines, place, (line) => line.repeat(1 + Math.ceil(other ** 4 * 200))),
  (text, { place, other }) => exchange(text, lines, place, other),
  (text, { place, other }) => changePart(text, lines, place, (line) => line + partAt(text, lines, other)),
  (text, { place }) => changePart(text, lines, place, (line) => `  ${line}`),
  (text, { place }) => changePart(text, lines, place, (line) => line.replace(/^\s/, "")),
  (text) => text.replace(/\r?\n/g, "\r\n"),
  // Tokens that are exchanged, and that take another's place: of names, this makes circles.
  (text, { place, other }) => exchange(text, tokens, place, other),
  (text, { place, other }) => changePart(text, tokens, place, () => partAt(text, tokens, other)),
  (text, { place, other }) => changePart(text, /\b[a-z_]\w*/gi, place, () => partAt(text, /\b[a-z_]\w*/gi, other)),
  (text, { place, piece }) => changePart(text, tokens, place, () => piece),
];

/** A text after some changes to one of these. */
export function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  const share = fc.nat({ max: 999_999 }).map((millionths) => millionths / 1e6);
  const change = fc.record({
    mutate: fc.constantFrom(...mutations),
    place: share,
    other: share,
    piece: fc.constantFrom(...pieces),
  });
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([text, changes]) => changes.reduce((changed, { mutate, ...where }) => mutate(changed, where), text));
}

function at(text: string, share: number): number {
  return Math.floor(share * (text.length + 1));
}

function splice(text: string, from: number, length: number, piece: string): string {
  return text.slice(0, from) + piece + text.slice(from + length);
}

function findPart(text: string, pattern: RegExp, share: number): RegExpExecArray | undefined {
  const parts = [...text.matchAll(pattern)];
  return parts[Math.floor(share * parts.length)];
}

function partAt(text: string, pattern: RegExp, share: number): string {
  return findPart(text, pattern, share)?.[0] ?? "";
}

/** Changes one of the parts of a text that fit a pattern. */
function changePart(text: string, pattern: RegExp, place: number, changed: (part: string) => string): string {
  const part = findPart(text, pattern, place);
  return part === undefined ? text : splice(text, part.index, part[0].length, changed(part[0]));
}

function exchange(text: string, pattern: RegExp, place: number, other: number): string {
  const [first, second] = [Math.min(place, other), Math.max(place, other)];
  const [early, late] = [partAt(text, pattern, first), partAt(text, pattern, second)];
  // The later one first, as changing the earlier one moves it.
  return changePart(
    changePart(text, pattern, second, () => early),
    pattern,
    first,
    () => late,
  );
}
