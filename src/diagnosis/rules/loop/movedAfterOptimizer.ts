import { sourceRule } from "../../rule";
import { eventsOf, happensWith } from "./eventOrder";

/** Adagrad makes its sums when it is made, on the device where the parameters are then. */
export const movedAfterOptimizer = sourceRule(
  {
    id: "loop/moved-after-optimizer",
    severity: "warning",
    title: "Parameters go to another device after Adagrad was given them",
    messages: {
      moved:
        "{what} comes after Adagrad was given the parameters: its sums of squares were made beside them and stay behind, and the first step fails where the device is another.",
    },
    fixes: { move: "Move it before the optimizer" },
    documentation: {
      what: "`model.to(device)` or `model.cuda()` stands behind the creation of `torch.optim.Adagrad`.",
      why: "Most optimizers make their state in the first step, wherever the parameters are by then. Adagrad makes its sums of squares in its constructor. Parameters that move later leave them behind, and the first step multiplies tensors of two devices, which PyTorch refuses.",
      ignore: "Where the device is the one that the model is on already.",
      sources: [
        "torch 2.13.0, torch/optim/adagrad.py",
        "https://github.com/pytorch/pytorch/issues/7844",
        "https://github.com/pytorch/pytorch/issues/76752",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adagrad(model.parameters(), lr=0.01)
model.to("cuda")
for x, y in loader:
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    optimizer.step()
`,
        after: `import torch

model.to("cuda")
optimizer = torch.optim.Adagrad(model.parameters(), lr=0.01)
for x, y in loader:
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    optimizer.step()
`,
      },
    },
  },
  function* ({ configuration: { loop, optimizer } }, { edits }) {
    if (optimizer !== "torch.optim.Adagrad") return;
    for (const pass of loop?.passes ?? []) {
      const [step] = eventsOf(pass, "step");
      for (const move of eventsOf(pass, "move")) {
        const create = eventsOf(pass, "create").find(({ at }) => at < move.at);
        const wasMoved = eventsOf(pass, "move").some(({ at }) => create !== undefined && at < create.at);
        if (create === undefined || step === undefined || step.at < move.at || wasMoved) continue;
        if (!happensWith(move, step) || move.loops.length > create.loops.length) continue;
        yield {
          message: "moved",
          values: { what: move.what },
          at: move.range,
          fixes: [{ title: "move", edits: edits.moveBefore(move.statement, create.statement), isSafe: true }],
        };
      }
    }
  },
);
