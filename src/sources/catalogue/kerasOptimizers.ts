import type { OptimizerEntry } from "./catalogue";
import { kerasAdamFamily } from "./kerasAdam";
import { kerasAdaptiveFamily } from "./kerasAdaptive";
import { kerasDescentFamily } from "./kerasDescent";
import { kerasLegacyOptimizers } from "./kerasLegacy";
import { kerasMuon } from "./kerasMuon";

/** The optimizers of keras.optimizers that can be simulated, and those of Keras 2. */
export const kerasOptimizers: readonly OptimizerEntry[] = [
  ...kerasDescentFamily,
  ...kerasAdamFamily,
  ...kerasAdaptiveFamily,
  kerasMuon,
  ...kerasLegacyOptimizers,
];
