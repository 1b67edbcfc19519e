import type { SourceRule } from "../../rule";
import { betasSwapped } from "./betasSwapped";

export const learningRateRules: readonly SourceRule[] = [betasSwapped];
