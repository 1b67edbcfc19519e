import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import { findCursorPlace, type SurroundingMapping } from "./cursorPlace";
import { describeField } from "./describeForm";
import { type Field, fieldsOf, findField } from "./form";
import { selectedName } from "./readFields";

/** What an optimizer or a schedule can be given. */
export interface NativeSignature {
  /** `adam(learningRate = 0.001, beta1 = 0.9, …)`. */
  readonly label: string;
  /** In Markdown, what the optimizer or the schedule does. */
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** Position of the parameter that is being typed; null where it is none of them. */
  readonly active: number | null;
}

export interface SignatureParameter {
  /** Where it stands in the label; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** In Markdown. */
  readonly documentation: string;
}

/**
 * The parameters of the optimizer or the schedule whose mapping an offset of a native file is in, which may be half typed. Of several the
 * innermost. Null where there is none, or its name is not given yet.
 */
export function signatureAt(text: string, offset: number): NativeSignature | null {
  const { around = [] } = findCursorPlace(text, offset) ?? {};
  for (const mapping of around) {
    const signature = signatureOf(mapping);
    if (signature !== null) return signature;
  }
  return null;
}

function signatureOf({ form, node, key }: SurroundingMapping): NativeSignature | null {
  const name = form.variants === undefined ? null : selectedName(form, node);
  const entry = name === null ? undefined : (findOptimizer(name) ?? findSchedule(name));
  const own = name === null ? undefined : form.variants?.fields.get(name);
  if (name === null || entry === undefined || own === undefined) return null;
  // What stands beside the parameters, as the problem does beside those of an optimizer, is no affair of theirs.
  if (key !== null && findField(own, key) === undefined) return null;
  const fields = own.filter(({ form: { kind }, spreads }) => spreads === undefined && kind !== "list");
  let label = `${name}(`;
  const parameters = fields.map((field, index): SignatureParameter => {
    if (index > 0) label += ", ";
    const start = label.length;
    label += spelled(field);
    return { start, end: label.length, documentation: describeField(field) };
  });
  const typed = key === null ? undefined : findField(fieldsOf(form, name), key)?.name;
  const active = fields.findIndex((field) => field.name === typed);
  return { label: `${label})`, documentation: entry.summary, parameters, active: active < 0 ? null : active };
}

/** `beta1 = 0.9`, or the name alone where a value is needed. */
function spelled(field: Field): string {
  const { name, form } = field;
  const preset = "default" in form ? form.default : undefined;
  return preset === undefined || preset === null ? name : `${name} = ${JSON.stringify(preset)}`;
}
