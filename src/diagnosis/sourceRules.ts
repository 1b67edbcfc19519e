import type { SourceRule } from "./rule";
import { learningRateRules } from "./rules/learningRate/learningRateRules";
import { scheduleRules } from "./rules/schedule/scheduleRules";

/** All rules that look at sources, by groups in the order of the documentation. */
export const sourceRules: readonly SourceRule[] = [...learningRateRules, ...scheduleRules];
