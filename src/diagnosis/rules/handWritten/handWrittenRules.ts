import type { SourceRule } from "../../rule";
import { gradientSign } from "./gradientSign";
import { rateCompounds } from "./rateCompounds";
import { rateFactorOne } from "./rateFactorOne";
import { rateFollowsSign } from "./rateFollowsSign";
import { rateZeroOverZero } from "./rateZeroOverZero";

export const handWrittenRules: readonly SourceRule[] = [
  gradientSign,
  rateFactorOne,
  rateZeroOverZero,
  rateCompounds,
  rateFollowsSign,
];
