import type { LabelledValue } from "./panel";

/** `lr 3e-4` */
export function labelledText({ label, value }: LabelledValue): string {
  return `${label} ${value}`;
}
