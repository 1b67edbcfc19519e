import { sourceRule } from "../../rule";

/** A generator gives its parameters once. */
export const parametersExhausted = sourceRule(
  {
    id: "loop/parameters-exhausted",
    severity: "error",
    title: "A generator of parameters is gone through twice",
    messages: {
      optimizer:
        "{name} is a generator and has been gone through by then: the optimizer is given no parameters and raises ValueError.",
      clipping:
        "{name} is a generator, and the optimizer has gone through it: nothing is left to clip, and no gradient ever is.",
    },
    fixes: { list: "Make {name} a list" },
    documentation: {
      what: "`params = model.parameters()` is used twice: to count parameters and for an optimizer, for two optimizers, or for an optimizer and `clip_grad_norm_`.",
      why: "`parameters()` and `filter(…)` give a generator, which is empty once something has gone through it. The second to ask gets nothing. An optimizer refuses an empty list; clipping warns, takes the gradient for one of length 0 and goes on.",
      ignore: "Where `parameters()` is your own and gives a list.",
      sources: [
        "torch 2.13.0, torch/nn/modules/module.py, Module.parameters",
        "torch 2.13.0, torch/nn/utils/clip_grad.py",
      ],
      example: {
        path: "train.py",
        before: `import torch

params = model.parameters()
optimizer = torch.optim.Adam(params, lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    torch.nn.utils.clip_grad_norm_(params, 1.0)
    optimizer.step()
`,
        after: `import torch

params = list(model.parameters())
optimizer = torch.optim.Adam(params, lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    torch.nn.utils.clip_grad_norm_(params, 1.0)
    optimizer.step()
`,
      },
    },
  },
  function* ({ configuration: { loop } }, { edits }) {
    const exhausted = loop?.exhausted ?? null;
    if (exhausted === null) return;
    const { name, by, first, second, made } = exhausted;
    yield {
      message: by,
      values: { name },
      at: second,
      related: [{ range: first, message: { template: "Here it is gone through first.", values: {} } }],
      fixes: [
        {
          title: "list",
          values: { name },
          edits: edits.replace(made, `list(${edits.textOf(made).replace(/^\((.*)\)$/s, "$1")})`),
          isSafe: true,
        },
      ],
    };
  },
);
