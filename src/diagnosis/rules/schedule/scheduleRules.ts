import type { SourceRule } from "../../rule";
import { adaptiveFactor } from "./adaptiveFactor";
import { cosineRisesAgain } from "./cosineRisesAgain";
import { floorAboveRate } from "./floorAboveRate";
import { grows } from "./grows";
import { jumpAtJoin } from "./jumpAtJoin";
import { lengthInMicroBatches } from "./lengthInMicroBatches";
import { longWarmup } from "./longWarmup";
import { milestonesBeyondRun } from "./milestonesBeyondRun";
import { milestoneZero } from "./milestoneZero";
import { neverFalls } from "./neverFalls";
import { oneCycleLength } from "./oneCycleLength";
import { overriddenLearningRate } from "./overriddenLearningRate";
import { plateauPerBatch } from "./plateauPerBatch";
import { plateauWithoutEffect } from "./plateauWithoutEffect";
import { shortWarmup } from "./shortWarmup";
import { startsAtZero } from "./startsAtZero";
import { steppedPerBatch } from "./steppedPerBatch";
import { steppedPerEpoch } from "./steppedPerEpoch";
import { unfinishedDecay } from "./unfinishedDecay";
import { unfinishedRestart } from "./unfinishedRestart";
import { vanishesEarly } from "./vanishesEarly";
import { warmupWithoutEffect } from "./warmupWithoutEffect";

/** How the learning rate moves: in which unit, how far, and where to. */
export const scheduleRules: readonly SourceRule[] = [
  steppedPerBatch,
  steppedPerEpoch,
  lengthInMicroBatches,
  plateauPerBatch,
  cosineRisesAgain,
  oneCycleLength,
  unfinishedDecay,
  unfinishedRestart,
  vanishesEarly,
  neverFalls,
  grows,
  floorAboveRate,
  milestonesBeyondRun,
  milestoneZero,
  longWarmup,
  shortWarmup,
  warmupWithoutEffect,
  jumpAtJoin,
  startsAtZero,
  overriddenLearningRate,
  plateauWithoutEffect,
  adaptiveFactor,
];
