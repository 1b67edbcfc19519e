import { ruleText } from "../optimizers/optimizerDefinition";

/** How a schedule of GPT-NeoX falls after its warm-up. */
export type NeoxDecay = "linear" | "cosine" | "exponential" | "constant";

const decays: Readonly<Record<NeoxDecay, string>> = {
  linear: "lr0 * (endIter - count) / endIter",
  cosine: "lr0 / 2 * (cos(pi * count / endIter) + 1)",
  exponential: "lr0 * exp(-0.693 * count / endIter)",
  constant: "lr0",
};

/**
 * The schedule of GPT-NeoX 2.0 (AnnealingLR of megatron/learning_rates.py). It counts the steps of the decay from the end of the warm-up, and stops
 * counting as many steps before its end as the warm-up has. Reads warmupIter, endIter, minLr.
 */
export function neoxAnnealingRule(decay: NeoxDecay): string {
  return ruleText(
    "counted = min(step, endIter - warmupIter)",
    "count = counted - warmupIter",
    `later = max(${decays[decay]}, minLr)`,
    "lr = if(warmupIter > 0, if(step <= warmupIter, lr0 * counted / warmupIter, later), later)",
  );
}
