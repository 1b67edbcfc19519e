import { POSITIVE } from "../../core/numberRange";
import type { LossScalingSpecification } from "../../core/simulation/specification";
import type { ArgumentDefinition, ArgumentValues, CatalogueEntry } from "./catalogue";

const device: ArgumentDefinition = {
  name: "device",
  kind: "execution",
  default: "cuda",
  documentation: "Kind of the device.",
};

const scalerEntry = (
  name: string,
  aliases: readonly string[],
  first: readonly ArgumentDefinition[],
): CatalogueEntry => ({
  framework: "torch",
  name,
  aliases,
  title: "GradScaler",
  summary: "Scales the loss, takes the factor out of the gradient again, and skips gradients that are not finite.",
  source: "torch 2.13.0, torch/amp/grad_scaler.py",
  arguments: [
    ...first,
    {
      name: "init_scale",
      kind: "number",
      default: 2 ** 16,
      advisedRange: POSITIVE,
      documentation: "Factor of the loss to start from.",
    },
    {
      name: "growth_factor",
      kind: "number",
      default: 2,
      range: { exclusiveMinimum: 1 },
      documentation: "What the factor grows by.",
    },
    {
      name: "backoff_factor",
      kind: "number",
      default: 0.5,
      range: { exclusiveMaximum: 1 },
      documentation: "What the factor is multiplied by where a gradient is not finite.",
    },
    {
      name: "growth_interval",
      kind: "number",
      default: 2000,
      advisedRange: POSITIVE,
      documentation: "Steps with finite gradients after which the factor grows.",
    },
    { name: "enabled", kind: "boolean", default: true, documentation: "Whether the loss is scaled at all." },
  ],
});

/** torch's `GradScaler`, which older modules give no device. */
const scalers: readonly CatalogueEntry[] = [
  scalerEntry("torch.amp.GradScaler", ["torch.amp.grad_scaler.GradScaler"], [device]),
  scalerEntry("torch.cuda.amp.GradScaler", ["torch.cuda.amp.grad_scaler.GradScaler", "torch.cpu.amp.GradScaler"], []),
];

/** The `GradScaler` of this full name. */
export function findGradScaler(path: string): CatalogueEntry | undefined {
  return scalers.find(({ name, aliases }) => name === path || aliases.includes(path));
}

/** What a `GradScaler` does; null where it is off, undefined where it does it in another way than can be simulated. */
export function gradScaling(values: ArgumentValues): LossScalingSpecification | null | undefined {
  if (values.enabled === false) return null;
  const isSimulated = values.enabled === true && values.growth_factor === 2 && values.backoff_factor === 0.5;
  const { init_scale: initialScale, growth_interval: growthSteps } = values;
  return isSimulated && typeof initialScale === "number" && typeof growthSteps === "number"
    ? { initialScale, growthSteps }
    : undefined;
}
