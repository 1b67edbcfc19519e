import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { eventsOf, excludes, happensWith, inSameLoops, ownPasses, periodAgainst } from "./eventOrder";

/** A step in every few rounds, and gradients that are set to zero in each. */
export const zeroGradWhileAccumulating = sourceRule(
  {
    id: "loop/zero-grad-while-accumulating",
    severity: "warning",
    title: "Gradients that are to add up are set to zero in every round",
    messages: {
      counted:
        "The gradients are set to zero in every round, and a step is made in one of {rounds}: the gradients of {lost} of {rounds} rounds are worked out and thrown away, and the batch is no larger than without accumulation.",
      uncounted:
        "The gradients are set to zero in every round, and a step is made in one of {count} rounds: the step sees the last round's gradient alone, and those before are thrown away.",
    },
    fixes: { move: "Move it behind the step, under its condition" },
    documentation: {
      what: "A loop steps the optimizer in every N-th round, to add up N gradients, and calls `zero_grad()` in every round.",
      why: "To accumulate, the gradients of N rounds must stay in `.grad` until the step. Set to zero in every round, the step sees one of them. The effective batch is N times smaller than it seems, N − 1 of N backward passes are for nothing, and where the loss is divided by N, so is the gradient.",
      formula: "gradient of the step = g_N instead of g₁ + … + g_N",
      ignore: "Where one step in N rounds is meant, without the gradients in between.",
      sources: ["PyTorch documentation, notes/amp_examples, Gradient accumulation"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
for i, (x, y) in enumerate(loader):
    loss = criterion(model(x), y) / 4
    optimizer.zero_grad()
    loss.backward()
    if (i + 1) % 4 == 0:
        optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
for i, (x, y) in enumerate(loader):
    loss = criterion(model(x), y) / 4
    loss.backward()
    if (i + 1) % 4 == 0:
        optimizer.step()
        optimizer.zero_grad()
`,
      },
    },
  },
  function* ({ configuration: { loop } }, { edits }) {
    for (const pass of ownPasses(loop)) {
      const gradients = eventsOf(pass, "backward");
      const zeros = eventsOf(pass, "zero").filter((zero) => zero.of === "optimizer");
      for (const step of eventsOf(pass, "step")) {
        const gradient = gradients.find((it) => inSameLoops(it, step) && happensWith(it, step) && it.at < step.at);
        const period = gradient && periodAgainst(step, gradient);
        if (gradient === undefined || !period || period.rounds === 1) continue;
        const zero = zeros.find(
          (it) => inSameLoops(it, step) && happensWith(it, gradient) && !excludes(it, gradient) && !excludes(it, step),
        );
        const isBetween = zero !== undefined && zero.at > gradient.at && zero.at < step.at;
        if (zero === undefined || isBetween) continue;
        const { rounds, text } = period;
        const fixes = [{ title: "move", edits: edits.moveAfter(zero.statement, step.statement) }] as const;
        const related = [{ range: step.range, message: { template: "Here the step is made.", values: {} } }];
        const values: MessageValues = rounds === null ? { count: text } : { rounds, lost: rounds - 1 };
        yield { message: rounds === null ? "uncounted" : "counted", values, at: zero.range, related, fixes };
      }
    }
  },
);
