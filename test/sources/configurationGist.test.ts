import assert from "node:assert/strict";
import { shortNumber } from "../../src/core/shortNumber";
import { configurationGist, configurationTitle } from "../../src/sources/configurationGist";
import { readPython } from "../../src/sources/python/readPython";

function gist(code: string): string[] {
  const [configuration] = readPython(`import torch, keras\n${code}\n`).configurations;
  const entries = configurationGist(configuration).map(({ label, value }) => `${label} ${value}`);
  return [configurationTitle(configuration), ...entries];
}

describe("a configuration in short", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    "torch.optim.AdamW(p, 3e-4)": ["AdamW", "lr 3e-4", "β 0.9, 0.999", "ε 1e-8", "wd 0.01"],
    "torch.optim.AdamW(p, 3e-4, weight_decay=0)": ["AdamW", "lr 3e-4", "β 0.9, 0.999", "ε 1e-8", "wd 0"],
    "torch.optim.SGD(p, 0.1)": ["SGD", "lr 0.1"],
    "torch.optim.SGD(p, lr, momentum=m)": ["SGD", "lr ?", "momentum ?"],
    "keras.optimizers.Adam(0.01, beta_1=0.0)": ["Adam", "lr 0.01", "β₁ 0", "β₂ 0.999", "ε 1e-7"],
    "keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.1, 100))": ["SGD", "lr 0.1 → cosine"],
    "o = torch.optim.SGD(p, 0.1); torch.optim.lr_scheduler.LRScheduler(o)": ["SGD", "lr 0.1 → ?"],
    "o = torch.optim.SGD(p, 1e-3); torch.optim.lr_scheduler.OneCycleLR(o, 0.01, 100)": [
      "SGD",
      "lr 1e-3 → one cycle to 0.01",
    ],
    "o = torch.optim.SGD(p, 1e-3); torch.optim.lr_scheduler.CyclicLR(o, [0.01, 0.02], 0.1)": [
      "SGD",
      "lr 1e-3 → cyclic from 0.01, 0.02 to 0.1",
    ],
    "o = torch.optim.SGD(p); s = torch.optim.lr_scheduler; s.SequentialLR(o, [s.LinearLR(o), s.CosineAnnealingLR(o, 9)], [5])":
      ["SGD", "lr 1e-3 → linear then cosine"],
    'torch.optim.SGD([{"params": a}, {"params": b}], 0.1); torch.nn.utils.clip_grad_norm_(p, 1)': [
      "SGD",
      "lr 0.1",
      "clip norm 1",
      "groups 2",
    ],
  };
  for (const [code, expected] of Object.entries(cases)) {
    it(code, () => assert.deepEqual(gist(code), expected));
  }

  const numbers: readonly (readonly [number, string])[] = [
    [0.9, "0.9"],
    [0.01, "0.01"],
    [0.001, "1e-3"],
    [0.0003, "3e-4"],
    [-0.00015, "-1.5e-4"],
    [0, "0"],
    [20000, "20000"],
    [1e6, "1e6"],
    [Number.NaN, "NaN"],
  ];
  for (const [value, expected] of numbers) {
    it(`${value} is written ${expected}`, () => assert.equal(shortNumber(value), expected));
  }
});
