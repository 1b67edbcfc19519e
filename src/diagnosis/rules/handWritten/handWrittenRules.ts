import type { SourceRule } from "../../rule";
import { biasCorrectionCounter } from "./biasCorrectionCounter";
import { constantGradient } from "./constantGradient";
import { epsilonInsideRoot } from "./epsilonInsideRoot";
import { gradientAddsUp } from "./gradientAddsUp";
import { gradientFactor } from "./gradientFactor";
import { gradientSign } from "./gradientSign";
import { growingDecay } from "./growingDecay";
import { integerParameters } from "./integerParameters";
import { lostUpdate } from "./lostUpdate";
import { noBiasCorrection } from "./noBiasCorrection";
import { noEpsilon } from "./noEpsilon";
import { rateCompounds } from "./rateCompounds";
import { rateFactorOne } from "./rateFactorOne";
import { rateFollowsSign } from "./rateFollowsSign";
import { rateZeroOverZero } from "./rateZeroOverZero";
import { restartedParameters } from "./restartedParameters";
import { rootOfSignedSum } from "./rootOfSignedSum";
import { shadowedData } from "./shadowedData";
import { squaresNeverUpdated } from "./squaresNeverUpdated";
import { targetsFromStart } from "./targetsFromStart";
import { undampedMomentum } from "./undampedMomentum";
import { unreachedLoss } from "./unreachedLoss";
import { unusedRate } from "./unusedRate";

/** Rules on optimizers that a program spells out itself, and on the data of its loops. */
export const handWrittenRules: readonly SourceRule[] = [
  gradientSign,
  gradientFactor,
  gradientAddsUp,
  rateFactorOne,
  rateZeroOverZero,
  rateCompounds,
  rateFollowsSign,
  growingDecay,
  unusedRate,
  undampedMomentum,
  noBiasCorrection,
  biasCorrectionCounter,
  squaresNeverUpdated,
  rootOfSignedSum,
  noEpsilon,
  epsilonInsideRoot,
  constantGradient,
  restartedParameters,
  lostUpdate,
  integerParameters,
  targetsFromStart,
  shadowedData,
  unreachedLoss,
];
