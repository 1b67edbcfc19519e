import { batchLoop } from "../../configuration/batchLoop";
import { numberOf } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** The loss of one batch is noise to ReduceLROnPlateau, whose patience is counted in calls. */
export const plateauPerBatch = sourceRule(
  {
    id: "schedule/plateau-per-batch",
    severity: "warning",
    title: "ReduceLROnPlateau is stepped with every batch",
    messages: {
      batches:
        "ReduceLROnPlateau is stepped with every batch of {batches}: {bad} batches in a row whose loss is no better than the best one so far multiply the learning rate by {factor}.",
    },
    fixes: { move: "Step it once in an epoch, behind the loop over {batches}" },
    thresholds: {
      patience: { default: 200, description: "Patience, in steps, from which on it may well be meant in batches." },
    },
    documentation: {
      what: "`scheduler.step(loss)` of `ReduceLROnPlateau` stands in the loop over the batches, and its patience is a few steps.",
      why: "It keeps the best loss that it has seen. The losses of single batches scatter, so the best one is a lucky batch, and the next 10 are hardly ever better: with the default patience of 10 the learning rate is cut about every 11 batches, while the loss still falls.",
      formula: "lr ← factor · lr after patience + 1 steps without a better loss",
      ignore: "Where the loss that it is given is a running mean.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, ReduceLROnPlateau.step",
        "https://github.com/pytorch/pytorch/issues/119763",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=5)
for epoch in range(50):
    for inputs, targets in loader:
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
        scheduler.step(loss)
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=5)
for epoch in range(50):
    for inputs, targets in loader:
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
    scheduler.step(loss)
`,
      },
    },
  },
  function* (facts, { threshold, edits }) {
    const { schedule } = facts.configuration;
    if (schedule?.name !== "torch.optim.lr_scheduler.ReduceLROnPlateau") return;
    const loop = batchLoop(facts);
    const patience = numberOf(schedule, "patience");
    const factor = numberOf(schedule, "factor");
    if (loop === null || patience === undefined || factor === undefined || patience >= threshold("patience")) return;
    const { step, batches } = loop;
    yield {
      message: "batches",
      values: { batches: batches.over, bad: patience + 1, factor },
      at: step,
      fixes: [{ title: "move", values: { batches: batches.over }, edits: edits.moveAfter(step, batches.range) }],
    };
  },
);
