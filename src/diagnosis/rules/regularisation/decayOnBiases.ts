import { weightDecayOf } from "../../configuration/weightDecay";
import { sourceRule } from "../../rule";

const LARGEST = 10;

/** All parameters of a model in one group, with a decoupled decay as large as those of weight matrices. */
export const decayOnBiases = sourceRule(
  {
    id: "regularisation/decay-on-biases",
    severity: "information",
    title: "Biases and norms decay too",
    messages: {
      torch:
        "{argument} = {value} shrinks biases and the gains of norms as well: all parameters are one group, and gains are drawn from 1 to 0 by lr · {value} in each update.",
      optax:
        "{argument} = {value} shrinks biases and the gains of norms as well: there is no mask, and gains are drawn from 1 to 0 by lr · {value} in each update.",
    },
    thresholds: {
      smallest: {
        default: 0.1,
        description:
          "Decoupled decay from which on it is found: that of GPT-3 is 0.1 and that of ViT 0.3 and less, on weight matrices.",
      },
    },
    documentation: {
      what: "A large decoupled weight decay holds for all parameters of the model alike.",
      why: "Decay is there for weight matrices, whose size norms hide from the loss. Gains of norms and biases are few, do not overfit, and are pulled away from where they work: a gain towards 0 shrinks what its layer passes on. Recipes of language and vision models leave tensors with fewer than two dimensions out.",
      ignore: "Where the model has neither norms nor biases, or the recipe that you follow decays them.",
      sources: [
        "https://github.com/huggingface/transformers/issues/492",
        "https://github.com/huggingface/transformers/issues/4832",
        "nanoGPT, model.py, configure_optimizers",
        "optax 0.2.8, optax/_src/alias.py, adamw: mask",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, weight_decay=0.1)
`,
        after: `import torch

matrices = [p for p in model.parameters() if p.dim() >= 2]
vectors = [p for p in model.parameters() if p.dim() < 2]
groups = [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}]
optimizer = torch.optim.AdamW(groups, lr=3e-4)
`,
      },
    },
  },
  function* (facts, { threshold, edits }) {
    const { entry, family, groups, configuration } = facts;
    if (entry === undefined || (family !== "adam" && family !== "sign") || configuration.groups.length > 0) return;
    const decay = weightDecayOf(facts, groups[0]);
    if (decay?.kind !== "decoupled" || decay.read === null || decay.value < threshold("smallest")) return;
    // So large a decay is another mistake.
    if (decay.value > LARGEST) return;
    const isTorch = entry.framework === "torch";
    const call = edits.textOf(configuration.range);
    if (isTorch ? !takesWholeModel(call) : entry.framework !== "optax" || !isCall(call)) return;
    if (!isTorch && (configuration.masks?.mask !== undefined || groups[0].value("mask")?.value !== null)) return;
    const { argument, value, read } = decay;
    yield { message: isTorch ? "torch" : "optax", values: { argument, value }, at: read };
  },
);

/** Whether a call's parameters are those of a model and no choice of them: `AdamW(model.parameters(), …)`. */
function takesWholeModel(call: string): boolean {
  return /^[\w.\s]+\(\s*(?:params\s*=\s*)?[\w.]+\.parameters\(\)\s*[,)]/.test(call);
}

/** Programs that make the optimizer from a file of theirs leave biases out by themselves. */
function isCall(text: string): boolean {
  return /^[\w.]+\(/.test(text);
}
