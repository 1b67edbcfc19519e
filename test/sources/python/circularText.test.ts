import assert from "node:assert/strict";
import { readPython } from "../../../src/sources/python/readPython";

/** What the longest of them may take, on a machine that has other things to do. */
const MAXIMUM_MILLISECONDS = 20_000;

const repeated = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** Texts in which everything depends on everything: following all of it would take years. */
const texts: Readonly<Record<string, string>> = {
  "functions that call each other twice": `import torch
${repeated(3000, (index) => `def f${index}(x): return f${index + 1}(f${index + 1}(x))`)}
optimizer = torch.optim.SGD(p, 0.1)
torch.optim.lr_scheduler.StepLR(f0(optimizer), 3)`,
  "functions of one name that call themselves in loops": `import torch
${repeated(500, () => "def f(x):\n  f(x)\n  for i in range(3): f(x)\n  optimizer.step()")}
optimizer = torch.optim.SGD(p, 0.1)
f(optimizer)`,
  "a variable that is assigned a part of itself": `import torch
o = torch.optim.SGD(p, 0.1)
${repeated(2000, (index) => `o = g(o)[${index}]`)}
${repeated(500, () => "o.step()")}`,
  "a class that may be any of those before": `import torch
d = torch.optim.SGD
${repeated(1500, () => "d = d if a else d")}
${repeated(300, () => "d(p, lr=1)")}`,
  "a loop that works out its rate in hundreds of branches": `import numpy as np
for step in range(1000):
    if step < 1:
        lr = 1
${repeated(390, (index) => `    elif step < ${index + 2}:\n        lr = 0.5${index}`)}
    gradient = x.T @ (x @ w - y)
    w -= lr * gradient`,
};

describe("Python in which everything depends on everything", () => {
  for (const [title, text] of Object.entries(texts)) {
    it(`gives up on ${title}`, () => {
      const start = performance.now();
      readPython(text);
      assert.ok(performance.now() - start < MAXIMUM_MILLISECONDS);
    }).timeout(2 * MAXIMUM_MILLISECONDS);
  }
});
