/** Says a text in some language: the English one is given, and `{0}` in it stands for the first value. */
export type Say = (english: string, ...values: readonly (string | number)[]) => string;

export const sayInEnglish: Say = (english, ...values) => fillIn(english, values);

/** A text with its values in the places of `{0}`, `{1}`, …; a place that has none stays. */
export function fillIn(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
