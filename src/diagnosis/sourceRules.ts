import type { SourceRule } from "./rule";
import { handWrittenRules } from "./rules/handWritten/handWrittenRules";
import { learningRateRules } from "./rules/learningRate/learningRateRules";
import { loopRules } from "./rules/loop/loopRules";
import { portabilityRules } from "./rules/portability/portabilityRules";
import { precisionRules } from "./rules/precision/precisionRules";
import { regularisationRules } from "./rules/regularisation/regularisationRules";
import { scheduleRules } from "./rules/schedule/scheduleRules";

/** All rules that look at sources, by groups in the order of the documentation. */
export const sourceRules: readonly SourceRule[] = [
  ...learningRateRules,
  ...scheduleRules,
  ...regularisationRules,
  ...precisionRules,
  ...loopRules,
  ...portabilityRules,
  ...handWrittenRules,
];
