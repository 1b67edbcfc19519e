import { acceptValue, describeAllowed } from "../../core/problems/parameterDescription";
import type { SourceValue } from "../configuration";
import type { ConfigurationNode, ScalarNode } from "../yaml/configurationNode";
import { type EntriesForm, type Form, findChoice, type ListForm, type MappingForm } from "./form";

/** A form whose values are not mappings. */
export type LeafForm = Exclude<Form, MappingForm | EntriesForm | ListForm>;

export function isLeaf(form: Form): form is LeafForm {
  if (form.kind === "either") return form.forms.every(isLeaf);
  return form.kind !== "mapping" && form.kind !== "entries" && form.kind !== "list";
}

/**
 * The value that a node has by a form: names in the spelling of the library, numbers also where YAML read text
 * (`"1e-5"`, `1_000`). Undefined when the form does not allow it.
 */
export function acceptLeaf(form: LeafForm, node: ConfigurationNode): SourceValue | undefined {
  switch (form.kind) {
    case "either":
      for (const alternative of form.forms) {
        const value = isLeaf(alternative) ? acceptLeaf(alternative, node) : undefined;
        if (value !== undefined) return value;
      }
      return undefined;
    case "nothing":
      return node.kind === "scalar" && node.value === null ? null : undefined;
    case "name":
      return node.kind === "scalar" ? findChoice(form, String(node.value))?.name : undefined;
    case "text":
      return node.kind === "scalar" ? acceptText(node) : undefined;
    case "numbers":
      return acceptValue(form, node.kind === "list" ? node.items.map(readNumber) : undefined);
    case "number":
    case "integer":
      return acceptValue(form, readNumber(node) ?? scalarValue(node));
    default:
      return acceptValue(form, scalarValue(node));
  }
}

/** What the form allows, as the end of a sentence. */
export function describeForm(form: Form): string {
  switch (form.kind) {
    case "either":
      return form.forms.map(describeForm).join(" or ");
    case "nothing":
      return "null";
    case "name":
      return `the name of ${/^[aeiou]/.test(form.noun) ? "an" : "a"} ${form.noun}`;
    case "text":
      return "text";
    case "list":
      return "a list";
    case "mapping":
    case "entries":
      return "a mapping";
    default:
      return describeAllowed(form);
  }
}

/** The number that a scalar stands for, quoted or with `_` between digits too. */
export function readNumber(node: ConfigurationNode): number | undefined {
  const value = scalarValue(node);
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const digits = value.trim();
  return /^[-+]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[-+]?\d+)?$/i.test(digits)
    ? Number(digits.replaceAll("_", ""))
    : undefined;
}

function scalarValue(node: ConfigurationNode): number | boolean | string | undefined {
  return node.kind === "scalar" && node.value !== null ? node.value : undefined;
}

/** Text, or a number as it is written: `schedule: 0.1` is an expression too. */
function acceptText(node: ScalarNode): string | undefined {
  if (typeof node.value === "string" && node.value.trim() !== "") return node.value;
  return typeof node.value === "number" ? node.source : undefined;
}
