import type { SourceRule } from "../../rule";
import { epsilonVanishes } from "./epsilonVanishes";
import { largeEpsilon } from "./largeEpsilon";
import { lostInBfloat16 } from "./lostInBfloat16";
import { zeroEpsilon } from "./zeroEpsilon";

export const precisionRules: readonly SourceRule[] = [zeroEpsilon, epsilonVanishes, largeEpsilon, lostInBfloat16];
