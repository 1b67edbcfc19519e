import type { FrameworkCall } from "./frameworkCalls";
import type { ChainReading } from "./optaxChain";
import { type OptaxFile, roleOfCall } from "./optaxChainParts";
import { readScheduledArguments } from "./optaxTransformation";

/** An optimizer with what a call around it says of the gradients that reach it: that of `optax.MultiSteps` or `optax.apply_if_finite`. */
export function withCompanion(reading: ChainReading, call: FrameworkCall, file: OptaxFile): ChainReading {
  const role = roleOfCall(call);
  if (call.callee.kind !== "transformation" || (role?.kind !== "accumulation" && role?.kind !== "guard"))
    return reading;
  const { entry } = call.callee;
  const { bound, unresolved, issues } = readScheduledArguments(call, entry, file);
  const { [role.argument]: value } = bound.hyperparameters;
  return {
    ...reading,
    hyperparameters: { ...reading.hyperparameters, ...(value === undefined ? {} : { [role.argument]: value }) },
    unresolved: [...reading.unresolved, ...unresolved.map((name) => name.replace(`${entry.title}.`, ""))],
    issues: [...reading.issues, ...issues],
  };
}
