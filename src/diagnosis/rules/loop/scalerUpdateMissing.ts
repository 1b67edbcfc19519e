import { sourceRule } from "../../rule";
import { eventsOf } from "./eventOrder";

/** `scaler.step` once, and never `scaler.update`. */
export const scalerUpdateMissing = sourceRule(
  {
    id: "loop/scaler-update-missing",
    severity: "error",
    title: "A scaler is stepped and never updated",
    messages: {
      missing:
        "{scaler}.update() is never called: the second {scaler}.step() raises RuntimeError, since it has been called already since the last update.",
    },
    fixes: { insert: "Insert {call} behind the step" },
    documentation: {
      what: "`scaler.step(optimizer)` is called in a loop, and `scaler.update()` nowhere.",
      why: "`update()` ends the round of a `GradScaler`: it halves the factor where gradients overflowed, doubles it after 2,000 rounds without, and forgets that the optimizer has been stepped. Without it the next `unscale_()` or `step()` refuses.",
      ignore: "Where the scaler is updated by code in another file, or its class is your own.",
      sources: ["torch 2.13.0, torch/amp/grad_scaler.py, GradScaler.step and GradScaler.update"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scaler = torch.amp.GradScaler("cuda")
for x, y in loader:
    optimizer.zero_grad()
    with torch.autocast("cuda"):
        loss = criterion(model(x), y)
    scaler.scale(loss).backward()
    scaler.step(optimizer)
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scaler = torch.amp.GradScaler("cuda")
for x, y in loader:
    optimizer.zero_grad()
    with torch.autocast("cuda"):
        loss = criterion(model(x), y)
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
`,
      },
    },
  },
  function* ({ configuration: { loop, lossScaling } }, { edits }) {
    // Without its arguments read, it may be a scaler of the user's own.
    if (loop === undefined || loop.isHandedOn || lossScaling === undefined) return;
    if (loop.passes.some((pass) => eventsOf(pass, "updateScale").length > 0)) return;
    for (const pass of loop.passes) {
      for (const step of eventsOf(pass, "step")) {
        const { scaler, loops } = step;
        if (scaler === null || loops.length === 0) continue;
        const call = `${scaler}.update()`;
        const edited = pass.isOnlyOptimizer ? edits.insertLineAfter(step.statement, call) : null;
        yield {
          message: "missing",
          values: { scaler },
          at: step.range,
          fixes: [{ title: "insert", values: { call }, edits: edited, isSafe: true }],
        };
      }
    }
  },
);
