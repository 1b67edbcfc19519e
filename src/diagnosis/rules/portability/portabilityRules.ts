import type { SourceRule } from "../../rule";
import { decayForRho } from "./decayForRho";
import { ignoredArgument } from "./ignoredArgument";
import { numberReadAsText } from "./numberReadAsText";
import { otherMeaning } from "./otherMeaning";

export const portabilityRules: readonly SourceRule[] = [decayForRho, ignoredArgument, numberReadAsText, otherMeaning];
