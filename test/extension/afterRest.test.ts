import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { afterRest } from "../../src/extension/afterRest";

describe("an action after a rest", () => {
  it("runs once when it has not been asked for a while", async () => {
    let runs = 0;
    const request = afterRest(40, () => runs++);
    for (let asked = 0; asked < 4; asked++) {
      request();
      await delay(5);
    }
    assert.equal(runs, 0);
    await delay(80);
    assert.equal(runs, 1);
  });

  it("is dropped", async () => {
    let runs = 0;
    const request = afterRest(5, () => runs++);
    request();
    request.dispose();
    await delay(20);
    assert.equal(runs, 0);
  });
});
