import type { ReadValue, SourceRange } from "../configuration";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { describeForm, isLeaf } from "./acceptLeaf";
import { type Field, fieldsOf, findChoice, findField, type MappingForm } from "./form";
import { readLeaf } from "./readLeaf";
import { unknownKey } from "./unknownNames";

/** Most unknown keys of one mapping that are reported: a file of another kind would bring thousands. */
const mostUnknown = 20;

/** The entries of a mapping by the names of their fields; a spread list is in the places of the fields that it fills. */
export interface ReadFields {
  /** Values of fields without inner mappings, where they are allowed. */
  readonly values: ReadonlyMap<string, ReadValue>;
  /** All entries, those with a mistake in the value included. */
  readonly entries: ReadonlyMap<string, MappingEntry>;
}

/**
 * Reads a mapping by its form. Reports unknown keys, keys given under two names, missing keys, and values that are not
 * allowed; values with mappings inside are left to the caller.
 *
 * @param place what the mapping is, for messages: `this run`
 */
export function readFields(form: MappingForm, node: MappingNode, place: string, report: Report): ReadFields {
  const selected = selectedName(form, node);
  const fields = fieldsOf(form, selected);
  const entries = new Map<string, MappingEntry>();
  const values = new Map<string, ReadValue>();
  const unknown: MappingEntry[] = [];
  for (const entry of node.entries) {
    const field = findField(fields, entry.key);
    if (field === undefined) unknown.push(entry);
    else if (placeEntry(field, entry, entries, report)) readValues(field, entry, values, report);
  }
  // Of an unknown optimizer nobody knows the keys: the name alone is the mistake.
  const knowsKeys = selected === null || form.variants?.fields.has(selected) !== false;
  for (const { key, keyRange } of knowsKeys ? unknown.slice(0, mostUnknown) : []) {
    report(keyRange, unknownKey(key, fields, place));
  }
  reportMissing(form, fields, entries, node, place, report);
  return { values, entries };
}

/** The name that decides about the further fields of a mapping: null where its key is absent, as written where it is unknown. */
export function selectedName(form: MappingForm, node: MappingNode): string | null {
  const field = form.fields.find(({ name }) => name === form.variants?.key);
  const entry = field && node.entries.find(({ key }) => findField([field], key) !== undefined);
  if (entry?.value.kind !== "scalar" || field?.form.kind !== "name") return null;
  const name = String(entry.value.value);
  return findChoice(field.form, name)?.name ?? name;
}

/** Puts an entry in the places of the fields that it fills; false, and reported, where one of them is taken. */
function placeEntry(field: Field, entry: MappingEntry, entries: Map<string, MappingEntry>, report: Report): boolean {
  const names = field.spreads ?? [field.name];
  const rival = names.map((name) => entries.get(name)).find((other) => other !== undefined);
  if (rival === undefined) {
    for (const name of names) entries.set(name, entry);
    return true;
  }
  report(entry.keyRange, `\`${entry.key}\` and \`${rival.key}\` in line ${rival.keyRange.line} mean the same.`);
  return false;
}

function readValues(field: Field, entry: MappingEntry, values: Map<string, ReadValue>, report: Report): void {
  if (!isLeaf(field.form)) return;
  const value = readLeaf(field.form, entry, report);
  if (value === undefined) return;
  if (field.spreads === undefined || !Array.isArray(value)) {
    values.set(field.name, { value, range: entry.value.range });
    return;
  }
  for (const [index, name] of field.spreads.entries()) {
    values.set(name, { value: value[index], range: itemRange(entry.value, index) });
  }
}

function reportMissing(
  form: MappingForm,
  fields: readonly Field[],
  entries: ReadonlyMap<string, MappingEntry>,
  node: MappingNode,
  place: string,
  report: Report,
): void {
  const subject = place.charAt(0).toUpperCase() + place.slice(1);
  // At the first key: the whole mapping would paint half a file.
  const start = node.entries.at(0)?.keyRange ?? node.range;
  for (const { name, form: expected, required } of fields) {
    if (required && !entries.has(name)) report(start, `${subject} needs \`${name}\`: ${describeForm(expected)}.`);
  }
  for (const keys of form.exactlyOne ?? []) {
    const given = keys.flatMap((key) => entries.get(key) ?? []);
    if (given.length === 0) report(start, `${subject} needs ${keys.map((key) => `\`${key}\``).join(" or ")}.`);
    if (given.length > 1) report(given[1].keyRange, `${subject} has ${keys.join(" and ")}; expected one of them.`);
  }
}

function itemRange(node: ConfigurationNode, index: number): SourceRange {
  return node.kind === "list" ? node.items[index].range : node.range;
}
