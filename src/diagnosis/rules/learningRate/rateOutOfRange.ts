import type { ReadValue, SourceRange } from "../../../sources/configuration";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { ConfigurationFacts } from "../../configuration/configurationFacts";
import { type RuleContext, sourceRule } from "../../rule";
import { rateBounds, rateThresholds } from "./rateBounds";

/** Divided by so much, a step is no longer as long as the learning rate: Inception's RMSprop has an ε of 1. */
const LARGE_EPSILON = 1e-3;

/** A learning rate that is orders of magnitude away from those that its family of optimizers is used with. */
export const rateOutOfRange = sourceRule(
  {
    id: "learning-rate/out-of-range",
    severity: "warning",
    title: "The learning rate is far from what this optimizer is used with",
    messages: {
      longSteps:
        "The learning rate of {optimizer} reaches {rate}, and every parameter moves about as far in each update: networks like this are trained with at most {largest}.",
      large: "The learning rate of {optimizer} reaches {rate}; networks like this are trained with at most {largest}.",
      largeFactor:
        "The learning rate of {optimizer} reaches {rate}. It multiplies steps that {optimizer} sizes itself: expected 1.",
      small:
        "The learning rate of {optimizer} is never above {rate}; even fine-tuning has at least {smallest}, and at this rate nothing moves.",
      smallFactor:
        "The learning rate of {optimizer} is never above {rate}. It multiplies steps that {optimizer} sizes itself, which are then {shortening} times too short: expected 1.",
    },
    fixes: { one: "Set the learning rate to 1" },
    thresholds: {
      ...rateThresholds(),
      far: {
        default: 10,
        description: "How many times beyond a bound a rate has to be for a warning; nearer it is an information.",
      },
    },
    documentation: {
      what: "The largest rate of the schedule is outside the range in which this family of optimizers is used. Bounds are by family, since 1 is right for Adadelta and Prodigy, 5 for LARS, and both ruin a run with Adam.",
      why: "Adam, RMSprop and Lion divide the gradient by its own size, so that the learning rate is the distance that each parameter goes in one update. Weights of a layer with 512 inputs are about 0.04 large: at a rate of 0.1 the first update writes over all that they held. A rate in the place of another optimizer's does the same damage: Lion stands a third to a tenth of AdamW's, SGD a hundred times as much.",
      formula: "|Δθ| ≈ lr for Adam, RMSprop and Lion; |Δθ| = lr · |g| / (1 − momentum) for SGD",
      ignore:
        "Where a loss is summed over very many terms or is very small, where pixels and not weights are trained, and where the problem is a toy that stands it.",
      sources: [
        "Kingma and Ba, Adam, arXiv 1412.6980, section 2.1",
        "Chen et al., Symbolic Discovery of Optimization Algorithms, arXiv 2302.06675, section 5",
        "https://github.com/konstmish/prodigy",
        "https://github.com/keras-team/keras/issues/3889",
        "https://github.com/tensorflow/tensorflow/issues/36785",
      ],
      example: {
        path: "train.py",
        before: `import optax

optimizer = optax.contrib.prodigy(1e-3)
`,
        after: `import optax

optimizer = optax.contrib.prodigy(1.0)
`,
      },
    },
  },
  function* (facts, context) {
    const { entry, family, configuration, peakRate: rate } = facts;
    const bounds = family === null ? undefined : rateBounds[family];
    if (
      entry === undefined ||
      bounds === undefined ||
      rate === null ||
      !(rate > 0 && rate < Number.POSITIVE_INFINITY) ||
      entry.framework === "native"
    )
      return;
    const [group] = facts.groups;
    const initial = group.number("learningRate");
    const own = initial?.read ?? null;
    // What the optimizer's own rate is to blame for, or its default, and what the schedule.
    const isOwn = configuration.schedule === null || (own !== null && initial !== null && rate <= initial.value);
    const at: ReadValue | SourceRange = isOwn
      ? (own ?? configuration.range)
      : (configuration.schedule?.range ?? configuration.range);
    const smallest = context.threshold(`${family}Smallest`);
    const largest = context.threshold(trainsTransformer(facts) ? "transformersLargest" : `${family}Largest`);
    const far = context.threshold("far");
    const values = { optimizer: entry.title, rate, smallest, largest, shortening: Math.round(1 / rate) };
    const fixes =
      bounds.kind === "factor" && isOwn ? [{ title: "one" as const, edits: rateOfOne(facts, own, context.edits) }] : [];
    if (rate < smallest) {
      const isFactor = bounds.kind === "factor";
      yield {
        message: isFactor ? "smallFactor" : "small",
        severity: rate < smallest / far && !bounds.isOftenSmaller ? "warning" : "information",
        values,
        at,
        fixes,
      };
    }
    if (rate > largest && !standsLargeRates(facts, context)) {
      const messages = { step: "longSteps", gradient: "large", factor: "largeFactor" } as const;
      yield {
        message: messages[bounds.kind],
        severity: rate > largest * far ? "warning" : "information",
        values,
        at,
        fixes,
      };
    }
  },
);

function trainsTransformer({ configuration: { framework, schedule }, family }: ConfigurationFacts): boolean {
  const isTheirs = framework === "deepspeed" || schedule?.name.startsWith("transformers.") === true;
  return family === "adam" && isTheirs;
}

/** Whether there is a reason for a large rate: a limit on the gradient, a large ε, or tensors by themselves, as the image in style transfer. */
function standsLargeRates(
  { configuration, family, groups: [group] }: ConfigurationFacts,
  { edits }: RuleContext,
): boolean {
  const isClipped = configuration.clipping !== null && family === "descent";
  const isBounded = (group.number("epsilon")?.value ?? 0) >= LARGE_EPSILON;
  return isClipped || isBounded || trainsTensors(edits.textOf(configuration.range));
}

/** Whether a call is given a list of tensors instead of a model's parameters: `Adam([image], lr=10)`. */
function trainsTensors(call: string): boolean {
  return /^[\w.\s]+\(\s*(?:params\s*=\s*)?[[(]\s*[\w.]/.test(call) && !/parameters\(/.test(call);
}

function rateOfOne(
  { configuration, entry }: ConfigurationFacts,
  own: ReadValue | null,
  edits: SourceEdits,
): ReturnType<SourceEdits["replaceValue"]> {
  if (own !== null) return edits.replaceValue(own, "1.0");
  return entry === undefined ? null : edits.addArgument(configuration.range, entry.learningRate, "1.0");
}
