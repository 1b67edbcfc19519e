import type { ConfigurationNode, MappingNode } from "../yaml/configurationNode";
import { type EntriesForm, type Form, fieldsOf, findField, type MappingForm } from "./form";
import { runForm, runsForm } from "./nativeForm";
import { selectedName } from "./readFields";

/** A file with `runs` holds several, any other is one run. */
export function rootForm(root: ConfigurationNode): MappingForm {
  return root.kind === "mapping" && root.entries.some(({ key }) => key === "runs") ? runsForm : runForm;
}

/** The form of a mapping among those that may stand in its place. */
export function mappingFormOf(form: Form): MappingForm | EntriesForm | null {
  if (form.kind === "either") return form.forms.map(mappingFormOf).find((found) => found !== null) ?? null;
  return form.kind === "mapping" || form.kind === "entries" ? form : null;
}

/** The form of the items of a list among those that may stand in its place. */
export function itemFormOf(form: Form): Form | null {
  if (form.kind === "either") return form.forms.map(itemFormOf).find((found) => found !== null) ?? null;
  return form.kind === "list" ? form.item : null;
}

/** The form of the value under a key of a mapping; null for a key that has no meaning there. */
export function valueFormOf(form: MappingForm | EntriesForm, node: MappingNode, key: string): Form | null {
  if (form.kind === "entries") return form.entry;
  return findField(fieldsOf(form, selectedName(form, node)), key)?.form ?? null;
}
