import { sourceRule } from "../../rule";

/** ε so large that Adam no longer divides by the size of gradients. */
export const largeEpsilon = sourceRule(
  {
    id: "precision/large-epsilon",
    severity: "information",
    title: "ε is so large that Adam is SGD with momentum",
    messages: {
      dominates:
        "ε = {epsilon} dwarfs √v wherever gradients are below {floor}, which most are: {optimizer} then makes the steps of SGD with momentum at a rate of lr / ε = {rate}.",
    },
    thresholds: {
      smallest: {
        default: 0.01,
        description: "ε from which on it is found; 1e-8 to 1e-3 are defaults of Adam's kin (1e-3 that of Yogi).",
      },
    },
    documentation: {
      what: "The ε that is added to √v is a hundredth or more.",
      why: "Adam's step is lr · m / (√v + ε). Where √v is much smaller than ε the step is lr/ε · m: gradients are no longer divided by their size, and layers with small gradients hardly move. Gradients of a mean loss are mostly between 1e-6 and 1e-2.",
      formula: "lr · m / (√v + ε) → (lr / ε) · m for √v ≪ ε",
      ignore: "Where it is tuned: some choose ε between Adam and SGD on purpose.",
      sources: [
        "Choi et al., On Empirical Comparisons of Optimizers for Deep Learning, arXiv 1910.05446",
        "Wortsman et al., Small-scale proxies for large-scale Transformer training instabilities, arXiv 2309.14322",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, eps=0.1)
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, eps=1e-8)
`,
      },
    },
  },
  function* ({ entry, family, groups: [group], peakRate: rate }, { threshold, edits }) {
    const epsilon = group.number("epsilon");
    if (entry === undefined || family !== "adam" || entry.framework === "native" || rate === null) return;
    if (epsilon?.read == null || epsilon.value < threshold("smallest")) return;
    // Without a name it is a number that slipped there: see `learning-rate/misplaced-argument`.
    if (!edits.isNamed(epsilon.read)) return;
    yield {
      message: "dominates",
      values: { epsilon: epsilon.value, floor: epsilon.value / 10, optimizer: entry.title, rate: rate / epsilon.value },
      at: epsilon.read,
    };
  },
);
