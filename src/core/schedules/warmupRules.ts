import { ruleText } from "../optimizers/optimizerDefinition";

/** Rules of pytorch_warmup 0.2.0 (pytorch_warmup/base.py, radam.py): factors of a learning rate that other schedules have made. */

/** Reads warmupPeriod. */
export const linearWarmupRule = "lr = lr * min(1, (step + 1) / warmupPeriod)";

/** Reads warmupPeriod. */
export const exponentialWarmupRule = "lr = lr * (1 - exp(-(step + 1) / warmupPeriod))";

/** That of RAdam, from the first update on in which it has any. Reads beta2, offset. */
export const radamWarmupRule = ruleText(
  "highest = 2 / (1 - beta2) - 1",
  "count = step + offset",
  "kept = beta2^count",
  "rho = highest - 2 * count * kept / (1 - kept)",
  "lr = lr * sqrt((rho - 4) * (rho - 2) * highest / ((highest - 4) * (highest - 2) * rho))",
);
