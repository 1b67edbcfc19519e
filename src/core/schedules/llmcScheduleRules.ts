import { ruleText } from "../optimizers/optimizerDefinition";

/** The schedules of llm.c (llmc/schedulers.h), which work in float32. All read lr0 and, but for the constant one, warmupSteps, trainingSteps, lowestShare. */
export type LlmcSchedule = "cosine" | "linear" | "constant" | "wsd";

const decays: Readonly<Record<Exclude<LlmcSchedule, "constant">, readonly string[]>> = {
  cosine: [
    "gone = float32((step - warmupSteps) / (trainingSteps - warmupSteps))",
    "coefficient = float32(0.5 * float32(1 + float32(cos(float32(pi * gone)))))",
    "decayed = float32(lowest + float32(coefficient * float32(rate - lowest)))",
  ],
  linear: [
    "gone = float32((step - warmupSteps) / (trainingSteps - warmupSteps))",
    "decayed = float32(rate - float32(gone * float32(rate - lowest)))",
  ],
  // It falls in the last fifth, whose first step is decayStart.
  wsd: [
    "gone = float32((step - decayStart) / (trainingSteps - decayStart))",
    "fallen = float32(lowest + float32(float32(1 - float32(sqrt(gone))) * float32(rate - lowest)))",
    "decayed = if(step < decayStart, rate, fallen)",
  ],
};

/** The first update is made with 1 / warmupSteps of the learning rate. With wsd the rule reads decayStart besides. */
export function llmcRule(schedule: LlmcSchedule): string {
  if (schedule === "constant") return "lr = float32(lr0)";
  const warmed =
    schedule === "wsd"
      ? "warmed = float32(rate * float32((step + 1) / warmupSteps))"
      : "warmed = float32(float32(rate * (step + 1)) / warmupSteps)";
  return ruleText(
    "rate = float32(lr0)",
    "lowest = float32(rate * float32(lowestShare))",
    warmed,
    ...decays[schedule],
    "lr = if(step < warmupSteps, warmed, decayed)",
  );
}
