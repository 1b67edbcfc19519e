import type { ConfigurationNode, MappingNode } from "../yaml/configurationNode";
import { parseYaml } from "../yaml/parseYaml";
import type { EntriesForm, Form, MappingForm } from "./form";
import { itemFormOf, mappingFormOf, rootForm, valueFormOf } from "./nodeForms";

/** Where a key or a value is being typed. */
export type CursorPlace = {
  /** Offsets of the word at the cursor, quotation marks included: what a completion replaces. */
  readonly start: number;
  readonly end: number;
  /** Whether names need quotation marks, as in JSON. */
  readonly quoted: boolean;
  /** The mappings around the place, the innermost first. */
  readonly around: readonly SurroundingMapping[];
} & (KeyPlace | ValuePlace);

/** A mapping with known keys, without what is being typed. */
export interface SurroundingMapping {
  readonly form: MappingForm;
  readonly node: MappingNode;
  /** The key whose value the place is in; null where a key is being typed. */
  readonly key: string | null;
}

interface KeyPlace {
  readonly kind: "key";
  readonly form: MappingForm | EntriesForm;
  /** The mapping that the key belongs to, without the key. */
  readonly mapping: MappingNode;
  /** Whether a colon already follows. */
  readonly hasColon: boolean;
  /** Whether the mapping is the whole file. */
  readonly isRoot: boolean;
}

interface ValuePlace {
  readonly kind: "value";
  readonly form: Form;
  /** Whether the word is only a part of the value, as in an expression. */
  readonly isPart: boolean;
}

/** Stands for the word at the cursor while the text is read. */
const placeholder = "placeholderAtTheCursor";

/**
 * Finds out what is being typed at an offset of a text that is half typed: puts a placeholder there, first as a key and
 * then as a value, reads the text, and looks where the placeholder has come to stand. Null where nothing is expected.
 */
export function findCursorPlace(text: string, offset: number): CursorPlace | null {
  const word = wordAt(text, offset);
  const before = text.slice(0, word.start);
  const after = text.slice(word.end);
  const quoted = word.quoted || /^\s*[{[]/.test(text);
  const quote = word.quoted ? '"' : "";
  const marked = quote + placeholder + quote;
  const hasColon = /^[ \t]*:/.test(after);
  const key = hasColon ? marked : `${marked}: null${/^\s*[,}\]]/.test(after) ? "" : separator(before, after)}`;
  const followsColon = /:[ \t]+$/.test(before) || /:$/.test(before);
  const attempts = followsColon && !hasColon ? [marked] : [key, marked];
  for (const attempt of attempts) {
    const { root } = parseYaml(before + attempt + after);
    const place = root && findPlaceholder(root, rootForm(root), root);
    if (place === null) continue;
    const { around } = place;
    const common = { start: word.start, end: word.end, quoted, around };
    return place.kind === "key" ? { ...common, ...place, hasColon } : { ...common, ...place };
  }
  return null;
}

/** The comma that the next entry of a mapping in braces needs. */
function separator(before: string, after: string): string {
  const isInBraces = before.lastIndexOf("{") > before.lastIndexOf("}");
  return isInBraces && /^\s*["\w]/.test(after) ? "," : "";
}

function wordAt(text: string, offset: number): { start: number; end: number; quoted: boolean } {
  const isPartOfWord = (character: string | undefined) => character !== undefined && /[\w.-]/.test(character);
  let start = offset;
  let end = offset;
  while (isPartOfWord(text[start - 1])) start--;
  while (isPartOfWord(text[end])) end++;
  // A dash with a space behind it begins an item of a list.
  if (text[start] === "-" && start < offset) start++;
  const quoted = text[start - 1] === '"';
  if (quoted) {
    start--;
    if (text[end] === '"') end++;
  }
  return { start, end, quoted };
}

type Found = (Omit<KeyPlace, "hasColon"> | ValuePlace) & Pick<CursorPlace, "around">;

function findPlaceholder(node: ConfigurationNode, form: Form, root: ConfigurationNode): Found | null {
  if (node.kind === "scalar") {
    if (typeof node.value !== "string" || !node.value.includes(placeholder)) return null;
    return { kind: "value", form, isPart: node.value !== placeholder, around: [] };
  }
  if (node.kind === "list") {
    const item = itemFormOf(form);
    return item === null ? null : firstFound(node.items, (child) => findPlaceholder(child, item, root));
  }
  const mappingForm = mappingFormOf(form);
  if (mappingForm === null) return null;
  const entries = node.entries.filter(({ key }) => key !== placeholder);
  const mapping = { ...node, entries };
  const around = (inner: readonly SurroundingMapping[], key: string | null): readonly SurroundingMapping[] =>
    mappingForm.kind === "entries" ? inner : [...inner, { form: mappingForm, node: mapping, key }];
  return firstFound(node.entries, ({ key, value }) => {
    if (key === placeholder) {
      return { kind: "key", form: mappingForm, mapping, isRoot: node === root, around: around([], null) };
    }
    const valueForm = valueFormOf(mappingForm, node, key);
    const found = valueForm === null ? null : findPlaceholder(value, valueForm, root);
    return found && { ...found, around: around(found.around, key) };
  });
}

function firstFound<Item, Result>(items: readonly Item[], find: (item: Item) => Result | null): Result | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
