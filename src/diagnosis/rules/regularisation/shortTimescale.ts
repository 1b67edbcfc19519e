import type { ConfigurationFacts, GroupFacts } from "../../configuration/configurationFacts";
import { shrinkage, type WeightDecay, weightDecayOf } from "../../configuration/weightDecay";
import { sourceRule } from "../../rule";
import { areSwapped } from "../learningRate/misplacedArgument";
import { rateBounds } from "../learningRate/rateBounds";

/** A decay that forgets what the gradients taught in a few updates, or throws the weights to the other side of zero. */
export const shortTimescale = sourceRule(
  {
    id: "regularisation/short-timescale",
    severity: "warning",
    title: "Weight decay forgets within a few updates",
    messages: {
      fast: "{argument} = {value} takes {percent} % from every weight in each update at the rate of {rate}: within {timescale} updates it forgets what they learned.",
      descent:
        "{argument} = {value} takes {percent} % from every weight in each update at the rate of {rate} and a momentum of {momentum}: within {timescale} updates it forgets what they learned.",
      overshoots:
        "{argument} = {value} at the rate of {rate} and a momentum of {momentum} takes {share} times a weight from itself in each update: weights swing around zero and learn nothing.",
      small:
        "{argument} = {value} pulls a weight back by lr · {value} · θ in each update, and a step of Adam is about lr: no weight stays above 1 / {value} = {bound}.",
      flips:
        "{argument} = {value} at the rate of {rate} multiplies every weight by {factor} in each update: it does not shrink, it changes sign.",
    },
    thresholds: {
      largest: {
        default: 10,
        description:
          "Decoupled decay of a kin of Adam above which it is found whatever the rate. AlgoPerf searches up to 1 (arXiv 2306.07179), and gains of norms start at 1.",
      },
      updates: {
        default: 200,
        description:
          "Updates that a weight has to remember under decoupled decay. Good time scales are an epoch or longer (arXiv 2405.13698), which is far more for any but the smallest data.",
      },
      updatesOfDescent: {
        default: 100,
        description:
          "The same for decay in the gradient of SGD: batches of 32,768 have epochs of 40 updates, and rates to match.",
      },
    },
    documentation: {
      what: "The learning rate times the weight decay is so large that weights are gone after a few updates, or the decay alone is so large that no weight can be of use.",
      why: "Weights settle where gradients put in as much as decay takes out. With a time scale 1/(lr · λ) of a few updates they are a mean of the last few gradients and no more: the network stays at zero and learns nothing. From lr · λ = 1 on weights change sign in every update, from 2 on they grow. And since a step of Adam is about lr long, decay holds every weight below 1/λ at any rate: with a λ of 30 no gain of a norm stays at 1. SGD with momentum multiplies the penalty, as all of the gradient, by 1/(1 − momentum). DecoupledAdamW of Composer does not multiply its decay by the learning rate: 0.1 of AdamW at 1e-3 is 1e-4 there.",
      formula: "θ ← (1 − lr · λ) · θ, or lr · λ / (1 − momentum) where the decay is in the gradient of SGD",
      ignore: "Where parameters are meant to follow the last gradients only.",
      sources: [
        "Wang and Aitchison, How to set AdamW's weight decay as you scale model and dataset size, arXiv 2405.13698",
        "Composer 0.32.1, composer/optim/decoupled_weight_decay.py",
        "torch 2.13.0, torch/optim/adamw.py",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=100)
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { groups, configuration, family, peakRate } = facts;
    if (peakRate === null || peakRate <= 0 || configuration.framework === "native") return;
    // A rate that is too large for any decay is to blame itself.
    const bounds = family === null ? undefined : rateBounds[family];
    if (bounds !== undefined && peakRate > bounds.largest) return;
    for (const group of groups) {
      const decay = weightDecayOf(facts, group);
      const share = decay && shareOf(decay, facts, group, peakRate);
      if (decay?.read == null || share === null || areSwapped(group.number("momentum"), decay)) continue;
      const { argument, value, read, kind } = decay;
      const isShort = share > 1 / threshold(kind === "decoupled" ? "updates" : "updatesOfDescent");
      const isSmall =
        family === "adam" && kind === "decoupled" && decay.follows === "rate" && value > threshold("largest");
      if (!isShort && !isSmall) continue;
      const momentum = group.number("momentum")?.value ?? 0;
      const message = isShort ? shortMessage(kind, share) : "small";
      yield {
        message,
        severity: message === "flips" ? "error" : "warning",
        values: {
          argument: argument === "penalty" ? "add_decayed_weights" : argument,
          value,
          rate: peakRate,
          share,
          percent: 100 * share,
          momentum,
          factor: 1 - share,
          bound: 1 / value,
          timescale: Math.max(1, Math.round(1 / share)),
        },
        at: read,
      };
    }
  },
);

function shortMessage(kind: WeightDecay["kind"], share: number): "flips" | "fast" | "overshoots" | "descent" {
  if (kind === "decoupled") return share >= 1 ? "flips" : "fast";
  return share >= 1 ? "overshoots" : "descent";
}

/** What a weight loses in one update; null where that depends on the gradients, as in L2 penalties of Adam. */
function shareOf(decay: WeightDecay, { family }: ConfigurationFacts, group: GroupFacts, peak: number): number | null {
  const own = group.number("learningRate")?.value ?? peak;
  // A group's own rate moves with the schedule as that of the others does, of which alone the peak is known.
  const rate = group.group.hyperparameters.lr === undefined ? peak : own;
  if (decay.kind === "decoupled") return shrinkage(decay, rate, own);
  if (family !== "descent") return null;
  const momentum = group.number("momentum")?.value ?? 0;
  const dampening = group.number("dampening")?.value ?? 0;
  return momentum >= 1 ? null : (decay.value * rate * (1 - (momentum > 0 ? dampening : 0))) / (1 - momentum);
}
