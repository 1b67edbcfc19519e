import assert from "node:assert/strict";
import { joinCells, readingOfCell } from "../../../src/sources/notebook/readingOfCell";
import { readPython } from "../../../src/sources/python/readPython";
import { describeReading } from "../describeReading";

const cells = [
  "%matplotlib inline\nimport torch",
  "lr = 3e-4",
  "# train\nopt = torch.optim.SGD(p, lr=lr, momentum=0.9)\n",
];

describe("a cell of a notebook", () => {
  const reading = readPython(joinCells(cells));

  it("shows the optimizers in it, with places in it, and says which cell has a value that another one spells out", () => {
    assert.equal(
      describeReading(readingOfCell(reading, cells, 2)),
      "2:7-2:46 torch.optim.SGD\n  momentum = 0.9 at 2:42-2:45\n  gist lr 3e-4 · momentum 0.9",
    );
    const [{ hyperparameters }] = readingOfCell(reading, cells, 2).configurations;
    assert.deepEqual(hyperparameters.lr, { value: 3e-4, range: null, origin: "lr, cell 2" });
  });

  it("shows nothing of the others", () => {
    for (const index of [0, 1]) {
      assert.deepEqual(readingOfCell(reading, cells, index), { configurations: [], issues: [] });
    }
  });
});
