import assert from "node:assert/strict";
import { join } from "node:path";
import { readSource } from "../../../src/sources/readSource";
import { testReadingCases } from "../readingCases";

const read = (text: string) => readSource("train.ipynb", text);

testReadingCases("notebooks", join("test", "sources", "notebook", "cases"), read);

describe("reading notebooks of any kind", () => {
  const cell = (source: string[]) => ({ cell_type: "code", metadata: {}, outputs: [], source });
  const notebook = JSON.stringify({
    cells: [cell(["import torch\n", "lr = 1e-3"]), cell(["opt = torch.optim.Adam(p, lr=lr)\n"])],
    metadata: { kernelspec: { language: "python" } },
  });

  it("reads what is there of a file that is cut off, wherever that is", async () => {
    let most = 0;
    for (let length = 0; length <= notebook.length; length++) {
      most = Math.max(most, (await read(notebook.slice(0, length))).configurations.length);
    }
    assert.equal(most, 1);
  });

  it("reads nothing of lists that are nested deeper than the stack", async () => {
    const { configurations } = await read(`{"cells": ${"[".repeat(100_000)}, "torch"`);
    assert.deepEqual(configurations, []);
  });
});
