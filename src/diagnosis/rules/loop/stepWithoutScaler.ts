import { sourceRule } from "../../rule";
import { eventsOf, excludes, inSameLoops, ownPasses } from "./eventOrder";
import { optimizerOf } from "./stepText";

/** The loss is scaled, and the optimizer stepped past the scaler. */
export const stepWithoutScaler = sourceRule(
  {
    id: "loop/step-without-scaler",
    severity: "error",
    title: "An optimizer is stepped past its scaler",
    messages: {
      scaled:
        "The loss is multiplied by the scale of {scaler}, and this step does not divide by it: its gradients are 65,536 times too large unless the scaler was made otherwise, and those that overflowed are not skipped.",
      unchecked:
        "The gradients are divided by the scale of {scaler}, and this step is made past it: a gradient that overflowed to infinity or NaN is not skipped and ruins the parameters.",
    },
    fixes: { step: "Step by the scaler: {call}" },
    documentation: {
      what: "`scaler.scale(loss).backward()` is followed by `optimizer.step()` instead of `scaler.step(optimizer)`.",
      why: "A `GradScaler` multiplies the loss, and with it every gradient, by 65,536 at the start, so that small ones do not vanish in half precision. `scaler.step` divides by the factor again and leaves steps out whose gradients overflowed. `optimizer.step()` does neither: SGD makes steps 65,536 times too long; Adam, whose step does not depend on the size of the gradient, still meets the first infinity, which its moments never forget.",
      formula: "step of SGD = lr · 65,536 · g",
      ignore: "Where the gradients are divided and checked by code of your own.",
      sources: ["torch 2.13.0, torch/amp/grad_scaler.py", "PyTorch documentation, notes/amp_examples"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scaler = torch.amp.GradScaler("cuda")
for x, y in loader:
    optimizer.zero_grad()
    with torch.autocast("cuda"):
        loss = criterion(model(x), y)
    scaler.scale(loss).backward()
    optimizer.step()
    scaler.update()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
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
  function* ({ configuration: { loop } }, { edits }) {
    for (const pass of ownPasses(loop)) {
      const steps = eventsOf(pass, "step");
      if (steps.some(({ scaler }) => scaler !== null) || eventsOf(pass, "setGradients").length > 0) continue;
      for (const step of steps) {
        const gradients = eventsOf(pass, "backward").filter(
          (it) => it.at < step.at && inSameLoops(it, step) && !excludes(it, step),
        );
        const scaled = gradients[gradients.length - 1];
        const scaler = /^(.+)\.scale\(/.exec(scaled?.loss ?? "")?.[1];
        if (!scaled?.isScaled || scaler === undefined) continue;
        const isUnscaled = eventsOf(pass, "unscale").some(({ at }) => at > scaled.at && at < step.at);
        const name = optimizerOf(step, edits);
        const call = `${scaler}.step(${name})`;
        const isUpdated = eventsOf(pass, "updateScale").length > 0;
        const isPlain = name !== null && edits.textOf(step.range) === `${name}.step()`;
        const more = isUpdated ? [] : edits.insertLineAfter(step.statement, `${scaler}.update()`);
        yield {
          message: isUnscaled ? "unchecked" : "scaled",
          values: { scaler },
          at: step.range,
          related: [{ range: scaled.range, message: { template: "Here the loss is scaled.", values: {} } }],
          fixes: [
            {
              title: "step",
              values: { call },
              edits: isPlain ? [...edits.replace(step.range, call), ...more] : null,
              isSafe: true,
            },
          ],
        };
      }
    }
  },
);
