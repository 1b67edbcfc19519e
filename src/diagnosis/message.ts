import { formatNumberInFormula } from "../core/formatNumber";

/**
 * A sentence and what is named in it, apart so that it can be said in another language:
 * `The rate rises again after {tMax} steps.`
 */
export interface Message {
  /** Names the text among those of all rules, `loop/clip-misplaced.after`; undefined of one that is no rule's own. */
  readonly id?: string;
  readonly template: string;
  readonly values: MessageValues;
}

/** More than that of a number is what rounding has left over. */
const MOST_DIGITS = 12;

export type MessageValues = Readonly<Record<string, number | string>>;

/** The sentence, numbers in four digits as people read them: 1/(1 − 0.9) is 10. Translated templates go through here too. */
export function formatMessage({ template, values }: Message): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? formatNumberInFormula(Number(value.toPrecision(MOST_DIGITS))) : value;
  });
}
