import type { SourceRule } from "../../rule";
import { backwardTwice } from "./backwardTwice";
import { clipBeforeUnscale } from "./clipBeforeUnscale";
import { clipMisplaced } from "./clipMisplaced";
import { gradientsNotApplied } from "./gradientsNotApplied";
import { gradientThrownAway } from "./gradientThrownAway";
import { lossWithoutGraph } from "./lossWithoutGraph";
import { movedAfterOptimizer } from "./movedAfterOptimizer";
import { optimizerInLoop } from "./optimizerInLoop";
import { optimizerNeverStepped } from "./optimizerNeverStepped";
import { parametersExhausted } from "./parametersExhausted";
import { parametersReplaced } from "./parametersReplaced";
import { scalerUpdateMissing } from "./scalerUpdateMissing";
import { schedulerBeforeOptimizer } from "./schedulerBeforeOptimizer";
import { schedulerNeverStepped } from "./schedulerNeverStepped";
import { stateDropped } from "./stateDropped";
import { stepPerEpoch } from "./stepPerEpoch";
import { stepWithoutScaler } from "./stepWithoutScaler";
import { updatesNotApplied } from "./updatesNotApplied";
import { zeroGradMissing } from "./zeroGradMissing";
import { zeroGradWhileAccumulating } from "./zeroGradWhileAccumulating";

export const loopRules: readonly SourceRule[] = [
  optimizerInLoop,
  parametersExhausted,
  parametersReplaced,
  movedAfterOptimizer,
  zeroGradMissing,
  gradientThrownAway,
  zeroGradWhileAccumulating,
  lossWithoutGraph,
  backwardTwice,
  clipMisplaced,
  clipBeforeUnscale,
  gradientsNotApplied,
  updatesNotApplied,
  stateDropped,
  optimizerNeverStepped,
  stepWithoutScaler,
  stepPerEpoch,
  scalerUpdateMissing,
  schedulerBeforeOptimizer,
  schedulerNeverStepped,
];
