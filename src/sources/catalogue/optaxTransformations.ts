import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import { trustLines } from "../../core/optimizers/optaxRules";
import { ruleText } from "../../core/optimizers/optimizerDefinition";
import type { OptimizerEntry } from "./catalogue";
import { decayMask, epsilon, flag, movable, noneAlone, number, stateType } from "./optaxArguments";
import { optaxDirections } from "./optaxDirections";
import { optaxWrappers } from "./optaxWrappers";
import { anyNumber, type TransformationEntry, transformation } from "./transformation";

const clippingFile = "optax/transforms/_clipping.py";
const constrainingFile = "optax/transforms/_constraining.py";
const minScale = number(
  "min_scale",
  1e-3,
  "minScale",
  "least",
  "The least size of the parameters that counts.",
  NOT_NEGATIVE,
);

/** Functions of optax that stand in chains or around optimizers. */
export const optaxTransformations: readonly TransformationEntry[] = [
  transformation({ name: "chain", summary: "One transformation after the other.", role: { kind: "chain" } }),
  transformation({
    name: "named_chain",
    summary: "One transformation after the other, each with a name.",
    role: { kind: "chain", named: true },
  }),
  transformation({ name: "identity", summary: "Leaves the gradient as it is.", role: { kind: "identity" } }),
  transformation({ name: "set_to_zero", summary: "Takes 0 for all updates.", lines: () => "u = 0 * p" }),
  transformation({
    name: "clip",
    file: clippingFile,
    summary: "Cuts every entry of the gradient to a range.",
    role: { kind: "clipping", clipping: (limit) => ({ kind: "value", limit }) },
    arguments: [anyNumber("max_delta", "limit", "Largest absolute value of an entry.")],
    lines: () => "u = clamp(u, -limit, limit)",
  }),
  transformation({
    name: "clip_by_global_norm",
    file: clippingFile,
    summary: "Scales the gradient down to a norm.",
    role: { kind: "clipping", clipping: (limit) => ({ kind: "norm", limit, scope: "all", offset: 0 }) },
    arguments: [anyNumber("max_norm", "limit", "Largest norm of the gradient of all tensors together.")],
    lines: () => ruleText("length = totalNorm(u)", "u = if(length < limit, u, u / length * limit)"),
  }),
  transformation({
    name: "clip_by_block_rms",
    file: clippingFile,
    summary: "Scales every tensor's gradient down to a root mean square.",
    arguments: [anyNumber("threshold", "limit", "Largest root mean square of a tensor.")],
    lines: () => "u = u / max(1, rms(u) / limit)",
  }),
  transformation({
    name: "adaptive_grad_clip",
    file: clippingFile,
    summary: "Scales a vector's gradient down to a share of the norm of its parameters.",
    vectorsOnly: true,
    arguments: [
      anyNumber("clipping", "share", "Largest norm of a gradient over that of its parameters."),
      number("eps", 1e-3, "epsilon", "ε", "The least norm of parameters that counts.", NOT_NEGATIVE),
      noneAlone("axis", "Axes of a unit; None for those of its number of dimensions."),
    ],
    lines: () =>
      ruleText(
        "length = norm(u)",
        "limit = share * max(norm(p), epsilon)",
        "u = if(length < limit, u, u * (limit / max(length, 1e-6)))",
      ),
  }),
  transformation({ name: "centralize", summary: "Takes their mean from the rows of a matrix.", vectorsOnly: true }),
  transformation({
    name: "zero_nans",
    file: constrainingFile,
    summary: "Takes 0 for what is NaN.",
    lines: () => "u = if(u == u, u, 0)",
  }),
  transformation({
    name: "keep_params_nonnegative",
    file: constrainingFile,
    summary: "Cuts updates where parameters would fall below 0.",
    lines: () => "u = if(p + u < 0, -p, u)",
  }),
  transformation({
    name: "normalize_by_update_norm",
    summary: "Scales the gradient of all tensors together to one norm.",
    arguments: [number("scale_factor", 1, "scaleFactor", "norm", "The norm.", POSITIVE), epsilon(1e-6)],
    lines: () => "u = u / ((totalNorm(u) + epsilon) / scaleFactor)",
  }),
  transformation({
    name: "contrib.normalize",
    file: "optax/contrib/_sam.py",
    summary: "Scales the gradient of all tensors together to the norm 1.",
    lines: () => "u = u / totalNorm(u)",
  }),
  transformation({
    name: "apply_every",
    summary: "Sums updates up, and makes them once in several steps.",
    arguments: [
      { ...number("k", 1, "every", "every", "Steps of which updates are summed up."), advisedRange: { minimum: 1 } },
    ],
    lines: () =>
      ruleText(
        "phase = step - every * floor(step / every)",
        "total = if(phase == 0, 0, 1) * total + u",
        "u = if(phase == every - 1, 1, 0) * total",
      ),
  }),
  transformation({
    name: "ema",
    file: "optax/transforms/_accumulation.py",
    summary: "Takes a running mean.",
    arguments: [
      anyNumber("decay", "decay", "Share of the mean that is kept from step to step."),
      flag("debias", "Whether the mean is corrected for having started at 0.", true),
      stateType("accumulator_dtype"),
    ],
    lines: ({ debias }) => ruleText("m = (1 - decay) * u + decay * m", debias ? "u = m / (1 - decay^t)" : "u = m"),
  }),
  transformation({
    name: "scale_by_trust_ratio",
    summary: "Makes a tensor's updates as long as its parameters.",
    arguments: [
      number("min_norm", 0, "minNorm", "least norm", "The least norm that counts.", NOT_NEGATIVE),
      number("trust_coefficient", 1, "trustCoefficient", "trust", "Length of the updates over p's.", POSITIVE),
      number("eps", 0, "epsilon", "ε", "Added to the norm of the updates.", NOT_NEGATIVE),
    ],
    lines: () => ruleText(...trustLines("trustCoefficient * pNorm / (uNorm + epsilon)", "minNorm")),
  }),
  transformation({
    name: "scale_by_param_block_norm",
    summary: "Multiplies a tensor's updates by the norm of its parameters.",
    arguments: [minScale],
    lines: () => "u = u * max(norm(p), minScale)",
  }),
  transformation({
    name: "scale_by_param_block_rms",
    summary: "Multiplies a tensor's updates by the root mean square of its parameters.",
    arguments: [minScale],
    lines: () => "u = u * max(rms(p), minScale)",
  }),
  transformation({
    name: "add_decayed_weights",
    file: "optax/transforms/_adding.py",
    summary: "Adds weight_decay · p.",
    role: { kind: "decay" },
    arguments: [
      movable(number("weight_decay", 0, "weightDecay", "wd", "Share of the parameters that is added.", {})),
      decayMask(),
    ],
    lines: ({ weight_decay: share }) => (share === 0 ? "" : "u = u + weightDecay * p"),
  }),
  transformation({
    name: "scale",
    summary: "Multiplies by a number.",
    role: { kind: "rate", argument: "step_size", sign: 1 },
    arguments: [{ name: "step_size", kind: "number", documentation: "The number." }],
    numbers: ({ step_size: factor }) => ({ rate: Math.abs(Number(factor)) }),
    lines: ({ step_size: factor }) => `u = ${Number(factor) < 0 ? "-" : ""}rate * u`,
  }),
  transformation({
    name: "scale_by_schedule",
    summary: "Multiplies by a schedule.",
    role: { kind: "rate", argument: "step_size_fn", sign: 1 },
    arguments: [movable(anyNumber("step_size_fn", "rate", "The schedule."))],
    lines: () => "u = rate * u",
  }),
  transformation({
    name: "scale_by_learning_rate",
    summary: "Multiplies by a learning rate and changes the sign.",
    role: { kind: "rate", argument: "learning_rate", sign: -1 },
    arguments: [
      movable(anyNumber("learning_rate", "rate", "Learning rate: a number or a schedule.")),
      {
        name: "flip_sign",
        kind: "boolean",
        default: true,
        keywordOnly: true,
        documentation: "Whether the sign is changed.",
      },
    ],
    lines: ({ flip_sign: flips }) => `u = ${flips === false ? "" : "-"}rate * u`,
  }),
  ...optaxDirections,
  ...optaxWrappers,
];

const byName = new Map(
  optaxTransformations.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry] as const)),
);

/** The transformation of this full name. */
export function findTransformation(name: string): TransformationEntry | undefined {
  return byName.get(name);
}

/** Which argument of an optimizer is a decay after its direction, in a chain. */
export function decayArgument(entry: OptimizerEntry): string {
  const own = entry.arguments.find(({ companion, ruleNames }) => !companion && ruleNames?.includes("weightDecay"));
  return own?.name ?? "decoupled_decay";
}
