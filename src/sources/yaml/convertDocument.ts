import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { SourceIssue, SourceRange } from "../configuration";
import type { LinePositions } from "../linePositions";
import type { ConfigurationNode, MappingEntry, MappingNode, ScalarNode } from "./configurationNode";

/** Most values that a file may have once its aliases are followed: a few lines of aliases can stand for billions. */
const mostNodes = 50_000;

/** How a file is converted. */
export interface ConversionOptions {
  /** Which of two values under one key counts: the first in our own files and in JSON, the last as PyYAML reads. */
  readonly duplicates: "first" | "last";
  /** Path of the file, where it is another than the one that is read. */
  readonly file?: string;
}

interface Conversion extends ConversionOptions {
  readonly text: string;
  readonly lines: LinePositions;
  readonly issues: SourceIssue[];
  /** Converted values by anchor, with the number of values in each. */
  readonly anchors: Map<string, { readonly node: ConfigurationNode; readonly size: number }>;
  /** Number of values so far, those behind aliases included. */
  size: number;
}

/**
 * The document as nodes of our own. Adds an issue for a key that stands twice, for a key that is no plain name, for an alias without an
 * anchor before it, and for aliases that multiply beyond measure.
 */
export function convertDocument(
  document: Document,
  text: string,
  lines: LinePositions,
  issues: SourceIssue[],
  options: ConversionOptions = { duplicates: "first" },
): ConfigurationNode | null {
  const { contents } = document;
  const conversion: Conversion = { ...options, text, lines, issues, anchors: new Map(), size: 0 };
  return contents === null ? null : convertNode(contents, conversion);
}

/** @param offset where a value that is not written would stand */
function convertNode(node: Node | null, conversion: Conversion, offset = 0): ConfigurationNode {
  if (isAlias(node)) return followAlias(node.source, node, conversion);
  const before = conversion.size++;
  const converted = { ...convertPlain(node, conversion, offset), ...annotations(node, conversion) };
  const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
  if (anchor !== undefined) conversion.anchors.set(anchor, { node: converted, size: conversion.size - before });
  return converted;
}

function annotations(node: Node | null, { file }: Conversion): Pick<ConfigurationNode, "file" | "tag"> {
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  return { ...(tag === undefined ? {} : { tag }), ...(file === undefined ? {} : { file }) };
}

function convertPlain(node: Node | null, conversion: Conversion, offset: number): ConfigurationNode {
  if (isMap(node)) return convertMapping(node, conversion);
  if (isSeq(node)) {
    const items = node.items.map((item) => convertNode(item as Node | null, conversion));
    const end = node.flow ? undefined : items.at(-1)?.range;
    return { kind: "list", items, range: endingAt(rangeOf(node, conversion), end) };
  }
  return convertScalar(node, conversion, offset);
}

function convertScalar(node: Node | null, { text, lines }: Conversion, offset: number): ScalarNode {
  const [start, end] = node?.range ?? [offset, offset];
  const source = text.slice(start, end).trimEnd();
  const value = isScalar(node) ? node.value : null;
  const isPlain = value === null || typeof value === "number" || typeof value === "boolean";
  return {
    kind: "scalar",
    value: isPlain ? value : String(value),
    range: lines.range(start, start + source.length),
    source,
    offset: start,
  };
}

function convertMapping(node: YAMLMap, conversion: Conversion): MappingNode {
  const entries: MappingEntry[] = [];
  const merged: MappingEntry[] = [];
  const lineOfKey = new Map<string, number>();
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    const keyNode = pair.key as Node | null;
    const key = isScalar(keyNode) && keyNode.value !== null ? (keyNode.source ?? String(keyNode.value)) : null;
    const keyRange = rangeOf(keyNode ?? (pair.value as Node | null) ?? node, conversion);
    if (key === null) {
      conversion.issues.push({ severity: "error", message: "A key is a plain name.", range: keyRange });
      continue;
    }
    const value = convertNode(pair.value as Node | null, conversion, keyNode?.range?.[1]);
    const valueRange = isAlias(pair.value) ? rangeOf(pair.value, conversion) : value.range;
    const entry = { key, keyRange, value, range: endingAt(keyRange, isMissing(pair.value) ? undefined : valueRange) };
    const firstLine = lineOfKey.get(key);
    if (key === "<<" && value.kind !== "scalar") {
      merged.push(...mergedEntries(value));
    } else if (firstLine !== undefined && conversion.duplicates === "last") {
      entries[entries.findIndex((each) => each.key === key)] = entry;
    } else if (firstLine !== undefined) {
      const message = `\`${key}\` stands twice here; the first is in line ${firstLine}.`;
      conversion.issues.push({ severity: "error", message, range: keyRange });
    } else {
      lineOfKey.set(key, keyRange.line);
      entries.push(entry);
    }
  }
  const end = node.flow ? undefined : entries.at(-1)?.range;
  for (const entry of merged) {
    if (lineOfKey.has(entry.key)) continue;
    lineOfKey.set(entry.key, entry.keyRange.line);
    entries.push(entry);
  }
  return { kind: "mapping", entries, range: endingAt(rangeOf(node, conversion), end) };
}

/** What `<<: *base` or `<<: [*a, *b]` brings in; an earlier mapping of the list comes before a later one. */
function mergedEntries(value: ConfigurationNode): readonly MappingEntry[] {
  if (value.kind === "mapping") return value.entries;
  if (value.kind === "list") return value.items.flatMap(mergedEntries);
  return [];
}

function followAlias(name: string, alias: Node, conversion: Conversion): ConfigurationNode {
  const range = rangeOf(alias, conversion);
  const nothing: ScalarNode = { kind: "scalar", value: null, range, source: `*${name}`, offset: alias.range?.[0] ?? 0 };
  const target = conversion.anchors.get(name);
  if (target === undefined) {
    conversion.issues.push({ severity: "error", message: `*${name} has no anchor &${name} before it.`, range });
    return nothing;
  }
  const fitted = conversion.size <= mostNodes;
  conversion.size += target.size;
  if (conversion.size <= mostNodes) return target.node;
  if (fitted) {
    const message = `The aliases up to this one stand for more than ${mostNodes} values; no more are followed.`;
    conversion.issues.push({ severity: "error", message, range });
  }
  return nothing;
}

function rangeOf(node: Node, { lines }: Conversion): SourceRange {
  const [start, end] = node.range ?? [0, 0, 0];
  return lines.range(start, end);
}

/** Whether nothing is written where the value would stand. */
function isMissing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return isScalar(value) && value.value === null && value.range?.[0] === value.range?.[1];
}

/** `range`, but ending with `last`: a block collection's own end lies behind the white space that follows it. */
function endingAt(range: SourceRange, last: SourceRange | undefined): SourceRange {
  return last === undefined ? range : { ...range, endLine: last.endLine, endColumn: last.endColumn };
}
