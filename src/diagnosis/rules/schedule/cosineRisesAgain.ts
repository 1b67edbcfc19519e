import { sourceRule } from "../../rule";

/** `CosineAnnealingLR` swings back to the top in as many steps as it took to the bottom: its period is 2 · T_max. */
export const cosineRisesAgain = sourceRule(
  {
    id: "schedule/cosine-rises-again",
    severity: "warning",
    title: "Cosine annealing rises again after T_max",
    messages: {
      rises:
        "The learning rate is at its lowest, {lowest}, after T_max = {tMax} steps of the schedule and rises again from there: the run has {steps} steps and ends at {last}.",
    },
    fixes: { span: "Set T_max to {steps}, the steps of the run" },
    thresholds: {
      share: {
        default: 0.01,
        description:
          "Share of the way back to the top that the rate has to have come by the end of the run; a step or two beyond T_max make no difference.",
      },
    },
    documentation: {
      what: "`T_max` of `CosineAnnealingLR` is half a period. A run with more steps of the schedule than that sees the learning rate climb back to where it began.",
      why: "Annealing is to end in small steps. A run that stops while the rate climbs throws that away: its last updates are as noisy as those in its middle. Most often T_max is in epochs while the schedule is stepped with every batch, or the number of epochs was raised and T_max was not.",
      formula: "lr(s) = eta_min + (lr0 − eta_min) · (1 + cos(π · s / T_max)) / 2, with period 2 · T_max",
      ignore: "Where the rate is meant to swing; `CosineAnnealingWarmRestarts` says so more clearly.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, CosineAnnealingLR",
        "https://github.com/ivadomed/ivadomed/issues/57",
        "https://github.com/konstmish/prodigy/issues/10",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=30)
for epoch in range(50):
    for batch in loader:
        optimizer.zero_grad()
        loss(model(batch)).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)
for epoch in range(50):
    for batch in loader:
        optimizer.zero_grad()
        loss(model(batch)).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* ({ configuration: { schedule, hyperparameters }, stepsOfSchedule: steps }, { threshold, edits }) {
    if (schedule?.name !== "torch.optim.lr_scheduler.CosineAnnealingLR" || steps === null) return;
    const { T_max: span, eta_min: lowest } = schedule.hyperparameters;
    const rate = hyperparameters.lr?.value;
    if (typeof span?.value !== "number" || typeof lowest?.value !== "number" || typeof rate !== "number") return;
    const wayUp = (1 + Math.cos((Math.PI * (steps - 1)) / span.value)) / 2;
    if (steps - 1 <= span.value || wayUp < threshold("share")) return;
    const last = lowest.value + (rate - lowest.value) * wayUp;
    yield {
      message: "rises",
      values: { lowest: lowest.value, tMax: span.value, steps, last },
      at: span,
      fixes: [{ title: "span", values: { steps }, edits: edits.replaceValue(span, String(steps)) }],
    };
  },
);
