import type { SourceRule } from "../../rule";
import { epsilonIsZero } from "./epsilonIsZero";
import { largeEpsilon } from "./largeEpsilon";
import { lostInBfloat16 } from "./lostInBfloat16";

export const precisionRules: readonly SourceRule[] = [epsilonIsZero, largeEpsilon, lostInBfloat16];
