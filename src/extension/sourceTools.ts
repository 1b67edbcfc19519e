/**
 * Everything that brings parsers and catalogues with it. A bundle of its own, loaded when the first file is read: loading
 * it takes longer than the whole rest of activation.
 */

export { hasSameLandscape } from "../core/landscape/landscapeLoss";
export { problemCatalogue } from "../core/problems/problemCatalogue";
export { ruleMetadata } from "../diagnosis/allRules";
export { diagnoseSource } from "../diagnosis/diagnoseSource";
export { placeRunFindings } from "../diagnosis/run/placeRunFindings";
export { safeEdits } from "../diagnosis/safeFixes";
export { pageOfRule } from "../documentation/rulePages";
export { adjustables } from "../sources/adjustments/adjustable";
export { adjusted } from "../sources/adjustments/adjusted";
export { checkAdjustments } from "../sources/adjustments/checkAdjustments";
export { writeAdjustments, writingOf } from "../sources/adjustments/writing";
export { wronglyWritten } from "../sources/adjustments/wronglyWritten";
export { checkAnswer, describeAnswer } from "../sources/answers/checkAnswer";
export { describeNeeds } from "../sources/answers/describeNeeds";
export { mergeUnknowns } from "../sources/answers/unknownValue";
export { scheduleTitle } from "../sources/configurationGist";
export { applyEdits } from "../sources/edits/sourceEdits";
export { configurationHover, describeConfiguration } from "../sources/hover/configurationHover";
export { placeOfGist } from "../sources/labelledGist";
export { completionsAt } from "../sources/native/completions";
export { hoverAt } from "../sources/native/hover";
export { signatureAt } from "../sources/native/signatures";
export { cellPlace } from "../sources/notebook/cellPlace";
export { joinCells, readingOfCell } from "../sources/notebook/readingOfCell";
export { ParseMemory } from "../sources/parseMemory";
export { readSource } from "../sources/readSource";
export { runSpecification } from "../sources/runSpecification";
export { scheduledOptimizer } from "../sources/scheduledOptimizer";
export { annotatedCode } from "../sources/translation/annotatedCode";
export { translationMenu } from "../sources/translation/translationMenu";
export { comparableConfigurations } from "./commands/comparableConfigurations";
export { planReplay, planRun, replanReplay } from "./commands/planRun";
export { configurationLabel } from "./editor/configurationLabel";
export { planPoint, planRangeTest, planSweep, withPeakRate } from "./finder/sweepPlan";
export { planTrial, replan } from "./whatIf/planTrial";
