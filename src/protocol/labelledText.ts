import type { LabelledValue } from "./panel";

/** `lr 3e-4`; with where it comes from, where that is said: `len(loader) 500 (your answer)`. */
export function labelledText({ label, value, origin }: LabelledValue): string {
  return `${label} ${value}${origin === undefined ? "" : ` (${origin})`}`;
}
