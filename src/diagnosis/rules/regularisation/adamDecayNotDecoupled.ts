import { weightDecayOf } from "../../configuration/weightDecay";
import { sourceRule } from "../../rule";

/** A decay as large as AdamW's that Adam takes for a part of the gradient. */
export const adamDecayNotDecoupled = sourceRule(
  {
    id: "regularisation/adam-decay-not-decoupled",
    severity: "warning",
    title: "Weight decay of Adam is an L2 penalty",
    messages: {
      penalty:
        "{argument} = {value} of {optimizer} is added to the gradient and divided by √v with it: a weight with gradients ten times as large decays a tenth as fast. As large a decay is meant for AdamW, which shrinks every weight by the same share, lr · {value}.",
    },
    fixes: { class: "Use AdamW", flag: "Set decoupled_weight_decay=True" },
    thresholds: {
      smallest: {
        default: 1e-3,
        description:
          "Weight decay from which on it is found. Smaller penalties are used with Adam on purpose, as the 5e-4 of graph networks (arXiv 1609.02907).",
      },
    },
    documentation: {
      what: "`weight_decay` of Adam, NAdam or RAdam in torch, and of `optax.add_decayed_weights` before `scale_by_adam`, is an L2 penalty: decay · θ becomes a part of the gradient. It is found where it is as large as decays of AdamW are, and the program does not offer AdamW in the same place.",
      why: "Adam divides every gradient by the root of its mean square, the penalty's share of it too. Weights that have large gradients hardly decay, those that have none decay at full speed, at lr in each update and whatever the decay is. AdamW leaves the decay out of the moments; the authors of the two forms found that only then can decay and learning rate be tuned apart. A value of one form says nothing about the other.",
      formula: "Adam: Δθ = −lr · m(g + λθ) / √v(g + λθ); AdamW: Δθ = −lr · m(g) / √v(g) − lr · λ · θ",
      ignore: "Where results with the penalty are to be repeated.",
      sources: [
        "Loshchilov and Hutter, Decoupled Weight Decay Regularization, arXiv 1711.05101",
        "https://github.com/pytorch/pytorch/pull/21250",
        "https://github.com/marian-nmt/marian-dev/issues/419",
        "torch 2.13.0, torch/optim/adam.py",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=3e-4, weight_decay=0.01)
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, weight_decay=0.01)
`,
      },
    },
  },
  function* (facts, { threshold, edits }) {
    const { entry, family, groups, configuration, alternatives } = facts;
    if (entry === undefined || family !== "adam" || (entry.framework !== "torch" && entry.framework !== "optax"))
      return;
    // Who chooses between the two knows them apart.
    if (alternatives.some(({ optimizer }) => /AdamW$/.test(optimizer))) return;
    for (const group of groups) {
      const decay = weightDecayOf(facts, group);
      if (decay?.kind !== "gradient" || decay.read === null || decay.value < threshold("smallest")) continue;
      const { argument, value, read } = decay;
      const isAdam = entry.name === "torch.optim.Adam";
      // Another class that may be called in its place need not have the flag.
      const isAlone = alternatives.length === 0;
      const hasFlag = isAlone && entry.arguments.some(({ name }) => name === "decoupled_weight_decay");
      const name = argument === "penalty" ? "add_decayed_weights" : argument;
      yield {
        message: "penalty",
        values: { argument: name, value, optimizer: entry.title },
        at: read,
        fixes: [
          {
            title: "class",
            edits: isAdam ? edits.replaceFirst(configuration.range, /(?<=\boptim\.)Adam\b(?!\.)/, "AdamW") : null,
          },
          {
            title: "flag",
            edits: hasFlag ? edits.addArgument(configuration.range, "decoupled_weight_decay", "True") : null,
          },
        ],
      };
    }
  },
);
