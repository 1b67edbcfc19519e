import { sourceRule } from "../../rule";
import { eventsOf, excludes, inSameLoops } from "./eventOrder";

/** The graph of a loss is gone after one `backward`. */
export const backwardTwice = sourceRule(
  {
    id: "loop/backward-twice",
    severity: "error",
    title: "A loss is differentiated twice",
    messages: {
      loss: "{loss} is differentiated a second time: its graph was freed by the first backward(), and this one raises RuntimeError.",
      tape: "{loss} is asked for gradients a second time: without persistent=True a tape gives them once, and raises RuntimeError here.",
    },
    fixes: { remove: "Remove the second one" },
    documentation: {
      what: "`loss.backward()` is called twice without the loss being computed anew, or `tape.gradient` twice of a tape that is not persistent.",
      why: "`backward()` frees what the graph has saved as it goes through it. The second call has nothing to go through. With `retain_graph=True` it would add the same gradient a second time: a learning rate twice as large, and twice the time.",
      ignore: "Where the graph saves nothing, as that of a plain sum.",
      sources: [
        "torch 2.13.0, torch/autograd/__init__.py, backward",
        "TensorFlow 2.16, tensorflow/python/eager/backprop.py, GradientTape.gradient",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    loss.backward()
    optimizer.step()
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
  function* ({ configuration: { loop, framework } }, { edits }) {
    for (const pass of loop?.passes ?? []) {
      const gradients = eventsOf(pass, "backward");
      for (const [index, second] of gradients.entries()) {
        const first = gradients[index - 1];
        if (first === undefined || first.loss === null || first.loss !== second.loss || first.keepsGraph) continue;
        if (!/^[\w.]+$/.test(first.loss) || !inSameLoops(first, second) || excludes(first, second)) continue;
        const [from, to] = [first.range, second.range];
        if (from.line >= to.line) continue;
        const passage = { line: from.endLine, column: from.endColumn, endLine: to.line, endColumn: to.column };
        // Computed anew in between.
        if (
          new RegExp(
            `(^|[^\\w.])${first.loss.replaceAll(".", "\\.")}\\b\\s*([-+*/]?=[^=]|,|:)|\\bfor\\b|\\bdef\\b`,
          ).test(edits.textOf(passage))
        )
          continue;
        yield {
          message: framework === "keras" ? "tape" : "loss",
          values: { loss: first.loss },
          at: second.range,
          related: [{ range: first.range, message: { template: "Here it was differentiated first.", values: {} } }],
          fixes: [{ title: "remove", edits: framework === "keras" ? null : edits.removeLines(second.statement) }],
        };
      }
    }
  },
);
