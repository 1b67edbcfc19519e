import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** Gradients of torch that are added up in every round, and never set to zero. */
export const gradientAddsUp = sourceRule(
  {
    id: "hand-written/gradient-adds-up",
    severity: "error",
    title: "Gradients add up from round to round",
    messages: {
      adds: "Nothing sets {gradient} to zero: backward adds to it in every round, and each update goes along the sum of all gradients so far.",
    },
    fixes: { clear: "Take the gradient away after the update" },
    documentation: {
      what: "A loop calls `backward` and updates parameters by their `.grad` itself, and nothing sets that to zero.",
      why: "`backward` adds to `.grad`. After t rounds it holds the sum of t gradients: the updates are those of a momentum of 1 that is never damped, and parameters swing past the minimum, further and further.",
      formula: "w ← w − lr · (g₁ + g₂ + … + g_t)",
      ignore: "Where what clears the gradient is not in this file.",
      sources: [
        "PyTorch documentation, torch.Tensor.backward: gradients are accumulated in the leaves",
        "PyTorch documentation, Zeroing out gradients in PyTorch",
      ],
      example: {
        path: "train.py",
        before: `import torch

w = torch.zeros(3, requires_grad=True)
for step in range(100):
    loss = ((X @ w - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
`,
        after: `import torch

w = torch.zeros(3, requires_grad=True)
for step in range(100):
    loss = ((X @ w - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad = None
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    const added = handWritten?.facts?.addedGradients ?? [];
    const [first] = added;
    if (first === undefined) return;
    const values: MessageValues = { gradient: `${first.parameter}.grad` };
    const lines = added.map(({ parameter, statement }) => edits.insertLineAfter(statement, `${parameter}.grad = None`));
    const cleared = lines.every((line) => line !== null) ? lines.flatMap((line) => line ?? []) : null;
    yield { message: "adds", values, at: first.statement, fixes: [{ title: "clear", edits: cleared }] };
  },
);
