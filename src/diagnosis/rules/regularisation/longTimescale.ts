import { shrinkage, weightDecayOf } from "../../configuration/weightDecay";
import { sourceRule } from "../../rule";

/** A decoupled decay that takes next to nothing from the weights in all of the run. */
export const longTimescale = sourceRule(
  {
    id: "regularisation/long-timescale",
    severity: "information",
    title: "Weight decay does nothing in a run this short",
    messages: {
      nothing:
        "{argument} = {value} takes {percent} % from a weight in all {updates} updates: lr · {argument} is at most {largest} an update, whose time scale is {timescale} updates.",
    },
    thresholds: {
      share: {
        default: 0.01,
        description: "Share that a weight has to lose over the run, by decay alone.",
      },
    },
    documentation: {
      what: "A decoupled weight decay shrinks every weight by 1 − lr · λ in each update. Over the whole run, with the schedule's rates, that comes to less than one percent.",
      why: "AdamW averages its updates over 1/(lr · λ) of them. Where that is a hundred times as long as the run, decay neither regularises nor keeps weights from growing, and searching for a good λ measures noise. Wang and Aitchison find good time scales between one epoch and the whole run; with lr 1e-3 and λ 0.01 it is 100,000 updates.",
      formula: "left of a weight = ∏ (1 − lr(t) · λ) ≈ exp(−λ · Σ lr(t)); time scale = 1 / (lr · λ)",
      ignore: "In fine-tuning, where small rates and short runs leave every decay without effect and nobody minds.",
      sources: [
        "Wang and Aitchison, How to set AdamW's weight decay as you scale model and dataset size, arXiv 2405.13698",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01)
for epoch in range(10):
    for batch in range(500):
        optimizer.zero_grad()
        loss(model(batch)).backward()
        optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
for epoch in range(10):
    for batch in range(500):
        optimizer.zero_grad()
        loss(model(batch)).backward()
        optimizer.step()
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { configuration, groups, updates } = facts;
    if (updates === null || configuration.groups.length > 0 || configuration.framework === "native") return;
    const decay = weightDecayOf(facts, groups[0]);
    if (decay?.kind !== "decoupled" || decay.read === null || decay.follows === "nothing") return;
    const curve = facts.rates(updates);
    if (curve === null || curve.updates < updates) return;
    const { rates, stride } = curve;
    const shares = Array.from(rates, (rate) => shrinkage(decay, rate, rates[0]));
    const largest = Math.max(...shares);
    const logarithm = shares.reduce((sum, share) => sum + Math.log1p(-share), 0) * stride;
    const lost = -Math.expm1(logarithm);
    if (!(lost < threshold("share")) || largest <= 0) return;
    const { argument, value, read } = decay;
    yield {
      message: "nothing",
      values: { argument, value, percent: 100 * lost, updates, largest, timescale: Math.round(1 / largest) },
      at: read,
    };
  },
);
