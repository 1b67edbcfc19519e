import { biasCorrectionOvershoot } from "./rules/biasCorrectionOvershoot";
import { clippedMostSteps } from "./rules/clippedMostSteps";
import { diverged } from "./rules/diverged";
import { edgeOfStability } from "./rules/edgeOfStability";
import { epsilonDominates } from "./rules/epsilonDominates";
import { explodingGradient } from "./rules/explodingGradient";
import { oscillates } from "./rules/oscillates";
import { parametersRunAway } from "./rules/parametersRunAway";
import { rateAboveLimit } from "./rules/rateAboveLimit";
import { stalled } from "./rules/stalled";
import { unequalRates } from "./rules/unequalRates";
import { updateRatio } from "./rules/updateRatio";
import { updateSpikes } from "./rules/updateSpikes";
import { vanishingGradient } from "./rules/vanishingGradient";
import type { RunRule } from "./runRule";

/** All rules that look at runs, the gravest first. */
export const runRules: readonly RunRule[] = [
  diverged,
  rateAboveLimit,
  oscillates,
  stalled,
  parametersRunAway,
  vanishingGradient,
  explodingGradient,
  biasCorrectionOvershoot,
  epsilonDominates,
  clippedMostSteps,
  updateRatio,
  updateSpikes,
  unequalRates,
  edgeOfStability,
];
