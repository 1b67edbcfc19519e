import type { SourceRule } from "../../rule";
import { backwardTwice } from "./backwardTwice";
import { clippingBeforeUnscale } from "./clippingBeforeUnscale";
import { clippingMisplaced } from "./clippingMisplaced";
import { lossWithoutGraph } from "./lossWithoutGraph";
import { movedAfterOptimizer } from "./movedAfterOptimizer";
import { optimizerInLoop } from "./optimizerInLoop";
import { parametersExhausted } from "./parametersExhausted";
import { parametersReplaced } from "./parametersReplaced";
import { scalerUpdateMissing } from "./scalerUpdateMissing";
import { schedulerBeforeOptimizer } from "./schedulerBeforeOptimizer";
import { schedulerNeverStepped } from "./schedulerNeverStepped";
import { stateDropped } from "./stateDropped";
import { stepMissing } from "./stepMissing";
import { stepPerEpoch } from "./stepPerEpoch";
import { stepWithoutScaler } from "./stepWithoutScaler";
import { zeroGradBeforeStep } from "./zeroGradBeforeStep";
import { zeroGradMissing } from "./zeroGradMissing";
import { zeroGradWhileAccumulating } from "./zeroGradWhileAccumulating";

export const loopRules: readonly SourceRule[] = [
  optimizerInLoop,
  parametersExhausted,
  parametersReplaced,
  movedAfterOptimizer,
  zeroGradMissing,
  zeroGradBeforeStep,
  zeroGradWhileAccumulating,
  lossWithoutGraph,
  backwardTwice,
  clippingMisplaced,
  clippingBeforeUnscale,
  stateDropped,
  stepMissing,
  stepWithoutScaler,
  stepPerEpoch,
  scalerUpdateMissing,
  schedulerBeforeOptimizer,
  schedulerNeverStepped,
];
