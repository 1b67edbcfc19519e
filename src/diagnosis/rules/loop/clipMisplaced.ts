import { sourceRule } from "../../rule";
import { eventsOf, excludes, inSameLoops, isAround, isBetween, isPeriodic, ownPasses } from "./eventOrder";

/** Clipping where there is nothing to clip, or nothing that is used. */
export const clipMisplaced = sourceRule(
  {
    id: "loop/clip-misplaced",
    severity: "error",
    title: "Gradients are clipped where it makes no difference",
    messages: {
      behindStep:
        "The gradients are clipped behind the step that was made with them: no step is ever made with a clipped gradient, however large it is.",
      beforeBackward:
        "The gradients are clipped before backward() works them out: the step is made with unclipped gradients, however large they are.",
    },
    fixes: { move: "Move it before the step" },
    documentation: {
      what: "`clip_grad_norm_` or `clip_grad_value_` is called behind `step()`, or before `backward()`.",
      why: "Clipping changes `.grad` in place. It takes effect for steps that are made between it and the next `zero_grad()`; the right place is behind `backward()` (and `unscale_()`) and before `step()`.",
      ignore: "Where the call is there to measure the norm alone; `max_norm=float('inf')` says so.",
      sources: [
        "torch 2.13.0, torch/nn/utils/clip_grad.py",
        "PyTorch documentation, notes/amp_examples, Gradient clipping",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
`,
      },
    },
  },
  function* ({ configuration: { loop } }, { edits }) {
    for (const pass of ownPasses(loop)) {
      const clips = eventsOf(pass, "clip").filter(({ limit }) => limit !== Number.POSITIVE_INFINITY);
      const steps = eventsOf(pass, "step");
      for (const clip of clips) {
        const near = steps.filter((it) => inSameLoops(it, clip) && !excludes(it, clip));
        const [step, ...others] = near;
        if (step === undefined || others.length > 0 || isPeriodic(step) || isPeriodic(clip)) continue;
        const isClippedElsewhere = clips.some((it) => it !== clip && !excludes(it, clip));
        const gradients = eventsOf(pass, "backward").filter((it) => isAround(step, it) && !excludes(it, step));
        if (isClippedElsewhere || gradients.length === 0) continue;
        const isBehind =
          clip.at > step.at &&
          gradients.every(({ at }) => at < step.at) &&
          !isBetween(pass, step.at, clip.at, ["setGradients"]);
        const isBefore = clip.at < step.at && gradients.every(({ at }) => at > clip.at && at < step.at);
        const isSet = eventsOf(pass, "setGradients").length > 0;
        if ((!isBehind && !isBefore) || isSet) continue;
        yield {
          message: isBehind ? "behindStep" : "beforeBackward",
          at: clip.range,
          related: [{ range: step.range, message: { template: "Here the step is made.", values: {} } }],
          fixes: [
            {
              title: "move",
              edits: step.scaler === null ? edits.moveBefore(clip.statement, step.statement) : null,
              isSafe: true,
            },
          ],
        };
      }
    }
  },
);
