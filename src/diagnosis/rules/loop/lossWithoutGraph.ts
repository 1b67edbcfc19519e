import { sourceRule } from "../../rule";
import { eventsOf } from "./eventOrder";

/** `loss.item()` before `loss.backward()`. */
export const lossWithoutGraph = sourceRule(
  {
    id: "loop/loss-without-graph",
    severity: "error",
    title: "A loss is taken out of its graph before backward",
    messages: {
      cut: "The loss went through {cutBy} before backward(): it no longer knows what it was computed from, and backward() fails.",
    },
    documentation: {
      what: "The variable that `backward()` is called on was assigned `….item()` or `….detach()`.",
      why: "`item()` gives a Python number, which has no `backward`; `detach()` a tensor without a graph, which needs no gradient. Both are for logs.",
      ignore: "Never: the program raises an error here.",
      sources: ["torch 2.13.0, torch/_tensor.py, Tensor.backward"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    optimizer.zero_grad()
    loss = criterion(model(x), y).item()
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
  function* ({ configuration: { loop } }) {
    for (const pass of loop?.passes ?? []) {
      for (const { cutBy, range } of eventsOf(pass, "backward")) {
        if (cutBy !== null) yield { message: "cut", values: { cutBy }, at: range };
      }
    }
  },
);
