import { sourceRule } from "../../rule";
import { eventsOf, excludes, happensWith, inSameLoops, isAround, isBetween, ownPasses } from "./eventOrder";

/** `backward`, `zero_grad`, `step`: the step finds nothing. */
export const gradientThrownAway = sourceRule(
  {
    id: "loop/gradient-thrown-away",
    severity: "error",
    title: "Gradients are set to zero between backward and step",
    messages: {
      noGradients:
        "The gradients are thrown away between backward() and step(): the step finds none and leaves every parameter as it is, so nothing is learned.",
      zeroGradients:
        "The gradients are set to zero between backward() and step(): the step is made with a gradient of 0, and nothing but momentum and weight decay moves the parameters.",
    },
    fixes: { behind: "Move it behind the step", before: "Move it before backward()" },
    documentation: {
      what: "`zero_grad()` stands between `backward()` and `step()`.",
      why: "The step uses what is in `.grad`. `zero_grad()` sets it to None, and `step()` passes over parameters whose gradient is None: they stay what they are, bit for bit. With `set_to_none=False` the gradient is 0, which lets weight decay shrink the parameters and old momentum die away.",
      ignore: "Where other code puts gradients in their place in between.",
      sources: ["torch 2.13.0, torch/optim/optimizer.py, Optimizer.zero_grad"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
`,
      },
    },
  },
  function* ({ configuration: { loop } }, { edits }) {
    for (const pass of ownPasses(loop)) {
      const zeros = eventsOf(pass, "zero").filter((zero) => zero.of === "optimizer");
      for (const step of eventsOf(pass, "step")) {
        const zero = zeros.find(
          (it) =>
            it.at < step.at &&
            inSameLoops(it, step) &&
            happensWith(it, step) &&
            !isBetween(pass, it.at, step.at, ["backward", "setGradients", "other", "step"]),
        );
        if (zero === undefined) continue;
        const [gradient] = eventsOf(pass, "backward").filter(
          (it) =>
            it.at < zero.at &&
            isAround(step, it) &&
            !excludes(it, step) &&
            !isBetween(pass, it.at, zero.at, ["step", "zero", "setGradients"]),
        );
        if (gradient === undefined) continue;
        yield {
          message: zero.keepsZeros ? "zeroGradients" : "noGradients",
          at: zero.range,
          related: [
            { range: gradient.range, message: { template: "Here the gradients are worked out.", values: {} } },
            { range: step.range, message: { template: "Here they are missing.", values: {} } },
          ],
          fixes: [
            { title: "behind", edits: edits.moveAfter(zero.statement, step.statement), isSafe: true },
            { title: "before", edits: edits.moveBefore(zero.statement, gradient.statement) },
          ],
        };
      }
    }
  },
);
