import { sourceRule } from "../../rule";
import { eventsOf, excludes, inSameLoops, isAround, isPeriodic, ownPasses, roundsAround } from "./eventOrder";
import { optimizerOf } from "./stepText";

/** `backward` adds to the gradients; nothing in the loop takes them away. */
export const zeroGradMissing = sourceRule(
  {
    id: "loop/zero-grad-missing",
    severity: "error",
    title: "Gradients are never set to zero",
    messages: {
      missing:
        "Nothing in this loop sets the gradients to zero and backward() adds to them: the k-th step is made with the sum of the gradients of all k rounds so far.",
      missingOfRounds:
        "Nothing in this loop sets the gradients to zero and backward() adds to them: after {rounds} rounds a step is made with the sum of {rounds} gradients, nearly all of them of parameters long gone.",
    },
    fixes: { insertBefore: "Insert {call} before backward()", insertBehind: "Insert {call} behind the step" },
    documentation: {
      what: "A loop calls `backward()` and `step()`, and no `zero_grad()`.",
      why: "`backward()` adds the gradient to what is in `.grad`. Without `zero_grad()` the step of round k moves along g₁ + g₂ + … + g_k: that is momentum with a factor of 1, which never forgets. The sum grows with the number of rounds, and close to a minimum it keeps pushing in the direction of the first gradients.",
      formula: "grad after round k = g₁ + g₂ + … + g_k",
      ignore: "Where a whole run is to be one sum of gradients, or a hook of the model sets them to zero.",
      sources: [
        "torch 2.13.0, torch/optim/optimizer.py, Optimizer.zero_grad",
        "dslinter, rule W5517",
        "Braiek and Khomh, TheDeepChecker, TOSEM 2022",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
for epoch in range(10):
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
for epoch in range(10):
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
`,
      },
    },
  },
  function* ({ configuration: { framework, loop } }, { edits }) {
    if (framework === "keras") return;
    for (const pass of ownPasses(loop)) {
      const zeros = [...eventsOf(pass, "zero"), ...eventsOf(pass, "setGradients")];
      const creations = eventsOf(pass, "create");
      for (const step of eventsOf(pass, "step")) {
        const inner = step.loops[step.loops.length - 1];
        if (inner === undefined || inner.rounds === 1) continue;
        const isInLoops = ({ loops }: { readonly loops: typeof step.loops }) =>
          loops.some(({ id }) => step.loops.some((loop) => loop.id === id));
        if (zeros.some(isInLoops) || creations.some(isInLoops)) continue;
        const gradients = eventsOf(pass, "backward").filter(
          (it) => it.at < step.at && isAround(step, it) && !excludes(it, step),
        );
        const [first] = gradients;
        if (first === undefined) continue;
        const name = optimizerOf(step, edits);
        const call = `${name}.zero_grad()`;
        const isBefore = !isPeriodic(step) && gradients.length === 1 && inSameLoops(first, step);
        const edited = isBefore
          ? edits.insertLineBefore(first.statement, call)
          : edits.insertLineAfter(step.statement, call);
        const rounds = roundsAround(step);
        yield {
          message: rounds === null ? "missing" : "missingOfRounds",
          ...(rounds === null ? {} : { values: { rounds } }),
          at: step.range,
          related: [{ range: first.range, message: { template: "Here the gradient is added.", values: {} } }],
          fixes: [
            {
              title: isBefore ? "insertBefore" : "insertBehind",
              values: { call },
              edits: name === null ? null : edited,
              isSafe: true,
            },
          ],
        };
      }
    }
  },
);
