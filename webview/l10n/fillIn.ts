/** A text with its values in the places of `{0}`, `{1}`, …; a place that has none stays. */
export function fillIn(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
