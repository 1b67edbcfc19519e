import { ruleText } from "../optimizers/optimizerDefinition";

/** How a schedule of MaxText falls behind what is level; a way down of a single update is `lowest` at once, and one of none never is. */
export type MaxtextDecay = "cosine" | "linear" | "lowest" | "none";

/** As optax' linear schedule has it, in float32. */
const straight = (from: string, to: string, count: string, span: string) =>
  `float32(float32(float32(${from} - ${to}) * float32(1 - float32(${count} / ${span}))) + float32(${to}))`;

const decays: Readonly<Record<MaxtextDecay, readonly string[]>> = {
  cosine: [
    "gone = float32((step - level) / (decaySteps - 1))",
    "share = float32(0.5 * float32(float32(cos(float32(float32(pi) * gone))) + 1))",
    "decayed = float32(float32(float32(lr0) * share) + float32(float32(lowest) * float32(1 - share)))",
  ],
  linear: [`decayed = ${straight("lr0", "lowest", "min(step - level, decaySteps - 1)", "(decaySteps - 1)")}`],
  lowest: ["decayed = float32(lowest)"],
  none: ["decayed = float32(lr0)"],
};

/** What there is of a schedule besides the way down. */
export interface MaxtextStages {
  readonly rises: boolean;
  readonly isLevel: boolean;
  /** Whether the training goes on behind the schedule, without learning anything. */
  readonly endsInZero: boolean;
}

/**
 * Up, level, down, and 0 for what is left of the training (create_learning_rate_schedule of maxtext/utils/maxtext_utils.py, MaxText 0.2.5), in float32 as JAX works it
 * out. Reads warmupSteps, stableSteps, decaySteps, lowestShare, scheduleSteps.
 */
export function maxtextRule(decay: MaxtextDecay, { rises, isLevel, endsInZero }: MaxtextStages): string {
  const behind = isLevel ? "if(step < level, float32(lr0), decayed)" : "decayed";
  const warmed = rises ? `if(step < warmupSteps, warm, ${behind})` : behind;
  return ruleText(
    "lowest = lr0 * lowestShare",
    "level = warmupSteps + stableSteps",
    ...(rises ? [`warm = ${straight("0", "lr0", "step", "warmupSteps")}`] : []),
    ...decays[decay],
    `lr = ${endsInZero ? `if(step < scheduleSteps, ${warmed}, 0)` : warmed}`,
  );
}
