import type { Need, UnknownValue } from "./unknownValue";

/** `T_max of CosineAnnealingLR, line 31, and total_iters of LinearLR, line 30`. */
export function describeNeeds({ neededFor }: Pick<UnknownValue, "neededFor">): string {
  const [last, ...others] = neededFor.map(describeNeed).reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")}, and ${last}`;
}

function describeNeed({ argument, of, range }: Need): string {
  return `${argument ?? "the updates from one step to the next"} of ${of}, line ${range.line}`;
}
