import type { SourceRange } from "../configuration";
import { linePositions } from "../linePositions";
import { type CursorPlace, findCursorPlace } from "./cursorPlace";
import { describeField, fieldDetail } from "./describeForm";
import { type Field, type Form, fieldsOf, findField } from "./form";
import { runsForm } from "./nativeForm";
import { selectedName } from "./readFields";

/** Something that can be typed at a place of a native file. */
export interface NativeCompletion {
  readonly label: string;
  readonly kind: "key" | "value";
  /** Goes in the place of `range`. */
  readonly insertText: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  readonly range: SourceRange;
}

type Offer = Omit<NativeCompletion, "range" | "insertText"> & { readonly text: string };

/**
 * What can be typed at an offset of a native file, which may be half typed: keys that are not there yet, names of
 * optimizers, schedules and problems, and values where there are few. In the order in which to show it.
 */
export function completionsAt(text: string, offset: number): NativeCompletion[] {
  const place = findCursorPlace(text, offset);
  if (place === null) return [];
  const range = linePositions(text).range(place.start, place.end);
  const offers = place.kind === "key" ? keyOffers(place) : place.isPart ? [] : valueOffers(place.form, place.quoted);
  return offers.map(({ text: insertText, ...offer }) => ({ ...offer, insertText, range }));
}

function keyOffers(place: Extract<CursorPlace, { kind: "key" }>): Offer[] {
  const { form, mapping, quoted, hasColon, isRoot } = place;
  if (form.kind === "entries") return [];
  // Whether a file will hold one run or several is open while neither `runs` nor an optimizer is there.
  const several = isRoot && form !== runsForm ? runsForm.fields.filter(({ name }) => name === "runs") : [];
  const fields = [...fieldsOf(form, selectedName(form, mapping)), ...several];
  const given = new Set(mapping.entries.map(({ key }) => findField(fields, key)?.name));
  const settled = (form.exactlyOne ?? []).filter((keys) => keys.some((key) => given.has(key))).flat();
  return fields
    .filter(({ name, spreads }) => spreads === undefined && !given.has(name) && !settled.includes(name))
    .map((field) => keyOffer(field, quoted, hasColon));
}

function keyOffer(field: Field, quoted: boolean, hasColon: boolean): Offer {
  const key = quoted ? JSON.stringify(field.name) : field.name;
  return {
    label: field.name,
    kind: "key",
    text: hasColon ? key : `${key}: `,
    detail: fieldDetail(field),
    documentation: describeField(field),
  };
}

function valueOffers(form: Form, quoted: boolean): Offer[] {
  const word = (label: string, detail: string, documentation: string): Offer => {
    return { label, kind: "value", text: quoted ? JSON.stringify(label) : label, detail, documentation };
  };
  const literal = (label: string, detail: string, documentation: string): Offer => {
    return { label, kind: "value", text: label, detail, documentation };
  };
  switch (form.kind) {
    case "name":
      return form.choices.map(({ name, summary, documentation }) => word(name, summary, documentation()));
    case "choice":
      return Object.entries(form.choices).map(([name, documentation]) => word(name, documentation, form.documentation));
    case "boolean":
      return ["true", "false"].map((value) =>
        literal(value, String(form.default) === value ? "default" : "", form.documentation),
      );
    case "number":
    case "integer": {
      const preset = form.default === undefined ? [] : [literal(String(form.default), "default", form.documentation)];
      return [...preset, ...Object.keys(form.words ?? {}).map((name) => word(name, "", form.documentation))];
    }
    case "numbers":
      return form.default ? [literal(`[${form.default.join(", ")}]`, "default", form.documentation)] : [];
    case "nothing":
      return [literal("null", "", form.documentation)];
    case "either":
      return form.forms.flatMap((inner) => valueOffers(inner, quoted));
    default:
      return [];
  }
}
