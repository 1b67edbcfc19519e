import { sourceRule } from "../../rule";
import { eventsOf, excludes, inSameLoops } from "./eventOrder";

/** Gradients are worked out and set to zero, and never used. */
export const optimizerNeverStepped = sourceRule(
  {
    id: "loop/optimizer-never-stepped",
    severity: "warning",
    title: "An optimizer is never stepped",
    messages: {
      missing:
        "The loop works out gradients and sets them to zero again, and {name}.step() is never called: no parameter ever changes.",
    },
    fixes: { insert: "Insert {call} behind backward()" },
    documentation: {
      what: "A loop calls `zero_grad()` of an optimizer and `backward()`, and `step()` nowhere.",
      why: "`backward()` only works out gradients; the parameters change in `step()`.",
      ignore: "Where the gradients alone are of interest.",
      sources: ["torch 2.13.0, torch/optim/optimizer.py, Optimizer.step"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
`,
      },
    },
  },
  function* ({ configuration: { loop } }, { edits }) {
    if (loop === undefined || loop.isHandedOn || loop.isUsedElsewhere || loop.name === null) return;
    if (loop.passes.some((pass) => eventsOf(pass, "step").length > 0)) return;
    for (const pass of loop.passes) {
      if (!pass.isOnlyOptimizer) continue;
      const zeros = eventsOf(pass, "zero").filter(({ of, loops }) => of === "optimizer" && loops.length > 0);
      const gradients = eventsOf(pass, "backward").filter((it) =>
        zeros.some((zero) => inSameLoops(zero, it) && !excludes(zero, it)),
      );
      const last = gradients[gradients.length - 1];
      if (last === undefined || last.isScaled) continue;
      const call = `${loop.name}.step()`;
      yield {
        message: "missing",
        values: { name: loop.name },
        at: last.range,
        fixes: [{ title: "insert", values: { call }, edits: edits.insertLineAfter(last.statement, call) }],
      };
    }
  },
);
