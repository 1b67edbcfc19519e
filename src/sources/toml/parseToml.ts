import { type AST, parseTOML } from "toml-eslint-parser";
import type { SourceRange } from "../configuration";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../yaml/configurationNode";

/** Longest file that is read, in UTF-16 units. */
const LONGEST_FILE = 100_000;

/** A mapping while it is put together: a table may be written in several places. */
interface OpenTable {
  readonly entries: Map<string, OpenEntry>;
  range: SourceRange;
}

interface OpenEntry {
  readonly keyRange: SourceRange;
  range: SourceRange;
  readonly value: ConfigurationNode | OpenTable;
}

/**
 * Reads TOML as nodes with their places. Never throws.
 *
 * @returns null for a file that is too long, or that is no TOML: half of a line, a key that is there twice
 */
export function parseToml(text: string): MappingNode | null {
  if (text.length > LONGEST_FILE) return null;
  try {
    const [document] = parseTOML(text).body;
    const root: OpenTable = { entries: new Map(), range: rangeOf(document) };
    for (const node of document.body) {
      if (node.type === "TOMLKeyValue") addValue(root, node);
      else if (node.kind === "standard") addTable(root, node);
    }
    return closed(root);
  } catch {
    // The parser throws at the first mistake; what nests deeper than the stack is one too.
    return null;
  }
}

/** Tables in lists are left out: no configuration that is read has them. */
function addTable(root: OpenTable, table: AST.TOMLTable): void {
  const range = rangeOf(table);
  const parent = tableAt(root, table.key.keys, range);
  if (parent === null) return;
  for (const node of table.body) addValue(parent, node);
}

function addValue(parent: OpenTable, { key, value, ...node }: AST.TOMLKeyValue): void {
  const last = key.keys[key.keys.length - 1];
  const range = rangeOf(node);
  const table = tableAt(parent, key.keys.slice(0, -1), range);
  table?.entries.set(nameOf(last), { keyRange: rangeOf(last), range, value: nodeOf(value) });
}

/** The table under these keys, made where it is not there yet; null where something else is. */
function tableAt(
  parent: OpenTable,
  keys: readonly (AST.TOMLBare | AST.TOMLQuoted)[],
  range: SourceRange,
): OpenTable | null {
  let table = parent;
  for (const key of keys) {
    const found = table.entries.get(nameOf(key));
    const value = found?.value ?? { entries: new Map<string, OpenEntry>(), range };
    if (!isOpen(value)) return null;
    if (found === undefined) table.entries.set(nameOf(key), { keyRange: rangeOf(key), range, value });
    table = value;
  }
  return table;
}

function nodeOf(value: AST.TOMLContentNode): ConfigurationNode {
  const range = rangeOf(value);
  if (value.type === "TOMLArray") return { kind: "list", items: value.elements.map(nodeOf), range };
  if (value.type === "TOMLInlineTable") {
    const table: OpenTable = { entries: new Map(), range };
    for (const node of value.body) addValue(table, node);
    return closed(table);
  }
  const source = value.kind === "string" ? JSON.stringify(value.value) : spelling(value);
  return { kind: "scalar", value: scalarOf(value), range, source, offset: value.range[0] };
}

function scalarOf(value: AST.TOMLValue): number | boolean | string {
  if (value.kind === "string" || value.kind === "boolean") return value.value;
  return value.kind === "integer" || value.kind === "float" ? value.value : value.datetime;
}

function spelling(value: Exclude<AST.TOMLValue, AST.TOMLStringValue>): string {
  if (value.kind === "boolean") return String(value.value);
  return value.kind === "integer" || value.kind === "float" ? value.number : value.datetime;
}

function closed({ entries, range }: OpenTable): MappingNode {
  const close = ([key, entry]: [string, OpenEntry]): MappingEntry => ({
    key,
    keyRange: entry.keyRange,
    range: entry.range,
    value: isOpen(entry.value) ? closed(entry.value) : entry.value,
  });
  return { kind: "mapping", entries: [...entries].map(close), range };
}

function isOpen(value: ConfigurationNode | OpenTable): value is OpenTable {
  return !("kind" in value);
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === "TOMLBare" ? key.name : key.value;
}

/** The parser's columns count from 0. */
function rangeOf({ loc: { start, end } }: Pick<AST.TOMLNode, "loc">): SourceRange {
  return { line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
}
