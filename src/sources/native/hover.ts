import { OPTIMIZER_INPUTS } from "../../core/simulation/ruleInputs";
import type { SourceRange } from "../configuration";
import { containsPosition } from "../containsPosition";
import { linePositions } from "../linePositions";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../yaml/configurationNode";
import { parseYaml } from "../yaml/parseYaml";
import { formulasOf } from "./describeEntry";
import { describeField } from "./describeForm";
import { type Form, fieldsOf, findChoice, findField } from "./form";
import { runForm } from "./nativeForm";
import { itemFormOf, mappingFormOf, rootForm } from "./nodeForms";
import { selectedName } from "./readFields";

export interface NativeHover {
  readonly markdown: string;
  readonly range: SourceRange;
  /** What is named there, where it is a name of a library: `optimizer`, `schedule`, `problem`. */
  readonly noun?: string;
}

/**
 * What there is to say about the key or value at an offset of a native file: the meaning of a key, what it takes and its
 * default; formulas and parameters of an optimizer, a schedule or a rule; a problem's formula. Null elsewhere.
 */
export function hoverAt(text: string, offset: number): NativeHover | null {
  const { root } = parseYaml(text);
  if (root === null) return null;
  const position = linePositions(text).position(offset);
  return hoverIn(root, rootForm(root), (range) => containsPosition(range, position));
}

function hoverIn(node: ConfigurationNode, form: Form, isHere: (range: SourceRange) => boolean): NativeHover | null {
  if (node.kind === "list") {
    const item = itemFormOf(form);
    const child = node.items.find(({ range }) => isHere(range));
    return item === null || child === undefined ? null : hoverIn(child, item, isHere);
  }
  if (node.kind === "scalar") return hoverOfValue(node.value, node.range, form);
  const mappingForm = mappingFormOf(form);
  const entry = node.entries.find(({ range }) => isHere(range));
  if (mappingForm === null || entry === undefined) return null;
  if (mappingForm.kind === "entries") {
    return isHere(entry.value.range) ? hoverIn(entry.value, mappingForm.entry, isHere) : null;
  }
  const field = findField(fieldsOf(mappingForm, selectedName(mappingForm, node)), entry.key);
  if (field === undefined) return null;
  const ofField = { markdown: describeField(field), range: entry.keyRange };
  if (isHere(entry.keyRange)) return ofField;
  if (!isHere(entry.value.range)) return null;
  if (mappingForm === runForm && field.name === "rule") return hoverOfRule(node, entry);
  return hoverIn(entry.value, field.form, isHere) ?? (entry.value.kind === "scalar" ? ofField : null);
}

/** A name that the form knows. */
function hoverOfValue(value: unknown, range: SourceRange, form: Form): NativeHover | null {
  if (form.kind === "either") {
    for (const inner of form.forms) {
      const found = hoverOfValue(value, range, inner);
      if (found !== null) return found;
    }
    return null;
  }
  if (form.kind === "choice" && typeof value === "string" && Object.hasOwn(form.choices, value)) {
    return { markdown: `\`${value}\`: ${form.choices[value]}`, range };
  }
  if (form.kind !== "name") return null;
  const choice = findChoice(form, String(value));
  return choice === undefined ? null : { markdown: choice.documentation(), range, noun: form.noun };
}

/** The formulas of a rule of the user's own. */
function hoverOfRule(run: MappingNode, { value }: MappingEntry): NativeHover | null {
  if (value.kind !== "scalar") return null;
  const parameters = run.entries.find(({ key }) => key === "parameters")?.value;
  const names = parameters?.kind === "mapping" ? parameters.entries.map(({ key }) => key) : [];
  const inputs = { scalars: [...OPTIMIZER_INPUTS, ...names], vectors: ["p", "g"] };
  const markdown = formulasOf(String(value.value), inputs);
  return markdown === "" ? null : { markdown, range: value.range };
}
