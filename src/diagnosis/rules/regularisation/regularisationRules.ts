import type { SourceRule } from "../../rule";
import { adamDecayNotDecoupled } from "./adamDecayNotDecoupled";
import { decayGrowsWeights } from "./decayGrowsWeights";
import { decayOnBiases } from "./decayOnBiases";
import { decayWithoutRate } from "./decayWithoutRate";
import { longTimescale } from "./longTimescale";
import { shortTimescale } from "./shortTimescale";

export const regularisationRules: readonly SourceRule[] = [
  adamDecayNotDecoupled,
  decayGrowsWeights,
  shortTimescale,
  longTimescale,
  decayWithoutRate,
  decayOnBiases,
];
