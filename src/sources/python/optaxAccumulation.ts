import type { FrameworkCall } from "./frameworkCalls";
import type { ChainReading } from "./optaxChain";
import type { OptaxFile } from "./optaxChainParts";
import { readScheduledArguments } from "./optaxTransformation";

/** An optimizer that `optax.MultiSteps` gives the mean of several gradients. */
export function readAccumulation(reading: ChainReading, call: FrameworkCall, file: OptaxFile): ChainReading {
  if (call.callee.kind !== "transformation") return reading;
  const { entry } = call.callee;
  const { bound, unresolved, issues } = readScheduledArguments(call, entry, file);
  const { every_k_schedule: count } = bound.hyperparameters;
  return {
    ...reading,
    hyperparameters: { ...reading.hyperparameters, ...(count === undefined ? {} : { every_k_schedule: count }) },
    unresolved: [...reading.unresolved, ...unresolved.map((name) => name.replace(`${entry.title}.`, ""))],
    issues: [...reading.issues, ...issues],
  };
}
