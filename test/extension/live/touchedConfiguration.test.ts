import assert from "node:assert/strict";
import { touchedConfiguration } from "../../../src/extension/live/touchedConfiguration";
import { readPython } from "../../../src/sources/python/readPython";

const script = `import torch
RATE = 0.1
first = torch.optim.SGD(a, lr=RATE)
second = torch.optim.Adam(
    b,
    lr=RATE,
)
warm = torch.optim.lr_scheduler.LinearLR(second)
cosine = torch.optim.lr_scheduler.CosineAnnealingLR(second, T_max=10)
both = torch.optim.lr_scheduler.SequentialLR(second, [warm, cosine], milestones=[3])
x, y = torch.optim.SGD(a, lr=1), torch.optim.SGD(b, lr=2)
`;

describe("the configuration that an edit touches", () => {
  const { configurations } = readPython(script);
  const touched = (line: number, column: number) => {
    const configuration = touchedConfiguration(configurations, { line, column });
    return configuration && configurations.indexOf(configuration);
  };

  it("is the one whose call spans it", () => {
    assert.equal(touched(3, 32), 0);
    assert.equal(touched(6, 8), 1);
  });

  it("is the one whose schedule spans it, or a part of that", () => {
    assert.equal(touched(10, 60), 1);
    assert.equal(touched(8, 40), 1);
    assert.equal(touched(9, 68), 1);
  });

  it("is the only one on its line, and none where there are several", () => {
    assert.equal(touched(3, 2), 0);
    assert.equal(touched(11, 1), undefined);
    assert.equal(touched(11, 30), 2);
  });

  it("is none elsewhere", () => {
    assert.equal(touched(2, 8), undefined);
    assert.equal(touched(99, 1), undefined);
  });
});
