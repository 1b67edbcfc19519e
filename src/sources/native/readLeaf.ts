import type { NumberRange } from "../../core/numberRange";
import type { SourceValue } from "../configuration";
import {
  type ConfigurationNode,
  describeNode,
  type ListNode,
  type MappingEntry,
  placeOf,
} from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { acceptLeaf, describeForm, type LeafForm, readNumber } from "./acceptLeaf";
import { unknownName } from "./unknownNames";

/** The value of an entry by a form without mappings; undefined, and reported, where it is not allowed. */
export function readLeaf(form: LeafForm, entry: MappingEntry, report: Report): SourceValue | undefined {
  const { key, value } = entry;
  const accepted = acceptLeaf(form, value);
  if (accepted !== undefined) return accepted;
  const item = form.kind === "numbers" && value.kind === "list" ? findBadItem(form, value) : undefined;
  if (item !== undefined) {
    const allowed = describeForm({ ...form, kind: "number", documentation: "", default: undefined });
    report(item.node.range, `Entry ${item.position} of \`${key}\` is ${describeNode(item.node)}; expected ${allowed}.`);
  } else if (form.kind === "name") {
    report(placeOf(entry), unknownName(form, value));
  } else {
    report(placeOf(entry), `\`${key}\` is ${describeNode(value)}; expected ${describeForm(form)}.`);
  }
  return undefined;
}

function findBadItem(range: NumberRange, list: ListNode): { node: ConfigurationNode; position: number } | undefined {
  const form: LeafForm = { ...range, kind: "number", documentation: "" };
  const index = list.items.findIndex((item) => readNumber(item) === undefined || acceptLeaf(form, item) === undefined);
  return index < 0 ? undefined : { node: list.items[index], position: index + 1 };
}
