import { halfPrecisionOf } from "../../configuration/halfPrecision";
import { sourceRule } from "../../rule";

/** Half of the smallest number of float16: what is no larger rounds to 0. */
const ROUNDS_TO_ZERO = 2 ** -25;

/** ε that is 0 in the type of the parameters: the step of a gradient of 0 is 0/0. */
export const epsilonVanishes = sourceRule(
  {
    id: "precision/epsilon-vanishes",
    severity: "error",
    title: "ε is 0 in float16",
    messages: {
      zero: "ε = {epsilon} is 0 in float16, whose smallest number is 5.96e-8, and parameters and moments of {optimizer} have that type ({statement}): a gradient of 0 makes the step 0/0, which is NaN.",
    },
    fixes: { larger: "Set {argument} to 1e-4" },
    documentation: {
      what: "The parameters are float16, so the optimizer keeps its moments in float16 too, and ε is too small for that type.",
      why: "float16 has no number between 0 and 5.96e-8; 1e-8 rounds to 0. Wherever a gradient is exactly 0, as for embeddings that no batch needs and units that are off, and wherever (1 − β₂) · g² rounds to 0, which it does for gradients below 5e-3 at a β₂ of 0.999, Adam divides by 0. Mixed precision (autocast) keeps parameters and moments in float32 and has none of this.",
      formula: "Δθ = lr · m / (√v + ε), with √v = 0 and fl(ε) = 0",
      ignore: "Where the optimizer that you use keeps its moments in float32.",
      sources: [
        "https://github.com/google-deepmind/optax/issues/1754",
        "https://github.com/pytorch/pytorch/issues/8860",
        "https://github.com/afiaka87/glide-finetune/issues/5",
        "https://github.com/keras-team/keras/issues/11860",
      ],
      example: {
        path: "train.py",
        before: `import torch

model = model.half()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
`,
        after: `import torch

model = model.half()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, eps=1e-4)
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { entry, configuration, groups } = facts;
    const epsilon = groups[0].number("epsilon");
    if (entry === undefined || epsilon === null || epsilon.value > ROUNDS_TO_ZERO) return;
    // One that is 0 in any type is another rule's.
    if (epsilon.value === 0) return;
    // Its kernel computes in float32 and rounds the result alone.
    if (groups[0].value("fused")?.value === true) return;
    const half = halfPrecisionOf(facts, edits);
    if (half?.type !== "float16") return;
    const { value, argument, read } = epsilon;
    yield {
      message: "zero",
      values: { epsilon: value, optimizer: entry.title, statement: half.statement },
      at: read ?? configuration.range,
      fixes: [
        {
          title: "larger",
          values: { argument },
          edits:
            read === null ? edits.addArgument(configuration.range, argument, "1e-4") : edits.replaceValue(read, "1e-4"),
        },
      ],
    };
  },
);
