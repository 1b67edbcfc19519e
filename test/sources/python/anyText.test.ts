import assert from "node:assert/strict";
import { readPython } from "../../../src/sources/python/readPython";
import { testAnyText } from "../anyText";

const script = `import math
import torch
import torch.nn as nn
from torch.optim import AdamW, lr_scheduler as sched
from tensorflow import keras
LR = 3e-4
WARMUP = 1_000

class Model(nn.Module):
    """A model."""
    def configure(self, args, wd=0.1):
        groups = [{"params": self.decay, "weight_decay": wd}, {"params": self.rest, "lr": LR / 10}]
        if args.sgd:
            self.opt = torch.optim.SGD(groups, lr=LR, momentum=.9, nesterov=True)
        else:
            self.opt = AdamW(groups, lr=LR, betas=(0.9, 0.95), **args.more)
        self.plan = sched.LambdaLR(self.opt, lambda s: min(1.0, (s + 1) / WARMUP) if s < 10 ** 4 else 0.5 * (1 + math.cos(math.pi * s)))
        torch.nn.utils.clip_grad_norm_(self.parameters(), max_norm=1.0)
        return [self.opt], [self.plan]

decay = keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [1e-2, 1e-3, 1e-4])
model.compile(optimizer=keras.optimizers.Adam(decay, clipnorm=1.0), loss="mse")
`;

describe("reading Python of any kind", function () {
  this.timeout(30_000);

  it("reads the whole script", () => {
    assert.deepEqual(
      readPython(script).configurations.map(({ optimizer }) => optimizer),
      ["torch.optim.SGD", "torch.optim.AdamW", "keras.optimizers.Adam"],
    );
  });

  // Far deeper than the stack is, and long enough for work that grows with the square of the length to show.
  const depth = 10_000;
  const hostile: Readonly<Record<string, string>> = {
    "nested parentheses": `torch.optim.SGD(p, ${"(".repeat(depth)}1${")".repeat(depth)})`,
    "a long sum": `torch.optim.SGD(p, ${"1 + ".repeat(depth)}1)`,
    "signs in a row": `torch.optim.SGD(p, ${"-".repeat(depth)}1)`,
    "a circle of names": "a = b\nb = a\na.optim.SGD(p, a)\ntorch.optim.SGD(p, a)",
    "nested choices": `o = torch.optim.SGD(p)\ntorch.optim.lr_scheduler.LambdaLR(o, lambda e: 1 if ${"(e > 1 or e > 2) and ".repeat(200)} e > 3 else 2)`,
    "nested calls": `${"torch.optim.SGD(".repeat(300)}p${")".repeat(300)}`,
    "a long chain of attributes": `torch${".optim".repeat(depth)}.SGD(p)`,
    "a nested target": `${"(".repeat(depth)}a${")".repeat(depth)} = 1`,
  };
  testAnyText({
    read: readPython,
    script,
    around: (characters) => `import torch\nx = torch.optim.SGD(p, ${characters}\n${characters})`,
    hostile: Object.fromEntries(Object.entries(hostile).map(([what, text]) => [what, `import torch\n${text}\n`])),
  });
});
