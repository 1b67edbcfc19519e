import { ruleText } from "../optimizers/optimizerDefinition";

/** How a schedule of Megatron-LM falls after its warm-up. */
export type MegatronDecay = "constant" | "linear" | "cosine" | "inverse-square-root" | "WSD";

/** How it falls at the end, behind a stretch at the learning rate itself (WSD). */
export type MegatronAnneal = "linear" | "cosine" | "exponential" | "minus_sqrt";

const shares: Readonly<Record<MegatronAnneal, string>> = {
  linear: "1 - gone",
  cosine: "0.5 * (cos(pi * gone) + 1)",
  exponential: "2 * 0.5^gone - 1",
  minus_sqrt: "1 - sqrt(gone)",
};

/**
 * The schedule of Megatron-LM (OptimizerParamScheduler of megatron/core/optimizer_param_scheduler.py, megatron-core 0.16.1). It counts samples, of which every
 * update adds as many as its batch has. Reads initialLr, minLr, warmupSteps, decaySteps, increment; with WSD annealSteps.
 */
export function megatronRule(decay: MegatronDecay, anneal: MegatronAnneal): string {
  return ruleText(
    "count = step * increment",
    "warmed = initialLr + (lr0 - initialLr) * count / warmupSteps",
    ...fallen(decay, anneal),
    "lr = if(warmupSteps > 0, if(count <= warmupSteps, warmed, later), later)",
  );
}

/** Lines that assign `later`. */
function fallen(decay: MegatronDecay, anneal: MegatronAnneal): readonly string[] {
  const last = "later = if(count > decaySteps, minLr, decayed)";
  const share = "gone = (count - warmupSteps) / (decaySteps - warmupSteps)";
  switch (decay) {
    case "constant":
      return ["later = lr0"];
    case "inverse-square-root":
      return ["decayed = max(minLr, lr0 * sqrt(max(warmupSteps, 1)) / sqrt(max(count, 1)))", last];
    case "WSD":
      return [
        "start = decaySteps - annealSteps",
        "gone = (count - start) / annealSteps",
        `coefficient = if(count <= start, 1, ${shares[anneal]})`,
        "decayed = minLr + coefficient * (lr0 - minLr)",
        last,
      ];
    default:
      return [share, `decayed = minLr + (${shares[decay]}) * (lr0 - minLr)`, last];
  }
}
