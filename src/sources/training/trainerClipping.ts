import type { OptimizerConfiguration } from "../configuration";
import type { ReadArguments } from "./trainerArguments";

/** The clipping that Trainer does by its arguments, whichever optimizer it has. */
export function trainerClipping({
  hyperparameters,
  unresolved,
}: ReadArguments): Pick<OptimizerConfiguration, "clipping" | "unresolved"> {
  const limit = hyperparameters.max_grad_norm?.value;
  const isClipped = typeof limit === "number" && limit > 0 && limit !== Number.POSITIVE_INFINITY;
  return {
    clipping: isClipped ? { kind: "norm", limit } : null,
    unresolved: unresolved.filter((name) => name === "max_grad_norm"),
  };
}
