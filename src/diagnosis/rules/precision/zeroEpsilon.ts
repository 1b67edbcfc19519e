import { sourceRule } from "../../rule";

const dividing = ["adam", "rmsprop", "adagrad", "adadelta", "layerwise"];

/** An ε of 0: a parameter that has had no gradient is stepped by 0/0. */
export const zeroEpsilon = sourceRule(
  {
    id: "precision/zero-epsilon",
    severity: "warning",
    title: "ε is 0",
    messages: {
      zero: "{argument} is 0: {optimizer} divides by √v alone, and the step of a parameter whose gradients have all been 0 is 0/0, which is NaN.",
    },
    fixes: { preset: "Set {argument} to {preset}, the default" },
    documentation: {
      what: "The ε of an optimizer that divides by the root of a mean or sum of squares is 0, and squares start at 0.",
      why: "Gradients that are exactly 0 are common: embeddings that no batch has needed, units behind a ReLU that is off, frozen branches. Their m and v are 0, and 0/0 is NaN, which spreads to all of the network with the next forward pass.",
      formula: "Δθ = lr · m / (√v + ε)",
      ignore: "Where no gradient is ever exactly 0.",
      sources: ["torch 2.13.0, torch/optim/adam.py", "https://github.com/google-deepmind/optax/issues/1754"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=0)
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-8)
`,
      },
    },
  },
  function* ({ entry, family, groups: [group] }, { edits }) {
    if (entry === undefined || family === null || !dividing.includes(family)) return;
    // Keras 2 takes 0 for none given.
    if (entry.name.startsWith("keras.optimizers.legacy.")) return;
    const epsilon = group.number("epsilon");
    if (epsilon?.read == null || epsilon.value !== 0) return;
    const startsFrom = entry.arguments.find(({ ruleNames }) => ruleNames?.includes("initialAccumulator"));
    const start = startsFrom === undefined ? 0 : group.value(startsFrom.name)?.value;
    if (start !== 0 || (group.number("epsilonRoot")?.value ?? 0) > 0) return;
    const { argument, read } = epsilon;
    const preset = entry.arguments.find(({ name }) => name === argument)?.default;
    const isNumber = typeof preset === "number";
    yield {
      message: "zero",
      values: { argument, optimizer: entry.title },
      at: read,
      fixes: [
        {
          title: "preset",
          values: { argument, preset: isNumber ? preset : "" },
          edits: isNumber ? edits.replaceNumber(read, preset) : null,
        },
      ],
    };
  },
);
