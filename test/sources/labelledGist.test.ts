import assert from "node:assert/strict";
import { labelledGist, placeOfGist } from "../../src/sources/labelledGist";
import { readPython } from "../../src/sources/python/readPython";

function configurationOf(code: string) {
  return readPython(`import torch, keras\n${code}`).configurations[0];
}

describe("a gist with where its values come from", () => {
  const ofVariable = configurationOf(`rate = 0.1
optimizer = torch.optim.AdamW(
    model.parameters(), lr=rate, betas=(0.9, 0.95), foreach=True,
)
torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)`);

  it("names variable and line, or default", () => {
    assert.deepEqual(labelledGist(ofVariable), [
      { label: "lr", value: "0.1", origin: "rate, line 2", hasPlace: true },
      { label: "β", value: "0.9, 0.95", origin: "line 4", hasPlace: true },
      { label: "ε", value: "1e-8", origin: "default" },
      { label: "wd", value: "0.01", origin: "default" },
      { label: "clip", value: "norm 1" },
    ]);
  });

  it("finds the places again", () => {
    assert.deepEqual(placeOfGist(ofVariable, "lr")?.range, { line: 2, column: 8, endLine: 2, endColumn: 11 });
    for (const label of ["ε", "clip", "none of them"]) assert.equal(placeOfGist(ofVariable, label), null);
  });

  it("takes the rate from the schedule that brings it", () => {
    const scheduled = configurationOf(`rate = keras.optimizers.schedules.CosineDecay(
    1e-3, 1000)
optimizer = keras.optimizers.Adam(rate)`);
    assert.deepEqual(labelledGist(scheduled)[0], {
      label: "lr",
      value: "1e-3 → cosine",
      origin: "line 3",
      hasPlace: true,
    });
  });

  it("says of what cannot be read nothing but that", () => {
    const unread = configurationOf("optimizer = torch.optim.AdamW(model.parameters(), lr=scale(0.1))");
    assert.deepEqual(labelledGist(unread)[0], { label: "lr", value: "?" });
  });
});
