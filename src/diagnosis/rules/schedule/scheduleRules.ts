import type { SourceRule } from "../../rule";
import { cosineRisesAgain } from "./cosineRisesAgain";

export const scheduleRules: readonly SourceRule[] = [cosineRisesAgain];
