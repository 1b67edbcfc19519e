import type { SourceRule } from "../../rule";
import { decayGrowsWeights } from "./decayGrowsWeights";
import { decayOnBiases } from "./decayOnBiases";
import { decayTooFast } from "./decayTooFast";
import { decayWithoutEffect } from "./decayWithoutEffect";
import { decayWithoutRate } from "./decayWithoutRate";
import { l2InAdam } from "./l2InAdam";

export const regularisationRules: readonly SourceRule[] = [
  l2InAdam,
  decayGrowsWeights,
  decayTooFast,
  decayWithoutEffect,
  decayWithoutRate,
  decayOnBiases,
];
