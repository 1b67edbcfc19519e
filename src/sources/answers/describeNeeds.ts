import { type Say, sayInEnglish } from "../../core/say";
import type { Need, UnknownValue } from "./unknownValue";

/** `T_max of CosineAnnealingLR, line 31, and total_iters of LinearLR, line 30`. */
export function describeNeeds({ neededFor }: Pick<UnknownValue, "neededFor">, say: Say = sayInEnglish): string {
  const [last, ...others] = neededFor.map((need) => describeNeed(need, say)).reverse();
  return others.length === 0 ? last : say("{0}, and {1}", others.reverse().join(say(", ")), last);
}

function describeNeed({ argument, of, range }: Need, say: Say): string {
  const subject = argument ?? say("the updates from one step to the next");
  return say("{0} of {1}, line {2}", subject, of, range.line);
}
