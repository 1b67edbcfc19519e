import assert from "node:assert/strict";
import { readPython } from "../../../src/sources/python/readPython";
import { testAnyText } from "../anyText";

const script = `import math
import argparse
import torch
import torch.nn as nn
from dataclasses import dataclass, field
from torch.optim import AdamW, lr_scheduler as sched
from tensorflow import keras
LR = 3e-4
LR *= 2 if LR < 1 else 3
WARMUP = 1_000

parser = argparse.ArgumentParser()
parser.add_argument("--sgd", action="store_true")
parser.add_argument("--eps", type=float, default="1e-6")

@dataclass
class Settings:
    momentum: float = field(default=0.9)
    more: dict = field(default_factory=dict)

class Model(nn.Module):
    """A model."""
    def __init__(self, args, lr=1e-3):
        self.args, self.lr = args, lr
        self.more = {"eps": args.eps}
    def configure(self, args, wd=0.1):
        settings = Settings()
        self.more["fused"] = True
        groups = [{"params": self.decay, "weight_decay": wd}, {"params": self.rest, "lr": LR / 10}]
        if args.sgd:
            self.opt = torch.optim.SGD(groups, lr=LR, momentum=settings.momentum, nesterov=True)
        else:
            self.opt = AdamW(groups, lr=LR, betas=(0.9, 0.95), **self.more)
        self.plan = sched.LambdaLR(self.opt, lambda s: min(1.0, (s + 1) / WARMUP) if s < 10 ** 4 else 0.5 * (1 + math.cos(math.pi * s)))
        torch.nn.utils.clip_grad_norm_(self.parameters(), max_norm=1.0)
        return [self.opt], [self.plan]

decay = keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [1e-2, 1e-3, 1e-4])
model.compile(optimizer=keras.optimizers.Adam(decay, clipnorm=1.0), loss="mse")
args = parser.parse_args()
Model(args, lr=args.eps * 2).configure(args)
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
  const many = Array.from({ length: 300 }, (_, index) => index);
  const hostile: Readonly<Record<string, string>> = {
    "sums of sums": `a0 = 1\n${many.map((i) => `a${i + 1} = a${i} + a${i}`).join("\n")}\ntorch.optim.SGD(p, a300)`,
    "branches in a row": `a = 1\n${many.map((i) => `if x${i}:\n    a = a + ${i}`).join("\n")}\ntorch.optim.SGD(p, a)`,
    "functions that all call each other": `${many.map((i) => `def f${i}(a):\n    f${(i * 7) % 300}(a)\n    f${(i * 11) % 300}(b=a)\n    torch.optim.SGD(p, a)`).join("\n")}\nf0(1)`,
    "objects made of each other": `${many.map((i) => `o${i} = dict(o${(i * 7) % 300}, **o${(i + 1) % 300}, a=o${(i * 3) % 300})\no${i}.a.b = o${(i * 5) % 300}["a"]`).join("\n")}\ntorch.optim.SGD(p, o0.a.b.a, **o1)`,
    "classes that derive from each other": `class A(B):\n    pass\nclass B(A):\n    pass\ntorch.optim.SGD(p, A().lr, **B())`,
    "functions that return each other": `def a():\n    return b()\ndef b():\n    return a()\ntorch.optim.SGD(p, a(), **a().x)`,
    "parsers made of each other": `import argparse\na = argparse.ArgumentParser(parents=[b])\nb = argparse.ArgumentParser(parents=[a])\na.add_argument("--lr", default=a.parse_args().lr)\ntorch.optim.SGD(p, a.parse_args().lr)`,
    "many options": `import argparse\na = argparse.ArgumentParser()\n${many.map((i) => `a.add_argument("--x", default=${i})\nargs = a.parse_args()\nargs.x *= 2\ntorch.optim.SGD(p, args.x)`).join("\n")}`,
    "nested dictionaries": `torch.optim.SGD(p, ${'{"a": '.repeat(300)}1${"}".repeat(300)}${'["a"]'.repeat(300)})`,
    "nested functions": `${many
      .slice(0, 90)
      .map((i) => `${" ".repeat(i)}def f(a${i}=a):`)
      .join("\n")}\n${" ".repeat(90)}torch.optim.SGD(p, a0 + a89)`,
    "a name of every scope": `${many.map((i) => `def f${i}():\n    global a\n    a = a + b\n    b = a\n    torch.optim.SGD(p, a, b)`).join("\n")}\na = b = 1`,
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
