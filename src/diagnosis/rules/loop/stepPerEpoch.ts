import { sourceRule } from "../../rule";
import { eventsOf, excludes, happensWith, inSameLoops, isAround, isPeriodic, ownPasses } from "./eventOrder";

/** One step for a whole epoch of gradients. */
export const stepPerEpoch = sourceRule(
  {
    id: "loop/step-per-epoch",
    severity: "information",
    title: "One update in an epoch",
    messages: {
      sum: "The gradients of all batches of an epoch add up, and one step is made with their sum: a run of {epochs} epochs makes {epochs} updates.",
      sumUnknown:
        "The gradients of all batches of an epoch add up, and one step is made with their sum: one update in an epoch.",
      lost: "The gradients are set to zero with every batch, and one step is made in an epoch: it sees the last batch alone, and the gradients of all others are thrown away.",
    },
    fixes: { step: "Step behind every backward()" },
    documentation: {
      what: "`backward()` is in the loop over batches, and `step()` behind it, in the loop over epochs.",
      why: "This is full-batch gradient descent, or a `step()` that is indented too little. The sum over batches is as many times larger as there are batches, and so is the step of plain gradient descent. Where `zero_grad()` is in the inner loop, all batches but the last are for nothing.",
      ignore: "Where one update with the gradient of all data is meant.",
      sources: ["torch 2.13.0, torch/optim/optimizer.py"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for epoch in range(20):
    for x, y in loader:
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
    optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for epoch in range(20):
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
    for (const pass of ownPasses(loop)) {
      const steps = eventsOf(pass, "step");
      for (const step of steps) {
        const epochs = step.loops[step.loops.length - 1];
        if (epochs?.unit !== "epoch" || isPeriodic(step)) continue;
        const gradient = eventsOf(pass, "backward").find(
          (it) =>
            it.at < step.at &&
            it.loops.length === step.loops.length + 1 &&
            it.loops[step.loops.length].unit === "batch" &&
            isAround(step, it) &&
            !excludes(it, step),
        );
        if (gradient === undefined || steps.some((it) => inSameLoops(it, gradient))) continue;
        const zero = eventsOf(pass, "zero").find((it) => inSameLoops(it, gradient));
        const isLost = zero !== undefined && happensWith(zero, gradient);
        if (zero !== undefined && !isLost) continue;
        const report = {
          at: step.range,
          related: [{ range: gradient.range, message: { template: "Here a batch adds its gradient.", values: {} } }],
          fixes: [{ title: "step", edits: edits.moveAfter(step.statement, gradient.statement) }],
        } as const;
        const { rounds } = epochs;
        if (isLost) yield { message: "lost", severity: "warning", ...report };
        else if (rounds === null) yield { message: "sumUnknown", ...report };
        else yield { message: "sum", values: { epochs: rounds }, ...report };
      }
    }
  },
);
