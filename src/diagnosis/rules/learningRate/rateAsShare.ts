import type { Role } from "../../configuration/configurationFacts";
import { sourceRule } from "../../rule";

const shares: readonly Role[] = ["momentum", "beta1", "beta2", "decay"];

/** Above that a share of the rate's size may be one. */
const LARGEST = 0.5;

/** A momentum or a β that is the learning rate: the same number was handed on twice. */
export const rateAsShare = sourceRule(
  {
    id: "learning-rate/rate-as-share",
    severity: "warning",
    title: "A momentum or β is the learning rate",
    messages: {
      same: "{argument} is {value}, as the learning rate is: as a share to keep it remembers {memory} steps, which is no memory at all.",
    },
    documentation: {
      what: "The momentum, or a β, has the value of the learning rate.",
      why: "A mean that keeps a share β of itself remembers 1/(1 − β) steps. With a β of 1e-3 that is one step: the mean is the gradient itself, and the optimizer has no momentum, or divides every gradient by its own size and nothing else.",
      formula: "memory = 1 / (1 − β)",
      ignore: "Never on purpose that we know of; give the share another spelling where it is.",
      sources: ["Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980, section 2"],
      example: {
        path: "train.py",
        before: `import torch

lr = 1e-2
optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=lr)
`,
        after: `import torch

lr = 1e-2
optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
`,
      },
    },
  },
  function* ({ groups: [group] }) {
    const rate = group.number("learningRate")?.value ?? null;
    if (rate === null || rate <= 0 || rate > LARGEST) return;
    for (const role of shares) {
      const share = group.number(role);
      if (share?.read == null || share.value !== rate) continue;
      const { argument, value, read } = share;
      yield { message: "same", values: { argument, value, memory: 1 / (1 - value) }, at: read };
    }
  },
);
