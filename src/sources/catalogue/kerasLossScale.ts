import { POSITIVE } from "../../core/numberRange";
import type { LossScalingSpecification } from "../../core/simulation/specification";
import type { ArgumentValues, CatalogueEntry } from "./catalogue";
import { execution, flag, kerasAliases } from "./kerasArguments";

/** What Keras puts around an optimizer to keep gradients in half precision from underflowing. */
export const kerasLossScale: CatalogueEntry = {
  framework: "keras",
  name: "keras.optimizers.LossScaleOptimizer",
  aliases: [
    ...kerasAliases("LossScaleOptimizer"),
    "keras.mixed_precision.LossScaleOptimizer",
    "tensorflow.keras.mixed_precision.LossScaleOptimizer",
  ],
  title: "LossScaleOptimizer",
  summary: "Scales the loss, takes the factor out of the gradient again, and skips gradients that are not finite.",
  source: "Keras 3.15.1, keras/src/optimizers/loss_scale_optimizer.py",
  subject: "inner_optimizer",
  arguments: [
    {
      name: "initial_scale",
      kind: "number",
      default: 2 ** 15,
      advisedRange: POSITIVE,
      documentation: "Factor of the loss to start from; halved whenever a gradient is not finite.",
    },
    {
      name: "dynamic_growth_steps",
      kind: "number",
      default: 2000,
      advisedRange: POSITIVE,
      documentation: "Steps with finite gradients after which the factor is doubled.",
    },
    execution("name", null, "Name of the optimizer."),
    {
      ...flag("dynamic", "Whether the factor changes; Keras 3 takes True alone."),
      default: true,
      keywordOnly: true,
    },
  ],
  check: ({ dynamic }) =>
    dynamic === false
      ? [
          {
            severity: "error",
            argument: "dynamic",
            message:
              "dynamic is False; expected True: for a factor that does not change Keras 3 has loss_scale_factor of the inner optimizer.",
          },
        ]
      : [],
};

/** Whether a full name is that of the class. */
export function isLossScale(path: string): boolean {
  return path === kerasLossScale.name || kerasLossScale.aliases.includes(path);
}

export function lossScaling(values: ArgumentValues): LossScalingSpecification {
  return { initialScale: Number(values.initial_scale), growthSteps: Number(values.dynamic_growth_steps) };
}
