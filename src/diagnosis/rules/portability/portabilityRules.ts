import type { SourceRule } from "../../rule";
import { decayInPlaceOfRho } from "./decayInPlaceOfRho";
import { ignoredArgument } from "./ignoredArgument";
import { otherMeaning } from "./otherMeaning";
import { yamlNumberIsText } from "./yamlNumberIsText";

export const portabilityRules: readonly SourceRule[] = [
  decayInPlaceOfRho,
  ignoredArgument,
  yamlNumberIsText,
  otherMeaning,
];
