import assert from "node:assert/strict";
import { isInRange } from "../../../src/core/numberRange";
import { adjustables } from "../../../src/sources/adjustments/adjustable";
import { valuesAlong } from "../../../src/sources/adjustments/valuesAlong";
import { readPython } from "../../../src/sources/python/readPython";

const [configuration] = readPython(
  "import torch\no = torch.optim.AdamW(p, 3e-4)\ns = torch.optim.lr_scheduler.StepLR(o, 30)\n",
).configurations;

describe("values of a hyperparameter to sweep", () => {
  for (const adjustable of adjustables(configuration)) {
    it(`of ${adjustable.id} rise, are allowed, and have its own among them`, () => {
      const values = valuesAlong(adjustable, 9);
      assert.ok(values.length >= 2 && values.length <= 9);
      assert.ok(values.includes(adjustable.value));
      assert.ok(values.every((value, index) => index === 0 || Number(value) > Number(values[index - 1])));
      const { control } = adjustable;
      if (control.kind === "number") assert.ok(values.every((value) => isInRange(Number(value), control.range)));
    });
  }
});
